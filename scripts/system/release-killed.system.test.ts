import { readdirSync } from 'node:fs';
import { authenticate } from '@custody-edge/event-contract';
import { newFolder } from '@custody-edge/foundation/test-support';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { call, pause, until } from '../demo/api.ts';
import { warrantOf } from '../demo/cast.ts';
import type { Inmate } from '../demo/court.ts';
import { syntheticFingers } from '../demo/fingers.ts';
import { type House, openHouse } from '../demo/house.ts';
import { orderRelease, release, usedOrder } from '../demo/scenes/release.ts';
import { Stage } from '../demo/scenes/stage.ts';
import { keepSignedIn } from '../demo/staff.ts';
import { bothRecords } from './both-records.ts';
import { lightPins } from './light-pins.ts';

const healthSchema = z.object({ waiting: z.int() });
const doorSchema = z.object({ result: z.boolean() });

/** What is done of a release when the power goes. */
const steps = [
  'order',
  'paper',
  'finger',
  'second-finger',
  'medical',
  'property',
  'first-signature',
  'second-signature',
] as const;
/** After the button was pressed: before or while the event is written, however fast the machine. */
const msAfterButton = [0];
/** What can be seen of a release once it is on record. */
const signs = ['lock', 'slip'] as const;
const moments = [
  ...msAfterButton.map((ms) => ({ moment: `${ms} ms later`, ms })),
  ...signs.map((sign) => ({ moment: `with the ${sign}`, sign })),
];

const folder = newFolder();
let house: House;
let stage: Stage;
const inmates: Inmate[] = [];
beforeAll(async () => {
  house = await openHouse({
    dir: folder,
    speed: 50,
    logLevel: 'warn',
    ...lightPins,
    gatePolicy: { fingersToEnrol: 2, impressionsPerFinger: 1 },
  });
  stage = new Stage(house, syntheticFingers(1, moments.length + 1));
  for (let person = 0; person <= moments.length; person++) {
    const warrant = warrantOf(person, 0);
    inmates.push({ person, warrant, subject: await stage.gate.admit(person, warrant) });
  }
});
afterAll(async () => {
  await house?.close();
});

function inmateAt(index: number): Inmate {
  const inmate = inmates[index];
  if (!inmate) throw new Error('nobody to release');
  return inmate;
}

/** Everything up to a step, that one included. */
async function upTo(last: (typeof steps)[number], orderId: string, { person }: Inmate): Promise<void> {
  const { gate } = stage;
  const does: Readonly<Record<(typeof steps)[number], () => Promise<unknown>>> = {
    order: async () => {},
    paper: () => gate.home().then(() => gate.scan(orderId)),
    finger: () => gate.press(person, 0, 'verify'),
    'second-finger': () => gate.press(person, 1, 'verify'),
    medical: () => gate.sign('medical', { action: 'hand-over', meaning: 'medical-clearance', paper: `MO-${person}` }),
    property: () =>
      gate.sign('gate-officer', { action: 'hand-over', meaning: 'property-return', paper: `PR-${person}` }),
    'first-signature': () => gate.vouch('gate-officer', 'release'),
    'second-signature': () => gate.vouch('deputy-superintendent', 'release-review'),
  };
  for (const step of steps.slice(0, steps.indexOf(last) + 1)) await does[step]();
}

const isReleased = async ({ subject }: Inmate): Promise<boolean> => {
  await stage.gate.openRecord(subject);
  const view = await call(
    `${stage.gate.post.url}/api/view`,
    z.object({ desk: z.object({ person: z.object({ state: z.string() }) }) }),
  );
  return view.desk.person.state === 'RELEASED';
};

const doorOpens = async (): Promise<boolean> => {
  const { result } = doorSchema.parse(await stage.gate.post.door.ask({ command: 'open-door' }));
  await stage.gate.post.door.ask({ command: 'close-door' });
  return result;
};

/** A lock that was released in time falls shut again; one whose station was killed, when the station is back. */
const lockHolds = (): Promise<true> =>
  until('the lock to hold again', 20_000, async () => ((await doorOpens()) ? undefined : true));

/** Whoever waits at the gate with everything that a release takes. */
async function ready(orderId: string, inmate: Inmate): Promise<void> {
  await upTo('second-signature', orderId, inmate);
  await until('nothing to be missing', 40_000, async () => {
    const desk = await stage.gate.desk();
    return (desk.step === 'board' && desk.missing.length === 0) || undefined;
  });
}

async function powerComesBack(): Promise<void> {
  const { post } = stage.gate;
  await house.start(post.station);
  await keepSignedIn(post);
}

describe('the power that goes', () => {
  let orderId: string;
  beforeAll(async () => {
    orderId = await orderRelease(stage, inmateAt(0));
  });

  it.each(steps)('after the %s lets nobody out', async (step) => {
    await upTo(step, orderId, inmateAt(0));
    await stage.gate.post.station.stop('SIGKILL');
    expect(await doorOpens()).toBe(false);
    await powerComesBack();
    expect(await isReleased(inmateAt(0))).toBe(false);
  });

  it('leaves the order to be used afterwards, once', async () => {
    await release(stage, orderId, inmateAt(0));
    await lockHolds();
    await usedOrder(stage, orderId);
  });
});

describe('the power that goes after the button was pressed', () => {
  it.each(moments.map((moment, index) => ({ ...moment, index })))(
    '$moment, lets nobody out unrecorded, and nobody in vain',
    async ({ index, ...moment }) => {
      const inmate = inmateAt(index + 1);
      const { gate } = stage;
      const { station, slipsDir } = gate.post;
      const orderId = await orderRelease(stage, inmate);
      await ready(orderId, inmate);
      const slips = readdirSync(slipsDir).length;
      const seen: Readonly<Record<(typeof signs)[number], () => Promise<boolean>>> = {
        lock: doorOpens,
        slip: async () => readdirSync(slipsDir).length > slips,
      };
      let wasTold = false;
      const pressed = gate.act({ action: 'confirm' }).then(
        () => {
          wasTold = true;
        },
        () => undefined,
      );
      if ('ms' in moment) await pause(moment.ms);
      else {
        await pressed;
        await until(moment.sign, 20_000, async () => (await seen[moment.sign]()) || undefined);
      }
      await station.stop('SIGKILL');
      await pressed;
      const opened = await doorOpens();
      await powerComesBack();
      const released = await isReleased(inmate);
      if (opened || wasTold) expect(released).toBe(true);
      await lockHolds();
      if (!released) {
        await release(stage, orderId, inmate);
        await lockHolds();
      }
      await usedOrder(stage, orderId);
    },
  );
});

it('and each was released once, at the gate and at the centre', async () => {
  const { gate } = stage;
  await until('the outbox to empty', 90_000, async () =>
    (await call(`${gate.post.url}/healthz`, healthSchema)).waiting === 0 ? true : undefined,
  );
  await house.close();
  const { committed, held, enrolment } = bothRecords(house, gate.post.dir);
  expect(held).toEqual(committed);
  const released = committed.flatMap(({ text }) => {
    const event = authenticate(text, enrolment);
    const isRelease = event.ok && event.value.envelope.type === 'prisoner.released.v2';
    return isRelease ? [event.value.envelope.subject] : [];
  });
  expect(released.toSorted()).toEqual(inmates.map(({ subject }) => subject).toSorted());
});
