/** What plots say beside their lines. */
export const plot = {
  'plot.says': {
    en: '{title}. Lines: {lines}. {axis} from {from} to {to}',
    ur: '{title}۔ لکیریں: {lines}۔ {axis} {from} سے {to} تک',
  },
  'plot.empty': { en: 'Nothing to draw yet', ur: 'ابھی دکھانے کو کچھ نہیں' },
  'plot.closer': { en: 'Closer', ur: 'قریب سے' },
  'plot.farther': { en: 'Farther', ur: 'دور سے' },
  'plot.whole': { en: 'Whole', ur: 'پورا' },
  'plot.as-table': { en: 'Numbers', ur: 'اعداد' },
  'plot.as-plot': { en: 'Plot', ur: 'گراف' },
  'plot.keys': {
    en: 'Arrow keys move the line, {plus} and {minus} look closer and farther, {zero} shows the whole, {table} shows the numbers',
    ur: 'تیر والی کلیدیں لکیر ہٹاتی ہیں، {plus} اور {minus} قریب اور دور کرتی ہیں، {zero} پورا دکھاتا ہے، {table} سے اعداد کھلتے ہیں',
  },
  'plot.keys-still': {
    en: 'Arrow keys go from point to point, {table} shows the numbers',
    ur: 'تیر والی کلیدیں ایک نقطے سے دوسرے پر لے جاتی ہیں، {table} سے اعداد کھلتے ہیں',
  },
  'plot.stands': {
    en: 'New values came since this table was opened. Close it and open it again to see them',
    ur: 'جدول کھلنے کے بعد نئی قدریں آئی ہیں۔ دیکھنے کے لیے اسے بند کر کے دوبارہ کھولیں',
  },
  'plot.rows-more': {
    en: '{count} further rows: look closer at a stretch to see them',
    ur: 'مزید {count} قطاریں: دیکھنے کے لیے کسی حصے کو قریب سے دیکھیں',
  },
  'plot.small-says': {
    en: '{count} readings over {time}, from {least} to {most}',
    ur: '{time} میں {count} ریڈنگ، {least} سے {most} تک',
  },
  'chart.says': {
    en: '{title}. {count} weighings, mean {mean} {unit}. {warnings} to look at, {actions} beyond the limit',
    ur: '{title}۔ {count} بار تولا گیا، اوسط {mean} {unit}۔ قابلِ غور {warnings}، حد سے باہر {actions}',
  },
  'chart.says-no-limits': {
    en: '{title}. {count} weighings, too few for limits',
    ur: '{title}۔ {count} بار تولا گیا، حدیں مقرر کرنے کے لیے کم ہیں',
  },
  'chart.day': { en: 'Day', ur: 'تاریخ' },
  'chart.weight': { en: 'Weight ({unit})', ur: 'وزن ({unit})' },
  'chart.verdict': { en: 'Verdict', ur: 'نتیجہ' },
  'chart.rules': { en: 'Why', ur: 'وجہ' },
  'chart.in-control': { en: 'In order', ur: 'درست' },
  'chart.warning': { en: 'Look at it', ur: 'توجہ دیں' },
  'chart.action': { en: 'Not to be used', ur: 'استعمال نہ کریں' },
  'chart.rule-beyond': { en: 'Beyond {limit} of the mean', ur: 'اوسط سے {limit} سے زیادہ دور' },
  'chart.rule-some-beyond': {
    en: '{count} of the last {of} beyond {limit} on one side',
    ur: 'پچھلے {of} میں سے {count} ایک ہی طرف {limit} سے زیادہ دور',
  },
  'chart.rule-one-side': {
    en: '{count} in a row on one side of the mean',
    ur: 'مسلسل {count} اوسط کے ایک ہی طرف',
  },
  'chart.rule-other': { en: 'Rule {name}', ur: 'قاعدہ {name}' },
} as const;
