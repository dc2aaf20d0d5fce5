import { describe, expect, it } from 'vitest';
import { isolateRuns } from './isolate.ts';

const codesIn = (sentence: string) =>
  isolateRuns(sentence, 'ur')
    .filter((run) => run.kind === 'code')
    .map((run) => run.text);

describe('codes within an Urdu sentence', () => {
  it.each([
    ['مقدمہ نمبر FIR 112/25 تھانہ صدر', ['FIR 112/25']],
    ['FSL-2026/0412-A: 12.503 g درج ہو گیا', ['FSL-2026/0412-A', '12.503 g']],
    ['وزن -0.02 g ہے', ['-0.02 g']],
    ['(کوشش 2، کل 3)', ['2', '3']],
    ['وقت 10:41 تاریخ 23-11-2026۔', ['10:41', '23-11-2026']],
    ['ڈسک 81% بھر گئی', ['81%']],
    ['موجی عدد (cm⁻¹)', ['cm⁻¹']],
    ['Aslam Khan ولد Karim Bakhsh کو رہا کریں', ['Aslam Khan', 'Karim Bakhsh']],
    ['شناخت کی تصدیق ہو گئی', []],
  ])('isolates each whole code of %s', (sentence, codes) => {
    expect(codesIn(sentence)).toEqual(codes);
  });

  it('keeps every character of the sentence, in order', () => {
    const sentence = '  FIR 112/25, تھانہ صدر (3.5 kg) ';
    expect(
      isolateRuns(sentence, 'ur')
        .map((run) => run.text)
        .join(''),
    ).toBe(sentence);
  });
});

describe('an Urdu name within an English sentence', () => {
  it('keeps the marks that stand above its letters', () => {
    expect(isolateRuns('عبدالرحمٰن', 'en')).toEqual([{ kind: 'urdu', text: 'عبدالرحمٰن' }]);
  });

  it('is one run, and two names stay in the order of the English sentence', () => {
    expect(isolateRuns('Release محمد اسلم, کریم بخش', 'en')).toEqual([
      { kind: 'plain', text: 'Release ' },
      { kind: 'urdu', text: 'محمد اسلم' },
      { kind: 'plain', text: ', ' },
      { kind: 'urdu', text: 'کریم بخش' },
    ]);
  });
});

describe('a date within an English sentence', () => {
  it.each([
    ['Detain until 2026-11-26.', '2026-11-26'],
    ['due back 26-11-2026 10:41, by night', '26-11-2026 10:41'],
    ['(1-1-2027)', '1-1-2027'],
  ])('stands as one in %s', (sentence, date) => {
    expect(isolateRuns(sentence, 'en').filter(({ kind }) => kind === 'code')).toEqual([{ kind: 'code', text: date }]);
  });

  it.each(['FSL-2026-11-26', '35202-1234567-1', 'well-known 12-3'])('is not seen in %s', (sentence) => {
    expect(isolateRuns(sentence, 'en')).toEqual([{ kind: 'plain', text: sentence }]);
  });
});
