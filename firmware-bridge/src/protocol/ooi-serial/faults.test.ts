import { describe, expect, it } from 'vitest';
import { obey } from '../../emulators.ts';
import { emulate, impatientCatalogue, station, until } from '../../test-kit.ts';
import { isForSpectrum, pair, profile } from './test-kit.ts';

const speed = 2000;
const { acknowledged, refused } = { acknowledged: Uint8Array.of(0x06), refused: Uint8Array.of(0x15) };

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** A talk that was opened, and whose spectra then arrive changed. */
async function measuring(change: (said: Uint8Array) => readonly Uint8Array[]) {
  const made = pair({ change: (said, request) => (isForSpectrum(request) ? change(said) : [said]) });
  const { settings } = await made.talk.identify();
  return { ...made, measure: () => made.talk.measure(settings) };
}

const cutAt = (length: number) => (said: Uint8Array) => [said.subarray(0, length)];

function altered(at: number, change: (byte: number) => number) {
  return (said: Uint8Array) => {
    const wrong = Uint8Array.from(said);
    const place = at < 0 ? said.length + at : at;
    wrong[place] = change(wrong[place] ?? 0);
    return [wrong];
  };
}

describe('a spectrum', () => {
  it.each([
    ['breaks off behind its first byte', cutAt(1), 'breaks off'],
    ['breaks off before its pixels', cutAt(14), 'breaks off'],
    ['breaks off among its pixels', cutAt(40), 'breaks off'],
    ['lacks its last byte', cutAt(-1), 'breaks off'],
    [
      'goes on behind its end',
      (said: Uint8Array) => [Buffer.concat([said, Uint8Array.of(0)])],
      'goes on behind its end',
    ],
    ['has another start word', altered(2, () => 0xfe), 'start word'],
    ['has another end word', altered(-1, () => 0xfe), 'end word'],
    ['has another checksum', altered(-3, (byte) => byte ^ 1), 'checksum'],
    ['has a pixel that was not sent', altered(17, (byte) => byte ^ 1), 'checksum'],
    ['is of added scans', altered(6, () => 2), 'scans'],
    ['is of some pixels', altered(14, () => 3), 'pixel mode'],
    ['begins with something else', (said: Uint8Array) => [acknowledged, said], 'begins otherwise'],
  ])('that %s is refused with the bytes that came, and is none', async (_, change, reason) => {
    let came: Uint8Array = new Uint8Array();
    const { measure } = await measuring((said) => {
      const pieces = change(said);
      came = pieces[0] ?? came;
      return pieces;
    });
    const error = await measure().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'spectrum-malformed', details: { reason } });
    expect(error).toMatchObject({ details: { bytesBase64: Buffer.from(came).toString('base64') } });
  });

  it('that is damaged once is asked for again', async () => {
    let count = 0;
    const { measure } = await measuring((said) => {
      count += 1;
      return count === 1 ? cutAt(30)(said) : [said];
    });
    expect((await measure()).y).toHaveLength(profile.detector.pixelCount);
    expect(count).toBe(2);
  });

  it('that the device does not give is refused, and the device is well', async () => {
    const { measure, failures } = await measuring(() => [Uint8Array.of(0x03)]);
    await expect(measure()).rejects.toMatchObject({ code: 'device-refused', details: { said: 'ETX' } });
    expect(failures).toEqual([]);
  });

  it('of another integration time is passed over, and one that always is of another is none', async () => {
    let left = 2;
    const { measure } = await measuring((said) => (left-- > 0 ? altered(8, () => 99)(said) : [said]));
    expect((await measure()).y).toHaveLength(profile.detector.pixelCount);
    left = Number.POSITIVE_INFINITY;
    await expect(measure()).rejects.toMatchObject({
      code: 'spectrum-malformed',
      details: { reason: 'integration time', toldMs: 99 },
    });
  });

  it('of a device that lost its power and its settings meanwhile is none', async () => {
    const { engine, talk } = pair();
    const { settings } = await talk.identify();
    engine.restart();
    await expect(talk.measure(settings)).rejects.toMatchObject({ code: 'spectrum-malformed' });
  });

  it('that was still on its way is not taken for the one that is asked for', async () => {
    const { talk } = pair();
    const { settings } = await talk.identify();
    const first = await talk.measure(settings);
    talk.receive(first.bytes);
    const next = await talk.measure(settings);
    expect(latin1(next.bytes)).not.toBe(latin1(first.bytes));
  });
});

