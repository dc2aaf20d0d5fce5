/** What the gate says of a person's record. */
export const record = {
  'record.open': { en: 'Person’s record', ur: 'اسیر کا ریکارڈ' },
  'record.search': {
    en: 'Name, parentage, prisoner number or case number',
    ur: 'نام، ولدیت، اسیر نمبر یا مقدمہ نمبر',
  },
  'record.or-finger': {
    en: 'Type a few letters, or put the person’s finger on the glass',
    ur: 'چند حروف لکھیں، یا اسیر کی انگلی شیشے پر رکھیں',
  },
  'record.nobody-found': { en: 'Nobody on record here fits', ur: 'یہاں کے ریکارڈ میں ایسا کوئی اسیر نہیں' },
  'record.finger-unknown': {
    en: 'This finger is of nobody who is held here',
    ur: 'یہ انگلی یہاں کے کسی زیرِ حراست شخص کی نہیں',
  },
  'record.more-found': {
    en: 'and {count} more: type more letters',
    ur: 'اور {count} مزید: کچھ اور حروف لکھیں',
  },
  'record.opened': { en: 'The record of {person} was looked at', ur: '{person} کا ریکارڈ دیکھا گیا' },
  'record.where': { en: 'Where the person is', ur: 'اسیر کہاں ہے' },
  'record.under': { en: 'Under', ur: 'کس کاغذ پر' },
  'record.due-back': { en: 'Due back', ur: 'واپسی کا وقت' },
  'record.warrant': { en: 'Admitted under', ur: 'داخلہ کس وارنٹ پر' },
  'record.open-order': { en: 'Release order not acted on', ur: 'روبکار جس پر عمل باقی ہے' },
  'record.officer': { en: 'Officer', ur: 'افسر' },
  'record.late': { en: 'Late', ur: 'تاخیر' },
  'record.detention': { en: 'May be held until', ur: 'حراست کی آخری تاریخ' },
  'detention.warrant-ending': {
    en: 'The paper on which {person} is held ends soon. {owner}: ask the court',
    ur: '{person} کو جس کاغذ پر رکھا گیا اس کی مدت ختم ہونے والی ہے۔ {owner}: عدالت سے رجوع کریں',
  },
  'detention.warrant-ended': {
    en: 'The paper on which {person} is held has ended. Whose duty it is: {owner}',
    ur: '{person} کو جس کاغذ پر رکھا گیا اس کی مدت ختم ہو چکی ہے۔ ذمہ داری: {owner}',
  },
  'detention.never-produced': {
    en: '{person} was never brought before a court. Whose duty it is: {owner}',
    ur: '{person} کو ایک بار بھی عدالت میں پیش نہیں کیا گیا۔ ذمہ داری: {owner}',
  },
  'record.pending': { en: 'Left open at the admission', ur: 'داخلے کے وقت سے باقی' },
  'record.since': { en: 'since', ur: 'کب سے:' },
  'record.reference': { en: 'Asked elsewhere', ur: 'بیرونی جواب' },
  'record.health': { en: 'Medical officer', ur: 'میڈیکل افسر' },
  'pending.search': { en: 'Word of the officer who searched', ur: 'تلاشی لینے والے افسر کے دستخط' },
  'pending.medical': { en: 'Medical screening', ur: 'میڈیکل معائنہ' },
  'pending.reference': { en: 'Answer of the police record office or NADRA', ur: 'پولیس ریکارڈ یا نادرا کا جواب' },
  'pending.photograph': { en: 'Photograph', ur: 'تصویر' },
  'record.history': { en: 'History', ur: 'تمام اندراج' },
  'record.conflict': {
    en: 'Two gates recorded different movements: which one stands has to be settled',
    ur: 'دو گیٹوں کا اندراج مختلف ہے: فیصلہ باقی ہے کہ کون سا درست ہے',
  },
  'record.corrected': { en: 'corrected later', ur: 'بعد میں درست کیا گیا' },
  'record.conflicting': { en: 'in conflict', ur: 'متضاد' },
  'record.another': { en: 'Another record', ur: 'دوسرا ریکارڈ' },
  'record.close': { en: 'Close the record', ur: 'ریکارڈ بند کریں' },
} as const;
