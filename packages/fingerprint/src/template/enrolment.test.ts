import { deflateSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FingerName, fingerNames } from '../finger.ts';
import { readEnrolment, writeEnrolment } from './enrolment.ts';

describe('the fingers of a person as one blob', () => {
  it('comes back finger by finger and byte by byte', () => {
    const fingers = fc.array(
      fc.record({
        finger: fc.constantFrom(...fingerNames),
        impressions: fc.array(fc.uint8Array({ maxLength: 200 }), { minLength: 1, maxLength: 9 }),
      }),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(fingers, (enrolled) => {
        expect(readEnrolment(writeEnrolment(enrolled))).toEqual(enrolled);
      }),
      { seed: 231, numRuns: 50 },
    );
  });

  it('of an admission of the first version is read as it was written', () => {
    const finger: FingerName = 'right-index';
    const blob = Buffer.from(JSON.stringify([{ finger, impressions: [Buffer.of(1, 2, 3).toString('base64')] }]));
    expect(readEnrolment(blob)).toEqual([{ finger, impressions: [Uint8Array.of(1, 2, 3)] }]);
  });

  it('that is none is refused', () => {
    const finger: FingerName = 'right-index';
    for (const wrong of [
      '',
      '{}',
      '[{"finger":"nose","impressions":["AAAA"]}]',
      JSON.stringify([{ finger, impressions: [] }]),
      JSON.stringify([{ finger, impressions: ['*'] }]),
    ])
      for (const bytes of [Buffer.from(wrong), deflateSync(wrong)])
        expect(() => readEnrolment(bytes)).toThrow(expect.objectContaining({ code: 'fingerprint-template-damaged' }));
  });
});