describe('a command that is refused', () => {
  it.each(['bB', 'v', 'Q', 'A', 'G', 'k', '?x', 'I', '?I', 'B', 'T'])(
    '(%s) is told, and the device is not opened',
    async (letters) => {
      const { talk } = pair({
        answer: (request) => (latin1(request).replace(/[^A-Za-z?].*$/s, '') === letters ? refused : undefined),
      });
      await expect(talk.identify()).rejects.toMatchObject({ code: 'device-refused', details: { said: 'NAK' } });
    },
  );

  it('is no setting: the device stays as it was', async () => {
    const { talk } = pair();
    const { settings } = await talk.identify();
    await expect(talk.set({ boxcarHalfWidth: 501 })).rejects.toMatchObject({ code: 'device-refused' });
    expect((await talk.measure(settings)).y).toHaveLength(profile.detector.pixelCount);
  });
});

it('a setting that the device acknowledges and does not keep counts as not done', async () => {
  const { talk } = pair({ answer: (request) => (latin1(request).startsWith('I') ? acknowledged : undefined) });
  await talk.identify();
  await expect(talk.set({ integrationMicroseconds: 50_000 })).rejects.toMatchObject({ code: 'device-garbled' });
});

it.each([0, 999, 10_000, 0xffff])('firmware of version %i is not understood', async (version) => {
  const { talk } = pair({
    change: (said, request) => [latin1(request) === 'v' ? Uint8Array.of(0x06, version >> 8, version & 0xff) : said],
  });
  await expect(talk.identify()).rejects.toMatchObject({ code: 'device-mismatch', details: { version } });
});

describe('a device that was left', () => {
  it.each([
    ['in its text mode', 'aA'],
    ['in the middle of a number of its text mode', 'aAI12'],
    ['in the middle of a word', 'I\0'],
    ['before a word', 'B'],
    ['in the middle of a pixel mode', 'P\0\x04\0\x09\0\x01'],
    ['before the letter of a question', '?'],
    ['before the second letter of a mode', 'a'],
    ['storing its spectra', 'M\0\x01'],
    ['with some of its pixels, averaged and added', 'P\0\x01\0\x02B\0\x05A\0\x03'],
  ])('%s is brought back', async (_, before) => {
    const { line, talk } = pair();
    line.receive(Buffer.from(before, 'latin1'));
    const { settings } = await talk.identify();
    expect((await talk.measure(settings)).y).toHaveLength(profile.detector.pixelCount);
  });

  it('in the middle of a spectrum is let finish it', async () => {
    const { talk } = pair();
    const spectrum = Buffer.concat([Uint8Array.of(2), new Uint8Array(200).fill(0x06)]);
    talk.receive(spectrum.subarray(0, 90));
    const later = setInterval(() => talk.receive(spectrum.subarray(90, 95)), 1);
    setTimeout(() => clearInterval(later), 30);
    const { settings } = await talk.identify();
    expect((await talk.measure(settings)).y).toHaveLength(profile.detector.pixelCount);
  });
});

/** The number of the constant that a request asks for. */
const constantAsked = (request: Uint8Array): number | undefined =>
  latin1(request).startsWith('?x') ? request[3] : undefined;

