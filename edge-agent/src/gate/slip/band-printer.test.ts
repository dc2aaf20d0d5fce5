import { join } from 'node:path';
import { findProfile, loadCatalogue } from '@custody-edge/device-profiles';
import { startEmulator } from '@custody-edge/firmware-bridge/emulators';
import { type Bitmap, isBlackAt, systemClock } from '@custody-edge/foundation';
import { afterwards, newFolder } from '@custody-edge/foundation/test-support';
import decodeQR from 'qr/decode.js';
import { expect, it, vi } from 'vitest';
import type { StationConfig } from '../../config.ts';
import { enrolSite, projectOf } from '../../peers/test-support/peers-kit.ts';
import { attend, newStation } from '../../test-kit.ts';
import { admit, atGate, barcode, openGate, setUp } from '../gate-kit.ts';

const wait = { timeout: 15_000 };

const bands = findProfile(loadCatalogue(), 'zpl-203');

/** A gate whose label printer has a roll of wristbands in it, and a hand-held that hears of it. */
async function siteWithBands(shows: 'code' | 'number-and-name' = 'code') {
  if (bands.protocol !== 'zpl') throw new Error('no label printer');
  const folder = newFolder();
  const link = join(folder, 'bands');
  const running = await startEmulator('zpl', bands, { listen: { kind: 'pty', link }, speed: 100 });
  afterwards(() => running.close());
  const [ofGate, ofYard] = await enrolSite(await projectOf(), ['gate-1', 'yard-1'], { roles: ['gate', 'count'] });
  if (!ofGate || !ofYard) throw new Error('no site');
  const device = (id: string, profile: string) => ({
    ...{ id, profile },
    address: { kind: 'serial' as const, path: join(folder, id) },
  });
  const station = newStation(
    {
      ...ofGate,
      devices: [device('scanner', 'r307'), device('gate-io', 'modbus-io'), device('bands', 'zpl-203')],
      gate: {
        ...ofGate.gate,
        impressionsPerFinger: 2,
        wristband: { printer: 'bands', widthMillimetres: 25, shows },
      },
    },
    systemClock,
  );
  await station.start();
  await attend(station);
  return { ...atGate(station), ofYard, labels: () => running.emulator.labels };
}

/** A hand-held that knows whoever the gate told it of. */
async function handHeld(config: StationConfig) {
  const station = newStation(config, systemClock);
  if (station.role.role !== 'count') throw new Error('not a hand-held');
  const { count } = station.role;
  await station.start();
  await attend(station);
  return {
    count,
    scan: async (code: string) => {
      count.onReading('reader', barcode(code));
      await count.counting.act({ action: 'show' });
      return count.view().counting.count;
    },
  };
}

/** What a reader makes of the code on a band. */
function codeOn(label: Bitmap | undefined): string {
  if (!label) throw new Error('nothing was printed');
  const { width, height } = label;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (isBlackAt(label, x, y)) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return decodeQR({ width, height, data });
}

it('a wristband printed at the admission counts its wearer at a hand-held until another one replaces it', async () => {
  const { ofYard, labels, ...at } = await siteWithBands();
  const { gate, station } = at;
  const subject = await admit(at, 'asif');
  await vi.waitFor(
    () => expect(gate.view().desk).toMatchObject({ step: 'done', wristband: { state: 'printed' } }),
    wait,
  );
  const first = codeOn(labels()[0]);
  const { count, scan } = await handHeld(ofYard);
  await vi.waitFor(() => expect(count.view().inCustody).toBe(1), wait);
  await count.counting.act({ action: 'start', kind: 'roll-call' });
  expect(await scan(first)).toMatchObject({ accounted: 1, last: { sign: 'go' } });
  await count.counting.act({ action: 'start', kind: 'evacuation' });

  await gate.act({ action: 'open-record', subject });
  await gate.act({ action: 'another-wristband', reason: 'lost' });
  await vi.waitFor(
    () => expect(gate.view().desk).toMatchObject({ step: 'record', wristband: { state: 'printed' } }),
    wait,
  );
  expect(labels()).toHaveLength(2);
  const second = codeOn(labels()[1]);
  expect(station.log.eventsOfType('gate.wristband-replaced.v1')).toMatchObject([
    { subject: 'station/gate-1', data: { person: subject, band: 2, reason: 'lost' } },
  ]);
  await vi.waitFor(async () => expect(await scan(first)).toMatchObject({ last: { sign: 'stop' } }), wait);
  expect(await scan(second)).toMatchObject({ accounted: 1, last: { sign: 'go' } });
}, 60_000);

it('a house that wants no printer has no wristbands', async () => {
  const at = await openGate(setUp().config);
  const subject = await admit(at, 'asif');
  expect(at.desk()).not.toHaveProperty('wristband');
  await at.gate.act({ action: 'open-record', subject });
  await at.gate.act({ action: 'another-wristband', reason: 'lost' });
  expect(at.station.log.eventsOfType('gate.wristband-replaced.v1')).toEqual([]);
});
