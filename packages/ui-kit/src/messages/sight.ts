/** Photographs, and what is said where no finger can be read. */
export const sight = {
  'photograph.of': { en: 'Photograph of {person}', ur: '{person} کی تصویر' },
  'photograph.none': { en: 'No photograph', ur: 'تصویر موجود نہیں' },
  'photograph.take': { en: 'Take the photograph', ur: 'تصویر لیں' },
  'photograph.retake': { en: 'Take it again', ur: 'دوبارہ تصویر لیں' },
  'photograph.shoot': { en: 'Take it now', ur: 'تصویر کھینچیں' },
  'photograph.use': { en: 'Keep this photograph', ur: 'یہی تصویر رکھیں' },
  'photograph.file': { en: 'Choose a picture file', ur: 'تصویر کی فائل چنیں' },
  'photograph.later': { en: 'Later', ur: 'بعد میں' },
  'photograph.frame': {
    en: 'Face to the front, the whole head in the picture',
    ur: 'چہرہ بالکل سامنے ہو اور پورا سر تصویر میں آئے',
  },
  'photograph.no-camera': {
    en: 'There is no camera here. Choose a picture file, or take the photograph later from the record',
    ur: 'یہاں کیمرہ نہیں ہے۔ تصویر کی فائل چنیں، یا بعد میں ریکارڈ سے تصویر لیں',
  },
  'photograph.no-picture': { en: 'This file is no picture', ur: 'یہ فائل تصویر نہیں ہے' },
  'photograph.without': { en: 'Go on without a photograph', ur: 'تصویر کے بغیر آگے بڑھیں' },
  'hand.of': { en: 'Photograph of the hand: {finger}', ur: 'ہاتھ کی تصویر: {finger}' },
  'hand.frame': {
    en: 'The whole hand, in the light. No face in the picture',
    ur: 'پورا ہاتھ روشنی میں دکھائیں۔ تصویر میں چہرہ نہ آئے',
  },
  'hand.photographed': { en: 'photographed', ur: 'تصویر لی گئی' },
  'hand.no-camera': { en: 'no photograph: no camera', ur: 'تصویر نہیں: کیمرا موجود نہیں' },
  'hand.not-taken': { en: 'no photograph: not taken', ur: 'تصویر نہیں: لی نہیں گئی' },
  'hand.elsewhere': {
    en: 'photographed; the picture is kept at the station that took it',
    ur: 'تصویر لی گئی؛ وہ اسی اسٹیشن پر محفوظ ہے جہاں لی گئی',
  },
  'photograph.taken': { en: '{person} was photographed', ur: '{person}: تصویر لے لی گئی' },
  'gate.marks': { en: 'Marks to know the person by', ur: 'شناختی نشانات' },
  'gate.add-mark': { en: 'Another mark', ur: 'ایک اور نشان' },
  'gate.tile-sight': { en: 'By sight', ur: 'دیکھ کر شناخت' },
  'sight.unreadable': { en: 'No finger can be read', ur: 'انگلی کا نشان نہیں آتا' },
  'sight.why': { en: 'Why can no finger be read?', ur: 'انگلی کا نشان کیوں نہیں آتا؟' },
  'finger-exception.reader-out-of-order': { en: 'reader out of order', ur: 'مشین خراب ہے' },
  'sight.not-for-this': {
    en: 'By the rules of this prison this step takes a finger',
    ur: 'اس جیل کے ضابطے کے مطابق یہاں انگلی کا نشان لازمی ہے',
  },
  'sight.another-matched': {
    en: 'A finger matched another person’s record. Nobody can be identified by sight now',
    ur: 'نشان کسی اور کے ریکارڈ سے ملا ہے۔ اب دیکھ کر شناخت نہیں ہو سکتی',
  },
  'sight.nothing-to-compare': {
    en: 'There is neither a photograph nor a mark to compare. The person stays. Another officer, who knows this person, takes the photograph from the record first',
    ur: 'موازنے کے لیے نہ تصویر ہے نہ کوئی شناختی نشان۔ یہ شخص ابھی یہیں رہے گا۔ پہلے کوئی دوسرا افسر، جو اسے پہچانتا ہو، ریکارڈ سے اس کی تصویر لے',
  },
  'sight.try-fingers': { en: 'Try the fingers first', ur: 'پہلے انگلیاں رکھوا کر دیکھیں' },
  'sight.reader-works': {
    en: 'The reader works. Try the fingers first',
    ur: 'مشین ٹھیک ہے۔ پہلے انگلیاں رکھوا کر دیکھیں',
  },
  'sight.wait': {
    en: 'Too many fingers that did not match. Wait half a minute, then try again',
    ur: 'کئی بار نشان نہیں ملا۔ آدھا منٹ انتظار کر کے دوبارہ کوشش کریں',
  },
  'sight.spent': {
    en: 'No more fingers are tried for this person here. Only a supervisor can identify them',
    ur: 'اس شخص کے لیے یہاں مزید انگلیاں نہیں لی جائیں گی۔ اب صرف سپروائزر شناخت کر سکتا ہے',
  },
  'sight.compare': {
    en: 'Look at the person, then touch what agrees',
    ur: 'اسیر کو غور سے دیکھیں، پھر جو ملتا ہو اسے چھوئیں',
  },
  'sight.supervisor-next': {
    en: 'Now a supervisor compares, and signs',
    ur: 'اب سپروائزر موازنہ کر کے دستخط کرے',
  },
  'sight.superintendent-next': {
    en: 'A finger tried before was somebody else’s. Now the superintendent compares, and signs',
    ur: 'پہلے رکھی گئی انگلی کسی اور کی تھی۔ اب سپرنٹنڈنٹ خود موازنہ کر کے دستخط کریں',
  },
  'sight.photograph': { en: 'It is the person in the photograph', ur: 'تصویر اسی شخص کی ہے' },
  'sight.marks': { en: 'The marks are there', ur: 'شناختی نشانات ملتے ہیں' },
  'sight.supervisor-signs': { en: 'The supervisor signs', ur: 'سپروائزر کے دستخط' },
  'sight.sign': {
    en: 'Supervisor: I have compared, and this is {person}',
    ur: 'سپروائزر: موازنہ کر لیا، یہ {person} ہی ہے',
  },
  'sight.history': { en: '{event}, identified by sight: {reason}', ur: '{event}، دیکھ کر شناخت: {reason}' },
  'record.begin-movement': { en: 'Begin a movement', ur: 'روانگی یا واپسی' },
  'record.choose-movement': { en: 'Which movement?', ur: 'کون سی کارروائی؟' },
} as const;
