import { describe, expect, it } from 'vitest';
import { readSpectrumFile } from '../read.ts';
import { bytesOf, jcampPages, jcampPairs, jcampSteps } from '../test-support/writers.ts';
import { readSteps } from './packed.ts';

const ordinates = [142, 145, 145, 145, 130, -7, 0, 20, 31, 44, 59, 60, 61, 62, 62, 62, 40];
const sound = { first: 4000, step: -2, ordinates };
const good = jcampSteps(sound, 'DIFDUP');
const read = (text: string) => readSpectrumFile('x.jdx', bytesOf(text));
const compound = (...blocks: readonly string[]) =>
  `##TITLE=both\n##DATA TYPE=LINK\n##BLOCKS=2\n${blocks.join('')}##END=\n`;
const structure = '##TITLE=molecule\n##JCAMP-CS=3.7\n##BLOCK_ID=1\n##END=\n';

describe('a file of JCAMP-DX that lies or is damaged gives no spectrum, and says why', () => {
  it.each([
    ['fewer points than it says', jcampSteps(sound, 'SQZ', { NPOINTS: 18 }), 'points-differ'],
    ['more points than it says', jcampSteps(sound, 'SQZ', { NPOINTS: 16 }), 'points-differ'],
    ['no number of points', jcampSteps(sound, 'SQZ', { NPOINTS: '' }), 'label-missing'],
    ['no last x', jcampSteps(sound, 'SQZ', { LASTX: '' }), 'label-missing'],
    ['another first x than its lines', jcampSteps(sound, 'SQZ', { FIRSTX: 3990 }), 'x-check-failed'],
    ['another last x than its lines', jcampSteps(sound, 'SQZ', { LASTX: 3940 }), 'x-check-failed'],
    ['the same first and last x', jcampSteps(sound, 'SQZ', { LASTX: 4000 }), 'x-without-order'],
    ['another spacing than its ends', jcampSteps(sound, 'SQZ', { DELTAX: 4 }), 'x-ends-differ'],
    ['another first y than its table', jcampSteps(sound, 'SQZ', { FIRSTY: 99 }), 'first-y-differs'],
    ['a factor of nought', jcampSteps(sound, 'SQZ', { YFACTOR: 0 }), 'label-unreadable'],
    ['a factor that is no number', jcampSteps(sound, 'SQZ', { YFACTOR: '0,5' }), 'label-unreadable'],
    ['a line that is lost', good.replace(/\r\n3988.*/, ''), 'y-check-failed'],
    ['a line that is doubled', good.replace(/\r\n(3988.*)/, '\r\n$1\r\n$1'), 'y-check-failed'],
    ['a digit that flipped in a difference', good.replace('J5JU', 'J4JU'), 'y-check-failed'],
    ['an x that flipped', good.replace('\r\n3988', '\r\n3968'), 'x-check-failed'],
    ['a letter that means nothing', good.replace('K0J1', 'K0!J1'), 'not-a-number'],
    ['a value that was not measured', jcampSteps(sound, 'AFFN').replace(' 145 ', ' ? '), 'not-a-number'],
    [
      'ordinates with exponents, which its letters are',
      jcampSteps(sound, 'AFFN').replace(' 130 ', ' 1.3E+02 '),
      'readers-differ',
    ],
    ['no end', good.slice(0, -10), 'no-end'],
    ['an end too many', `${good}##END=\n`, 'outside-blocks'],
    ['lines after its end', `${good}4000 1 2 3\n`, 'outside-blocks'],
    ['a byte that no text holds', good.replace('J1', '\0\0'), 'not-text'],
    ['two numbers of points', good.replace('##NPOINTS=17', '##NPOINTS=17\n##NPOINTS=18'), 'label-twice'],
    ['masses without order', jcampPairs({ x: [50, 60, 55], y: [1, 2, 3] }), 'x-without-order'],
    ['a mass twice', jcampPairs({ x: [50, 60, 60], y: [1, 2, 3] }), 'x-without-order'],
    ['half a pair', jcampPairs({ x: [50, 60], y: [1, 2] }).replace(', 2', ''), 'half-a-pair'],
    ['a peak too few', jcampPairs({ x: [50, 60, 70], y: [1, 2, 3] }).replace('60, 2\n', ''), 'points-differ'],
    ['other ends than its peaks', jcampPairs({ x: [50, 60], y: [1, 2] }, { LASTX: 600 }), 'x-ends-differ'],
    ['an infinite number', jcampPairs({ x: [50, 60], y: [1, 2] }).replace(', 2', ', 1E999'), 'not-a-number'],
    ['a block too few', compound(good), 'blocks-differ'],
    ['one damaged block of two', compound(good, jcampSteps(sound, 'PAC', { NPOINTS: 3 })), 'points-differ'],
  ])('%s', (_what, text, reason) => {
    expect(text).not.toBe(good);
    expect(read(text)).toMatchObject({ ok: false, error: { code: 'spectrum-file-damaged', details: { reason } } });
  });

  it.each([
    ['repeats a value for ever', good.replace('J5JU', 'J5Js999999999'), 'spectrum-file-large'],
    ['holds molecules alone', structure, 'spectrum-absent'],
    [
      'is two-dimensional',
      jcampPages([{ x: [1, 2], y: [1, 2] }]).replace('NTUPLES=', 'NTUPLES= nD '),
      'spectrum-form-unsupported',
    ],
    [
      'has tuples of three',
      jcampPairs({ x: [1, 2], y: [1, 2] }).replace('(XY..XY)', '(XYW..XYW)'),
      'spectrum-form-unsupported',
    ],
    ['nests without end', '##TITLE=a\n'.repeat(20), 'spectrum-file-large'],
    ['has more blocks than anybody', `${'##TITLE=a\n##END=\n'.repeat(6000)}`, 'spectrum-file-large'],
  ])('one that %s', (_what, text, code) => {
    expect(text).not.toBe(good);
    expect(read(text)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('a sound file of JCAMP-DX', () => {
  it('keeps its order, its units as written and by name, and what it says of its measurement', () => {
    const result = read(
      jcampSteps(sound, 'PAC', {
        'SPECTROMETER/DATA SYSTEM': 'IR\tCube \u202e',
        LONGDATE: '2026/03/01',
        OWNER: 'nobody',
      }),
    );
    expect(result).toMatchObject({
      ok: true,
      value: {
        format: 'jcamp-dx',
        spectra: [
          {
            x: { unit: '/cm', unitAsWritten: '1/CM' },
            y: { unit: 'transmittance' },
            instrument: 'IR Cube',
            date: '2026/03/01',
          },
        ],
      },
    });
    if (result.ok) expect(result.value.spectra[0]).not.toHaveProperty('operator');
  });

  it('may hold several blocks, of which molecules are none', () => {
    const uv = jcampSteps(sound, 'AFFN', {
      'DATA TYPE': 'UV/VIS SPECTRUM',
      XUNITS: 'NANOMETERS',
      YUNITS: 'ABSORBANCE',
    });
    const result = read(
      compound(good, uv).replace('BLOCKS=2', 'BLOCKS=3').replace('BLOCKS=3\n', `BLOCKS=3\n${structure}`),
    );
    expect(result.ok && result.value.spectra.map(({ kind }) => kind)).toEqual(['infrared', 'uv-vis']);
  });

  it.each([
    ['on a Mac of old', good.replaceAll('\r\n', '\r')],
    ['under DOS, with its end mark', `${good}\x1a`],
    ['with blanks in its labels', good.replaceAll('##', '## ').replace('## JCAMP-DX', '## jcamp_dx')],
    ['with comments', good.replaceAll('\r\n', () => ' $$ said\r\n')],
  ])('may have been written %s', (_how, text) => {
    expect(text).not.toBe(good);
    expect(read(text)).toEqual(read(good));
  });

  it.each([
    ['numbers with blanks', '1 1 2 3 3 2 1 0 -1 -2 -3'],
    ['numbers with signs', '1+1+2+3+3+2+1+0-1-2-3'],
    ['squeezed', '1ABCCBA@abc'],
    ['differences', '1AJJ%jjjjjj'],
    ['differences that repeat', '1AJT%jX'],
  ])('may have its ordinates as %s', (_how, line) => {
    // The table of McDonald and Wilks 1988.
    expect([...readSteps([line], 1).ordinates]).toEqual([1, 2, 3, 3, 2, 1, 0, -1, -2, -3]);
  });
});
