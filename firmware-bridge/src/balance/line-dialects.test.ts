import type { LineSettings, Profile, WeighingMode } from '@custody-edge/device-profiles';
import { systemClock, systemRandom } from '@custody-edge/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceDialect } from '../drivers.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { EmulatedLine } from '../emulator/line.ts';
import type { EmulatedScale } from '../emulator/scale.ts';
import { AndEmulator } from '../protocol/and/emulator.ts';
import { MtSicsEmulator } from '../protocol/mt-sics/emulator.ts';
import { OhausEmulator } from '../protocol/ohaus/emulator.ts';
import { RadwagEmulator } from '../protocol/radwag/emulator.ts';
import { SbiEmulator } from '../protocol/sartorius-sbi/emulator.ts';
import { ShimadzuBalanceEmulator } from '../protocol/shimadzu-balance/emulator.ts';
import { emulate, impatientCatalogue, modelFor, station, until } from '../test-kit.ts';
import type { Said } from './talk.ts';
import { wireTo } from './test-kit.ts';
import { weighingOf } from './weighing.ts';

type BalanceProfile = Extract<Profile, { kind: 'balance' }>;

/** A balance that speaks in lines of text without a checksum. */
interface Speaker {
  readonly profile: BalanceProfile;
  readonly create: (line: EmulatedLine) => Emulator & { readonly scale: EmulatedScale };
  /** Makes it send by itself where no command does. */
  readonly streaming?: object | undefined;
  /** How it is read where what it sends by itself does not say whether the pan is still. */
  readonly reading?: WeighingMode | undefined;
}

const speakers: readonly Speaker[] = [
  { profile: modelFor('mt-sics'), create: (line) => new MtSicsEmulator(line, modelFor('mt-sics')) },
  { profile: modelFor('and'), create: (line) => new AndEmulator(line, modelFor('and')) },
  { profile: modelFor('ohaus'), create: (line) => new OhausEmulator(line, modelFor('ohaus')) },
  { profile: modelFor('radwag'), create: (line) => new RadwagEmulator(line, modelFor('radwag')) },
  {
    profile: modelFor('sartorius-sbi'),
    create: (line) => new SbiEmulator(line, modelFor('sartorius-sbi')),
    streaming: { command: 'menu', output: 'automatic' },
  },
  {
    profile: modelFor('shimadzu-balance'),
    create: (line) => new ShimadzuBalanceEmulator(line, modelFor('shimadzu-balance')),
    reading: 'poll',
  },
];
const each = speakers.map((speaker) => ({ name: speaker.profile.id, speaker }));

const quiet = { command: 'environment', noiseDivisions: 0 };
const moment = { unasked: false, atMs: 0, monotonicMs: 0 };
const capacityGrams = 1200;

/** A driver at one end of a wire, the balance at the other; both wait for nothing. */
async function wired({ profile, create }: Speaker, hostLine: LineSettings = profile.lines[0]) {
  const impatient = impatientCatalogue().get(profile.id);
  if (impatient?.kind !== 'balance') throw new Error('a balance is one in every catalogue');
  const line = new EmulatedLine({ baudRate: profile.lines[0].baudRate, speed: Number.POSITIVE_INFINITY });
  const emulator = create(line);
  emulator.obey(quiet);
  const said: Said[] = [];
  const sent: Buffer[] = [];
  const { units, talk } = await balanceDialect(impatient);
  const device = {
    line: profile.lines[0],
    hear: (bytes: Uint8Array, say: (bytes: Uint8Array) => void, spoilt: boolean) => {
      const write = (answer: Uint8Array) => {
        sent.push(Buffer.from(answer));
        say(answer);
      };
      line.attach({ write, hostBaudRate: () => undefined });
      if (!spoilt) line.receive(bytes);
    },
  };
  const hear: { bytes: (chunk: Uint8Array) => void } = { bytes: () => undefined };
  const channel = await wireTo(device)(hostLine)({ bytes: (chunk) => hear.bytes(chunk), closed: () => undefined });
  const context = {
    deviceId: profile.id,
    clock: systemClock,
    random: systemRandom,
    emit: () => undefined,
    fail: () => undefined,
    wire: () => undefined,
    channel,
  };
  const ear = {
    streamed: (each: Said) => said.push(each),
    unasked: (each: Said) => said.push(each),
    restarted: () => undefined,
    failed: () => undefined,
  };
  const balance = talk(context, ear, hostLine);
  hear.bytes = (chunk) => balance.receive(chunk);
  const meant = (each: Said, limitGrams = capacityGrams) => {
    const reading = weighingOf(each, moment, units, limitGrams);
    if (reading.kind !== 'weighing') return reading.error.code;
    // A name that was lost before a weight leaves the weight.
    return 'value' in reading ? `${reading.status} ${reading.value} ${reading.ucum}` : reading.status;
  };
  return { balance, emulator, said, sent, meant };
}

