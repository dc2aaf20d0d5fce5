/** What the bench says of the room in which it stands. */
export const benchRoom = {
  'room.measure': { en: 'Room reading', ur: 'کمرے کی ریڈنگ' },
  'room.ask': {
    en: 'What does the thermo-hygrometer of the room say?',
    ur: 'کمرے کا تھرمو ہائیگرومیٹر کیا دکھا رہا ہے؟',
  },
  'room.save': { en: 'Record the room', ur: 'کمرے کی ریڈنگ محفوظ کریں' },
  'room.temperature': { en: 'Temperature, °C', ur: 'درجۂ حرارت، سینٹی گریڈ' },
  'room.humidity': { en: 'Humidity, %', ur: 'نمی، فیصد' },
  'room.pressure': { en: 'Pressure, hPa, if any', ur: 'دباؤ، اگر دکھائے' },
  'room.instrument': { en: 'Number on it', ur: 'اس پر لکھا نمبر' },
  'room.read': { en: 'Room: {temperature}, humidity {humidity}', ur: 'کمرہ: {temperature}، نمی {humidity}' },
  'room.read-pressure': {
    en: 'Room: {temperature}, humidity {humidity}, {pressure}',
    ur: 'کمرہ: {temperature}، نمی {humidity}، دباؤ {pressure}',
  },
  'room.not-measured': { en: 'Room: not measured', ur: 'کمرہ: ریڈنگ نہیں لی گئی' },
  'room.not-now': { en: 'Not measured lately', ur: 'حال میں ریڈنگ نہیں لی گئی' },
  'room.not-here': {
    en: 'Room: measured; that record has not come here yet',
    ur: 'کمرہ: ریڈنگ لی گئی تھی؛ اس کا اندراج ابھی یہاں نہیں پہنچا',
  },
  'bench.reserve-room-temperature-outside': {
    en: 'The room is warmer or colder than the laboratory’s limits',
    ur: 'کمرے کا درجۂ حرارت لیبارٹری کی حدوں سے باہر ہے',
  },
  'bench.reserve-room-humidity-outside': {
    en: 'The room is damper or drier than the laboratory’s limits',
    ur: 'کمرے کی نمی لیبارٹری کی حدوں سے باہر ہے',
  },
} as const;
