import { isCustodyError } from '@custody-edge/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CatalogueFile, readCatalogueFiles } from './catalogue-file.ts';
import { lintCatalogue } from './lint.ts';
import { findProfile, loadCatalogue } from './load.ts';

const shipped = readCatalogueFiles();
const fragments = shipped.filter(({ path }) => path.startsWith('fragments/'));

function altered(path: string, change: (text: string) => string): CatalogueFile {
  const file = shipped.find((candidate) => candidate.path === path);
  if (!file) throw new Error(`no ${path}`);
  return { path, text: change(file.text) };
}

function rulesOf(files: CatalogueFile[]): string[] {
  return lintCatalogue(files, fragments).map((finding) => finding.rule);
}

describe('the shipped catalogue', () => {
  it('has nothing for the linter to say', () => {
    expect(lintCatalogue(shipped)).toEqual([]);
  });

  it('holds a model of every kind of device the stations use', () => {
    const kinds = new Set([...loadCatalogue(shipped).values()].map((profile) => profile.kind));
    expect([...kinds].sort()).toEqual([
      'balance',
      'barcode-reader',
      'fingerprint-scanner',
      'gate-io',
      'instrument',
      'printer',
      'spectrometer',
    ]);
  });

  it('says of the R307 what its manual says', () => {
    expect(findProfile(loadCatalogue(), 'r307')).toMatchObject({
      protocol: 'ef01',
      lines: [{ baudRate: 57600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' }],
      sensor: { widthPixels: 256, heightPixels: 288, bitsPerPixel: 4, dotsPerInch: 500 },
    });
  });
});

describe('a wrong catalogue file', () => {
  const r503 = 'fingerprint/r503.json5';

  it.each([
    [
      'a field out of order',
      altered(r503, (text) => text.replace(/ {2}tested: false,\n/, '').replace(/}\s*$/, 'tested: false }')),
      'field-order',
    ],
    ['a misspelt field', altered(r503, (text) => text.replace('tested:', 'testd:')), 'schema'],
    ['an impossible baud rate', altered(r503, (text) => text.replace('[115200]', '[57600]')), 'consistent'],
    [
      'a time limit the line cannot meet',
      altered(r503, (text) => text.replace('imageUpload: 10000', 'imageUpload: 3000')),
      'consistent',
    ],
    [
      'two outputs on one coil',
      altered('gate-io/modbus-io.json5', (text) =>
        text.replace('lockCoil: 0,', 'lockCoil: 0, signalCoils: { buzzer: 0 },'),
      ),
      'consistent',
    ],
    [
      'one line wired to two things',
      altered('gate-io/gpio-board.json5', (text) => text.replace('line: 23', 'line: 17')),
      'consistent',
    ],
    [
      'a contact that is not looked at twice before it counts',
      altered('gate-io/gpio-board.json5', (text) => text.replace('debounceMs: 30', 'debounceMs: 15')),
      'consistent',
    ],
    [
      'a reader that may not be busy for one reply',
      altered('gate-io/osdp-reader.json5', (text) => text.replace('busy: 3000', 'busy: 100')),
      'consistent',
    ],
    [
      'an instruction that its library cannot do',
      altered(r503, (text) => text.replace('charBuffers: 6', 'charBuffers: 2')),
      'consistent',
    ],
    ['an instruction named twice', altered(r503, (text) => text.replace("'echo',", "'echo', 'echo',")), 'consistent'],
    [
      'a module slower than its time limit',
      altered('fingerprint/gt-511c3.json5', (text) =>
        text.replace(
          /}\s*$/,
          'timeLimitsMs: { probe: 400, reply: 2000, capture: 10000, dataGap: 1000, imageUpload: 50000 } }',
        ),
      ),
      'consistent',
    ],
    [
      'a faster line speed that is none',
      altered('fingerprint/gt-511c3.json5', (text) =>
        text.replace(
          /}\s*$/,
          'lines: [{ baudRate: 115200, dataBits: 8, parity: "none", stopBits: 1 }], fasterBaudRates: [115200] }',
        ),
      ),
      'consistent',
    ],
    [
      'a picture that its slowest line cannot bring in time',
      altered('fingerprint/sfm6050-t2.json5', (text) =>
        text.replace(/}\s*$/, 'timeLimitsMs: { reply: 2000, scan: 4000, dataGap: 2000, imageUpload: 9000 } }'),
      ),
      'consistent',
    ],
    [
      'a scan that is given no time to wait for a finger',
      altered('fingerprint/sfm6050-t2.json5', (text) =>
        text.replace(/}\s*$/, 'timeLimitsMs: { reply: 2000, scan: 1000, dataGap: 2000, imageUpload: 40000 } }'),
      ),
      'consistent',
    ],
    [
      'a spectrum that its slowest line cannot bring in time',
      altered('spectrometer/ocean-obp.json5', (text) =>
        text.replace(/}\s*$/, 'timeLimitsMs: { reply: 2000, transfer: 4000, trigger: 30000 } }'),
      ),
      'consistent',
    ],
    [
      'a count that its pixels cannot hold',
      altered('spectrometer/ocean-obp.json5', (text) => text.replace('largestCount: 65535', 'largestCount: 65536')),
      'consistent',
    ],
    [
      'an integration time that it does not have',
      altered('spectrometer/ocean-obp.json5', (text) => text.replace('initial: 100000', 'initial: 100')),
      'consistent',
    ],
    [
      'two kinds of answers on one endpoint',
      altered('spectrometer/ocean-usb4000.json5', (text) => text.replace('endpoint: 0x86', 'endpoint: 0x82')),
      'consistent',
    ],
    [
      'a time that is no whole step',
      altered('spectrometer/ocean-usb2000.json5', (text) => text.replace('least: 3000', 'least: 3100')),
      'consistent',
    ],
    [
      'a count beyond the bits that mean something',
      altered('spectrometer/ocean-usb2000.json5', (text) => text.replace('largestCount: 4095', 'largestCount: 4096')),
      'consistent',
    ],
    ['a broken file', altered(r503, (text) => text.slice(0, -5)), 'readable'],
    ['a file name that is not the id', { ...altered(r503, String), path: 'fingerprint/r504.json5' }, 'file-name'],
    ['a wrong folder', { ...altered(r503, String), path: 'balance/r503.json5' }, 'folder'],
  ])('with %s is found', (_name, file, rule) => {
    expect(rulesOf([file])).toContain(rule);
  });

  it.each([
    ['a spectrum that its slowest line cannot bring in time', 'transfer: 10000', 'transfer: 6000'],
    ['a count that a word cannot hold', 'largestCount: 65535', 'largestCount: 65536'],
    ['a time that a word of milliseconds cannot hold', 'most: 65000000', 'most: 65536000'],
    ['a time between milliseconds', 'initial: 100000', 'initial: 100500'],
    ['no version of firmware at all', 'firmware: { least: 1000', 'firmware: { least: 10000'],
  ])('of a spectrometer on RS-232 with %s is found', (_, was, is) => {
    expect(rulesOf([altered('spectrometer/ocean-rs232.json5', (text) => text.replace(was, is))])).toContain(
      'consistent',
    );
  });

  it('that repeats an id is found, and refused when loading', () => {
    const twice = [altered(r503, String), altered(r503, String), ...fragments];
    expect(rulesOf(twice)).toContain('unique-id');
    expect(() => loadCatalogue(twice)).toThrowError(expect.objectContaining({ code: 'profile-duplicate' }));
  });

  it('never makes the linter or the loader fail in an untyped way', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const file = { path: 'balance/x.json5', text };
        expect(lintCatalogue([file]).length).toBeGreaterThan(0);
        try {
          loadCatalogue([file]);
        } catch (error) {
          expect(isCustodyError(error)).toBe(true);
        }
      }),
      { seed: 307, numRuns: 300 },
    );
  });
});

it('an unknown profile id is refused with the known ones named', () => {
  expect(() => findProfile(loadCatalogue(), 'r999')).toThrowError(/r999.*r307/);
});
