import { type LineSettings, loadCatalogue } from '@custody-edge/device-profiles';
import { describe, expect, it } from 'vitest';
import { EmulatedScale } from '../../emulator/scale.ts';
import type { EmulatorAddress } from '../../emulators.ts';
import { emulate, until } from '../../test-kit.ts';
import { type LineEnd, wireTo } from '../test-kit.ts';
import type { BalanceProfile } from './dialect.ts';
import { lineName } from './plan.ts';
import { type ProbeAddress, type ProbeOptions, probeBalance } from './probe.ts';

const profiles = [...loadCatalogue().values()].filter(
  (profile): profile is BalanceProfile => profile.kind === 'balance',
);
const wait = { speed: 2, profiles };
const hurry = { speed: 40, profiles };
const nowhere = { kind: 'serial', path: '/dev/none' } as const;
const probe = (options: Partial<ProbeOptions>) => probeBalance(nowhere, { ...hurry, ...options });

const eightNone: LineSettings = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' };

/** A device that says the same to whatever it can read. */
const saying = (line: LineSettings, answer: string, spoilt = ''): LineEnd => ({
  line,
  hear: (_, say, isSpoilt) => say(Buffer.from(isSpoilt ? spoilt : answer)),
});

function placeOf({ address }: { readonly address: EmulatorAddress }): ProbeAddress {
  if (address.kind !== 'serial' && address.kind !== 'tcp') throw new Error('a balance has a line');
  return address;
}

/** What can be seen of an emulated balance. */
function scaleOf(engine: object): EmulatedScale {
  if (!('scale' in engine) || !(engine.scale instanceof EmulatedScale)) throw new Error('a balance has a scale');
  return engine.scale;
}

describe('a balance of which nothing is known', () => {
  it('is found on a serial port, whichever model of the catalogue it is, and stays as it was', async () => {
    const found = profiles.map(async (profile) => {
      const { running, engine } = await emulate(profile.protocol, 40, undefined, profile);
      const scale = scaleOf(engine);
      scale.presetTare(12);
      const before = scale.show().tare;
      const outcome = await probeBalance(placeOf(running), wait);
      if (outcome.kind !== 'found') throw outcome.diagnosis;
      const { profileIds, line, identity } = outcome;
      return {
        isRight: profileIds.includes(profile.id),
        baudRate: line?.baudRate,
        // A Shimadzu tells nothing of itself.
        isNamed: Object.keys(identity).length > 0 || profile.protocol === 'shimadzu-balance',
        keepsTare: scale.show().tare === before,
      };
    });
    expect(await Promise.all(found)).toEqual(
      profiles.map(({ lines }) => ({ isRight: true, baudRate: lines[0].baudRate, isNamed: true, keepsTare: true })),
    );
  });

  it('is found over a network, where there is no line to set', async () => {
    const { running } = await emulate('mt-sics', 40, { kind: 'tcp', port: 0 });
    const outcome = await probeBalance(placeOf(running), wait);
    expect(outcome).toMatchObject({
      kind: 'found',
      profileIds: expect.arrayContaining(['mettler-mt-sics', 'kern-kcp']),
      streams: false,
      identity: { model: 'Emulated 1200.00 g', serialNumber: 'B123456789', firmware: '1.00 1.0.0.0.1' },
    });
    expect(outcome).toHaveProperty('line', undefined);
  });

  it('that sends by itself is recognised by what it sends, and not asked', async () => {
    const said: Uint8Array[] = [];
    const device: LineEnd = { line: eightNone, hear: () => undefined };
    const open = (line: LineSettings | undefined) => {
      const channel = wireTo(device, (bytes) => said.push(bytes))(line);
      return async (events: Parameters<typeof channel>[0]) => {
        if (line && lineName(line) === lineName(device.line))
          events.bytes(Buffer.from('0.00 g\r\nS D     100.02 g\r\n'));
        return channel(events);
      };
    };
    expect(await probe({ open })).toMatchObject({
      kind: 'found',
      streams: true,
      line: { baudRate: 9600 },
      identity: {},
    });
    expect(said).toEqual([]);
  });

  it('set to seven bits is found by the parity that its answers bear', async () => {
    const line: LineSettings = { ...eightNone, dataBits: 7, parity: 'even' };
    const outcome = await probe({ open: wireTo(saying(line, 'S S     100.00 g\r\n', 'ET\r\n')) });
    expect(outcome).toMatchObject({ kind: 'found', line });
  });

  it('is asked again where what was said at other settings had spoilt its first question', async () => {
    let heard = 0;
    const device: LineEnd = {
      line: eightNone,
      hear: (bytes, say) => {
        if (!Buffer.from(bytes).equals(Buffer.from('SI\r\n'))) return;
        heard += 1;
        say(Buffer.from(heard === 1 ? 'ES\r\n' : 'S S     100.00 g\r\n'));
      },
    };
    expect(await probe({ open: wireTo(device) })).toMatchObject({ kind: 'found', line: { baudRate: 9600 } });
    expect(heard).toBe(2);
  });
});

