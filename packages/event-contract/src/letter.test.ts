import { describe, expect, it } from 'vitest';
import { openLetter, sealFor } from './letter.ts';
import { enrol } from './test-kit.ts';

describe('a letter', () => {
  const gate = enrol();
  const words = Buffer.from('محمد اسلم ولد کریم بخش');

  it('is opened by the station that it is for, and by no other', async () => {
    const letter = await sealFor(gate.enrolment, words);
    const opened = await openLetter(letter, gate.encryptionKey);
    expect(opened.ok && Buffer.from(opened.value)).toEqual(words);
    expect(await openLetter(letter, enrol().encryptionKey)).toMatchObject({
      ok: false,
      error: { code: 'seal-broken' },
    });
  });

  it('that was altered, or is none, is refused', async () => {
    const letter = await sealFor(gate.enrolment, words);
    const [head, key, iv, , tag] = letter.split('.');
    for (const wrong of [[head, key, iv, 'AAAA', tag].join('.'), '', 'no letter'])
      expect(await openLetter(wrong, gate.encryptionKey)).toMatchObject({ ok: false, error: { code: 'seal-broken' } });
  });
});