describe('a calibration constant', () => {
  it.each([
    ['with nothing behind it', ''],
    ['with a line end', '\r\n'],
    ['filled up', '\0'.repeat(6)],
    ['with blanks', '   '],
  ])('%s is read', async (_, end) => {
    const { talk } = pair({
      change: (said, request) =>
        constantAsked(request) === undefined ? [said] : [Buffer.concat([said.subarray(0, -1), Buffer.from(end)])],
    });
    const { identity, settings } = await talk.identify();
    expect(identity.serialNumber).toBe('EMU00002');
    expect((await talk.measure(settings)).x.values[0]).toBe(200);
  });

  it('that pauses in its middle each time is read whole', async () => {
    let turn: Promise<unknown> = Promise.resolve();
    const pauseMs = 4 * profile.timeLimitsMs.quiet;
    const slow = pair({
      change: (said, request) => {
        const cuts = constantAsked(request) === 1 ? [0, 1, 4, said.length] : [0, said.length];
        for (const [index, cut] of cuts.slice(1).entries()) {
          const piece = said.subarray(cuts[index], cut);
          turn = turn
            .then(() => (index > 0 ? new Promise((resolve) => setTimeout(resolve, pauseMs)) : undefined))
            .then(() => slow.talk.receive(piece));
        }
        return [];
      },
    });
    const { settings } = await slow.talk.identify();
    expect((await slow.talk.measure(settings)).x.values[0]).toBe(200);
  });

  it('that breaks off now and then is read until it came twice the same', async () => {
    let count = 0;
    const { talk } = pair({
      change: (said, request) => {
        count += 1;
        return [constantAsked(request) === 2 && count % 3 === 0 ? said.subarray(0, 4) : said];
      },
    });
    const sound = pair();
    const [{ settings }] = [await talk.identify(), await sound.talk.identify()];
    expect((await talk.measure(settings)).x).toEqual((await sound.talk.measure(settings)).x);
  });

  it('that is another one each time is none', async () => {
    let count = 0;
    const { talk } = pair({
      change: (said, request) => {
        count += 1;
        return [constantAsked(request) === 1 ? Buffer.from(`\x06${count}`, 'latin1') : said];
      },
    });
    await expect(talk.identify()).rejects.toMatchObject({ code: 'device-garbled' });
  });

  const blank = (...numbers: readonly number[]) =>
    pair({
      change: (said, request) =>
        numbers.includes(constantAsked(request) ?? -1)
          ? [Buffer.concat([acknowledged, Buffer.alloc(15, 0xff)])]
          : [said],
    });

  it('of the wavelengths that was never written makes the axis unusable', async () => {
    await expect(blank(2).talk.identify()).rejects.toMatchObject({ code: 'spectrum-axis-unusable' });
  });

  it('of the rest that was never written is absent', async () => {
    const { talk } = blank(0, 7);
    const { identity, settings } = await talk.identify();
    expect(identity).not.toHaveProperty('serialNumber');
    expect(await talk.measure(settings)).not.toHaveProperty('nonLinearity');
  });
});

describe('a spectrometer with a lasting fault', () => {
  it.each(['wrong-checksum', 'bit-flips', 'half-frames', 'noise'])(
    'of %s gives only spectra that were sent',
    async (name) => {
      const { running, config } = await emulate('ooi-serial', speed);
      const { bridge, ready, statusOf } = station([config], { catalogue: impatientCatalogue() });
      await ready(config.id);
      await obey(running, { command: 'shutter', open: false });
      await obey(running, { command: 'fault', name, active: true });
      const seen: number[] = [];
      bridge.spectrometer(config.id).live((measurement) => {
        if (measurement.kind === 'spectrum') seen.push(Math.max(...measurement.y));
      });
      await until(() => seen.length >= 3);
      // In the dark no pixel comes near half of what it can show.
      expect(Math.max(...seen)).toBeLessThan(4000);
      expect(statusOf(config.id)).toBeDefined();
    },
  );

  it('is back when its cable is back, wherever it came off', async () => {
    const { running, config } = await emulate('ooi-serial', speed);
    const { bridge, ready, statusOf } = station([config], { catalogue: impatientCatalogue() });
    await ready(config.id);
    let count = 0;
    bridge.spectrometer(config.id).live(() => {
      count += 1;
    });
    await until(() => count > 1);
    await obey(running, { command: 'unplug' });
    await until(() => statusOf(config.id)?.state === 'absent');
    const before = count;
    await obey(running, { command: 'plug' });
    await until(() => count > before + 1);
  });
});