/** What a balance says of several loads: the bytes, and what each means. */
async function vocabulary(speaker: Speaker) {
  const { balance, emulator, said, sent, meant } = await wired(speaker);
  await balance.identify();
  const words: { readonly bytes: Buffer; readonly means: string }[] = [];
  const weigh = async () => {
    sent.length = 0;
    const answer = await balance.weigh();
    if (answer) words.push({ bytes: Buffer.concat(sent), means: meant(answer) });
  };
  for (const grams of [0, 1.5, 123.45, -3, 999.9, 5000, 20]) {
    emulator.scale.load(grams);
    await weigh();
  }
  emulator.obey({ command: 'vibrate', divisions: 3000, durationMs: 3_600_000 });
  for (let count = 0; count < 3; count++) await weigh();
  emulator.close();
  said.length = 0;
  return { balance, said, words, meant };
}

/** Lines that no dialect may take for its own weight. */
const looksLikeAWeight = ['SerNo. 0031801165\r\n', 'BAC: 00-39-21\r\n', 'SN: 1125123456 g\r\n', '1234567 g\r\n'].map(
  (line) => Buffer.from(line),
);

type Damage = (bytes: Buffer) => Buffer;

/** Some bytes are lost, others come between, or arrive with their eighth bit set, as at another parity. One thing at a time. */
function damageArb(foreign: readonly Buffer[]): fc.Arbitrary<Damage> {
  const share = fc.nat(999).map((thousandths) => thousandths / 1000);
  const at = (bytes: Buffer, part: number) => Math.floor(part * bytes.length);
  const lost = fc.tuple(share, share).map(
    ([from, much]): Damage =>
      (bytes) => {
        const start = at(bytes, from);
        const length = 1 + Math.floor(much * (bytes.length - 2));
        return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + length)]);
      },
  );
  const noise = fc
    .uint8Array({ minLength: 1, maxLength: 8 })
    .map((bytes) => Buffer.from(bytes.map((byte) => byte | 0x80)));
  const fragment = fc.tuple(fc.constantFrom(...foreign), share, share).map(([bytes, from, much]) => {
    const start = at(bytes, from);
    const run = bytes.subarray(start, start + 1 + Math.floor(much * bytes.length));
    // With its line end it would put the end of another line in the place of this one's, which no balance's form can tell.
    return Buffer.from(run.filter((byte) => byte !== 0x0d && byte !== 0x0a));
  });
  const between = fc.tuple(share, fc.oneof(noise, fragment)).map(
    ([where, strange]): Damage =>
      (bytes) => {
        const start = at(bytes, where);
        return Buffer.concat([bytes.subarray(0, start), strange, bytes.subarray(start)]);
      },
  );
  const otherParity = fc.tuple(share, share).map(
    ([from, much]): Damage =>
      (bytes) => {
        const start = at(bytes, from);
        const end = start + 1 + Math.floor(much * bytes.length);
        return Buffer.from(bytes.map((byte, index) => (index >= start && index < end ? byte | 0x80 : byte)));
      },
  );
  return fc.oneof(lost, between, otherParity);
}

const cutAnywhere = (bytes: Buffer, cuts: readonly number[]): Buffer[] => {
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].toSorted((a, b) => a - b);
  return [...ends, bytes.length].map((end, index) => bytes.subarray(index === 0 ? 0 : ends[index - 1], end));
};

