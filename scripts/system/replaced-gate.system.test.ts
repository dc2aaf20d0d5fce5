import { newFolder } from '@custody-edge/foundation/test-support';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import { call, until } from '../demo/api.ts';
import { lahore, warrantOf } from '../demo/cast.ts';
import { syntheticFingers } from '../demo/fingers.ts';
import { type House, openHouse } from '../demo/house.ts';
import { Stage } from '../demo/scenes/stage.ts';
import { lightPins } from './light-pins.ts';

const folder = newFolder();
let house: House | undefined;
afterAll(() => house?.close());

const waitingSchema = z.object({ status: z.object({ waiting: z.int() }) });
const handHeldSchema = z.object({ inCustody: z.int() });

it('a hand-held that lay in a drawer until the gate’s computer was replaced knows whom the broken one received', async () => {
  house = await openHouse({
    ...{ dir: folder, speed: 50, prisons: [lahore], handHeld: true, logLevel: 'warn' },
    gatePolicy: { impressionsPerFinger: 1 },
    ...lightPins,
  });
  const { gates, handHeld, start, replaceGate } = house;
  const [broken] = gates;
  if (!handHeld) throw new Error('no hand-held');
  const stage = new Stage(house, syntheticFingers(2, 2));
  const inCustody = async () => (await call(`${handHeld.url}/api/view`, handHeldSchema)).inCustody;
  const holds = (count: number) =>
    until(`the hand-held to know of ${count}`, 30_000, async () => (await inCustody()) === count || undefined);

  await stage.gate.admit(0, warrantOf(0, 0));
  await holds(1);
  await handHeld.station.stop();
  await stage.gate.admit(1, warrantOf(1, 0));
  await until('everything to be sent', 30_000, async () => {
    const { status } = await call(`${broken.url}/api/view`, waitingSchema);
    return status.waiting === 0 || undefined;
  });
  await broken.station.stop('SIGKILL');

  const successor = await replaceGate(broken);
  await start(successor.station);
  await start(handHeld.station);
  await holds(2);
  expect(await stage.counting.handHeld.begin('evacuation')).toBe(2);
}, 180_000);