describe('where no balance is found, the diagnosis', () => {
  const codeOf = async (options: Partial<ProbeOptions>) => {
    const outcome = await probe(options);
    if (outcome.kind === 'found') throw new Error(`found ${outcome.profileIds}`);
    return { code: outcome.diagnosis.code, tried: outcome.diagnosis.details.tried };
  };

  it('says that nothing answered, and names every setting that was tried', async () => {
    const { running } = await emulate('mt-sics');
    running.setFault('silence', true);
    const heard: string[] = [];
    const outcome = await probeBalance(placeOf(running), {
      ...hurry,
      onTried: ({ line }) => heard.push(line ? lineName(line) : ''),
    });
    if (outcome.kind === 'found') throw new Error('nothing is there');
    const settings = new Set(profiles.flatMap(({ lines }) => lines.map(lineName)));
    expect(outcome.diagnosis.code).toBe('balance-probe-silent');
    expect(new Set(heard)).toEqual(settings);
    expect(outcome.untried).toEqual([]);
    expect(outcome.diagnosis.entry.officer.ur).toMatch(/ترازو/);
  });

  it('says that what came cannot be read at any setting', async () => {
    const { running, engine } = await emulate('mt-sics');
    engine.line.baudRate = 57_600;
    const timer = setInterval(() => engine.line.send(Buffer.from('S S     100.00 g\r\n')), 2);
    const outcome = await probeBalance(placeOf(running), hurry);
    clearInterval(timer);
    expect(outcome).toMatchObject({ kind: 'not-found', diagnosis: { code: 'balance-probe-unreadable' } });
  });

  it('says that a language is unknown, with what came', async () => {
    expect(await codeOf({ open: wireTo(saying(eightNone, 'TEMP 21.5 C\r\n')) })).toEqual({
      code: 'balance-probe-unknown',
      tried: expect.arrayContaining([expect.stringMatching(/^9600 8N1: .*"SI" → "TEMP 21\.5 C"/)]),
    });
  });

  it('is never given for a port that cannot be opened', async () => {
    await expect(probeBalance({ kind: 'serial', path: '/dev/none' }, wait)).rejects.toMatchObject({
      code: 'device-absent',
    });
    await expect(probeBalance({ kind: 'tcp', host: '127.0.0.1', port: 1 }, wait)).rejects.toMatchObject({
      code: 'device-absent',
    });
  });

  it('gives way to the cable that was pulled meanwhile', async () => {
    const { running, engine } = await emulate('mt-sics');
    const settled = probeBalance(placeOf(running), { profiles }).catch((error: unknown) => error);
    let heard = false;
    engine.line.onReceive(() => {
      heard = true;
    });
    await until(() => heard);
    await running.unplug();
    expect(await settled).toMatchObject({ code: 'device-disconnected' });
  });
});