describe.each(each)('a line of $name', ({ speaker }) => {
  it('that was cut, mixed with another dialect or garbled is never a weight that was not sent', async () => {
    const { balance, said, words, meant } = await vocabulary(speaker);
    const others = speakers.filter((other) => other !== speaker);
    const foreign = [
      ...looksLikeAWeight,
      ...(await Promise.all(others.map(vocabulary))).flatMap((other) => other.words.map(({ bytes }) => bytes)),
    ];
    const sound = fc.constantFrom(...words.map(({ bytes }) => bytes));
    const piece = fc.oneof(
      sound,
      fc.constantFrom(...foreign),
      // A line that lost its end takes part of the next one with it: that one is sound.
      fc.tuple(sound, damageArb(foreign), sound).map(([line, damage, next]) => Buffer.concat([damage(line), next])),
    );
    // A sign of stability that was lost makes a stable weight less than it was.
    const lessened = words.map(({ means }) => means.replace(/^stable/, 'dynamic'));
    const known = new Set([
      ...words.map(({ means }) => means),
      ...lessened,
      'weight-unreadable',
      'weight-unit-unknown',
    ]);
    let weights = 0;
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(400), { maxLength: 6 }),
        (pieces, cuts) => {
          said.length = 0;
          for (const chunk of cutAnywhere(Buffer.concat([...pieces, Buffer.from('\r\n')]), cuts))
            balance.receive(chunk);
          weights += said.filter(({ kind }) => kind === 'weight').length;
          for (const each of said) expect(known).toContain(meant(each));
        },
      ),
      { seed: 41, numRuns: 300 },
    );
    expect(weights).toBeGreaterThan(50);
  });

  it('tells overload without a number, and a weight beyond the capacity is refused', async () => {
    const { protocol } = speaker.profile;
    const { balance, emulator, meant } = await wired(speaker);
    await balance.identify();
    emulator.scale.load(999.9);
    const heavy = await balance.weigh();
    emulator.scale.load(5000);
    const over = await balance.weigh();
    if (!heavy || !over) throw new Error('a still pan has a weight');
    expect(meant(heavy, 500)).toBe('weight-beyond-capacity');
    expect(over.kind).not.toBe('weight');
    await expect(balance.tare()).rejects.toMatchObject({
      // Ohaus has one word for whatever it cannot do.
      code: protocol === 'ohaus' ? 'balance-not-stable' : 'balance-out-of-range',
    });
  });
});

/** At once, for each of them waits most of its time. */
const ofAll = async (see: (speaker: Speaker) => Promise<void>): Promise<void> => {
  await Promise.all(speakers.map(see));
};

it('a balance at another parity gives no weight, and is not taken for one that answers', () =>
  ofAll(async (speaker) => {
    const [own] = speaker.profile.lines;
    const other: LineSettings =
      own.parity === 'none' ? { ...own, dataBits: 7, parity: 'even' } : { ...own, dataBits: 8, parity: 'none' };
    const { balance, said } = await wired(speaker, other);
    await expect(balance.identify()).rejects.toMatchObject({
      code: expect.stringMatching(/^device-(silent|garbled|mismatch|refused)$/),
    });
    for (const each of said) expect(each.kind).toBe('unreadable');
  }));

it.each([
  ['a serial line', undefined],
  ['the network', { kind: 'tcp', port: 0 } as const],
])(
  'a balance over %s comes back after half lines, a power cut and a pulled cable, and tells no other weight',
  (_, listen) =>
    ofAll(async ({ profile: { protocol }, streaming, reading = 'stream' }) => {
      const { running, engine, config } = await emulate(protocol, 400, listen);
      engine.obey(quiet);
      if (streaming) engine.obey(streaming);
      const { ofKind, ready, statusOf } = station([{ ...config, settings: { ...config.settings, reading } }], {
        catalogue: impatientCatalogue(),
      });
      const arrives = async () => {
        const before = ofKind('weighing').length;
        const isThere = () =>
          ofKind('weighing')
            .slice(before)
            .some((each) => 'value' in each && Number(each.value) === 123.45);
        await until(isThere);
      };
      await ready(config.id);
      engine.obey({ command: 'load', grams: 123.45 });
      await arrives();
      running.setFault('half-frames', true);
      await until(() => ofKind('weighing-refused').length > 0);
      running.setFault('half-frames', false);
      engine.restart();
      await arrives();
      await running.unplug();
      await until(() => statusOf(config.id)?.state === 'absent');
      await running.plug();
      await arrives();
      const values = ofKind('weighing').flatMap((each) => (each.status === 'stable' ? [Number(each.value)] : []));
      expect([...new Set(values)].filter((value) => value !== 0)).toEqual([123.45]);
    }),
);
