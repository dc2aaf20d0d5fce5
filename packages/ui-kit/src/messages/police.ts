/** A release at which police take the person over. */
export const police = {
  'police.take-over': { en: 'Police take the person over', ur: 'پولیس اس شخص کو تحویل میں لے گی' },
  'police.change': { en: 'Change the police details', ur: 'پولیس کے کوائف بدلیں' },
  'police.take-back': { en: 'No hand-over to police', ur: 'پولیس کے حوالے نہیں کیا جائے گا' },
  'police.who': { en: 'Who takes {person} over', ur: '{person} کو کون تحویل میں لے گا' },
  'police.officer': { en: 'Name of the police officer', ur: 'پولیس افسر کا نام' },
  'police.rank': { en: 'Rank', ur: 'عہدہ' },
  'police.belt-number': { en: 'Belt number', ur: 'بیلٹ نمبر' },
  'police.save': { en: 'Save who takes over', ur: 'کوائف محفوظ کریں' },
  'police.name': { en: '{officer}, police station {station}', ur: '{officer}، تھانہ {station}' },
  'police.belt': { en: 'belt number {number}', ur: 'بیلٹ نمبر {number}' },
  'police.may-take-over': {
    en: 'The person can only leave with the police',
    ur: 'یہ شخص صرف پولیس کے ساتھ جا سکتا ہے',
  },
  'police.answered': {
    en: 'the police take over, said {minutes} min ago',
    ur: 'پولیس تحویل میں لے رہی ہے، {minutes} منٹ پہلے کی اطلاع',
  },
  'police.release-person': { en: 'Release {person} to {police}', ur: '{person} کو رہا کر کے {police} کے حوالے کریں' },
  'police.sign': {
    en: 'Officer at the gate: release {person} into the hands of the police',
    ur: 'گیٹ افسر: {person} کو رہا کر کے پولیس کے حوالے کیا جائے',
  },
  'police.sign-review': {
    en: 'Second officer: I saw the evidence for {person} and who takes them over',
    ur: 'دوسرا افسر: {person} کے کاغذات، نشان اور تحویل میں لینے والے دیکھ لیے گئے',
  },
  'police.done': { en: '{person} was released to {police}', ur: '{person}: رہائی درج ہو گئی، {police} کے حوالے' },
  'gate.tile-police': { en: 'Police who take over', ur: 'تحویل میں لینے والی پولیس' },
  'release-gap.hand-over-incomplete': {
    en: 'The other cases changed since it was written who takes the person over. Write it again',
    ur: 'پولیس کے کوائف درج ہونے کے بعد دیگر مقدمات بدل گئے۔ کوائف دوبارہ درج کریں',
  },
  'slip.police': { en: 'Handed over to the police', ur: 'پولیس کے حوالے' },
  'slip.police-matter': { en: 'In the matter', ur: 'بسلسلہ مقدمہ' },
  'event.prisoner.released-to-police.v1': { en: 'Released to the police', ur: 'رہائی اور پولیس کے حوالے' },
} as const;
