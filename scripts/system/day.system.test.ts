import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import { flattenedVerify, importJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { call, until } from '../demo/api.ts';
import { listenAsAuditor } from '../demo/auditor.ts';
import { bannedVisitor, lahore, rawalpindi, wards, warrantOf } from '../demo/cast.ts';
import { Day } from '../demo/day.ts';
import { syntheticFingers } from '../demo/fingers.ts';
import { everyStation, type House, openHouse, type WholeHouse } from '../demo/house.ts';
import { letGo, orderRelease } from '../demo/scenes/release.ts';
import { Stage } from '../demo/scenes/stage.ts';
import { lightPins } from './light-pins.ts';
import { hasMosquitto, startMosquitto } from './mosquitto.ts';
import { describeWith } from './optional.ts';

const overviewSchema = z.object({
  counts: z.record(z.string(), z.int()),
  quarantine: z.object({ total: z.int() }),
  incompleteReleases: z.array(z.object({ id: z.string(), lacking: z.array(z.string()).optional() })),
  stations: z.array(z.object({ stationId: z.string(), online: z.boolean() })),
  people: z.array(
    z.object({ site: z.string(), state: z.string(), identity: z.object({ name: z.string() }).optional() }),
  ),
});
const recordSchema = z.object({ signing: z.looseObject({ kty: z.string(), crv: z.string(), x: z.string() }) });
const jwsSchema = z.object({ protected: z.string(), payload: z.string(), signature: z.string() });

const healthSchema = z.looseObject({ waiting: z.int() });
const noticeSchema = z.looseObject({
  kind: z.string(),
  site: z.string(),
  ending: z.looseObject({ how: z.string() }).optional(),
});

/** The public key by which whoever has this record signs. */
function stationKey(file: string) {
  const { payload } = jwsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return importJWK(recordSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString())).signing, 'Ed25519');
}

/** A day has some seventy fingers and papers, each through emulated lines, and the machine may have other work. */
const dayLimitMs = 480_000;

/** What the auditor heard of the first gate holds with nothing but the public key of its station, and names nobody. */
async function holdsOnTheWire(texts: readonly string[], gateDir: string, secrets: readonly string[]): Promise<void> {
  const key = await stationKey(join(gateDir, 'trust', 'station.jws'));
  const events = texts.map((text) => jwsSchema.parse(JSON.parse(text)));
  const said = events.map((event) => ({ event, payload: Buffer.from(event.payload, 'base64url').toString() }));
  const fromGate = said.flatMap(({ event, payload }) => (payload.includes('/gate-1"') ? [event] : []));
  expect(fromGate.length).toBeGreaterThan(3);
  for (const event of fromGate) await flattenedVerify(event, key);
  for (const event of fromGate.slice(0, 3))
    await expect(flattenedVerify({ ...event, payload: `${event.payload}AA` }, key)).rejects.toThrow('signature');
  const wire = said.map(({ payload }) => payload).join('\n');
  for (const secret of secrets) expect(wire).not.toContain(`"${secret}"`);
}

describe('a day over the centre’s own broker', () => {
  const folder = newFolder();
  let house: WholeHouse;
  let auditor: Awaited<ReturnType<typeof listenAsAuditor>>;
  let day: Day;
  const said: string[] = [];

  beforeAll(async () => {
    house = await openHouse({
      dir: folder,
      speed: 50,
      ...everyStation,
      gatesFirst: true,
      prisons: [lahore, rawalpindi],
      logLevel: 'warn',
      gatePolicy: { impressionsPerFinger: 1, wards },
      ...lightPins,
    });
    auditor = await listenAsAuditor(house.auditorDir, house.urls.broker);
    const othersOpen = house.openLater();
    day = new Day({
      house,
      othersOpen,
      fingers: syntheticFingers(3, 3),
      pauseMs: 0,
      say: (line) => said.push(line),
      turn: async () => {},
    });
    await day.run();
  }, dayLimitMs);

  afterAll(async () => {
    await auditor?.stop();
    await house?.close();
  });

  it('lets no wrong person pass', () => {
    expect(day.tally).toMatchObject({ wronglyPassed: 0, wronglyRefused: 0 });
    expect(day.tally.right).toBeGreaterThanOrEqual(9);
  });

  it('walks every transition of a person’s custody, as the centre has it on record', () => {
    const numbers = said.flatMap((line) => /^ *(\d+a?) .* on record$/.exec(line)?.[1] ?? []);
    expect(numbers.join(' ')).toBe('1 2 3 3a 4 5 5a 6 7 8 9 10 11 12 13 14 15 16');
  });

  it('has visitors and counts on record too, from the desk, the hand-held and the gate', () => {
    const others = said.flatMap((line) => /^ {5}(\S.*\S) +on record$/.exec(line)?.[1] ?? []);
    expect(others).toEqual([
      'visit',
      'visitor swap stopped',
      'banned visitor stopped',
      'counted by hand-held',
      'counted at the gate',
    ]);
  });

  it('ends with the centre knowing where everybody is, by name', async () => {
    const overview = await call(`${house.urls.centre}/api/overview`, overviewSchema);
    expect(overview.counts).toMatchObject({ IN_CUSTODY: 0, IN_TRANSIT: 0, RELEASED: 1, DECEASED: 1, ESCAPED: 0 });
    expect(overview.people.map(({ site, state }) => `${state} at ${site}`).sort()).toEqual([
      `DECEASED at ${rawalpindi.site}`,
      `RELEASED at ${lahore.site}`,
    ]);
    expect(overview.quarantine.total).toBe(0);
    expect(overview.people.every(({ identity }) => identity !== undefined)).toBe(true);
    expect(overview.stations.map(({ online }) => online)).toEqual(house.posts.map(() => true));
  });

  it('has no release in which the centre finds anything missing that officers, court or fingers must have given', async () => {
    const overview = await call(`${house.urls.centre}/api/overview`, overviewSchema);
    expect(overview.incompleteReleases).toEqual([]);
  });

  it('lays for the courts a certificate of each custody that ended, signed by the centre', async () => {
    const key = await stationKey(join(folder, 'centre', 'trust', 'centre.jws'));
    const outbox = join(folder, 'centre', 'drop', 'outbox');
    const certificates = readdirSync(outbox).map((name) =>
      jwsSchema.parse(JSON.parse(readFileSync(join(outbox, name), 'utf8'))),
    );
    const said = certificates.map(({ payload }) =>
      noticeSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString())),
    );
    for (const certificate of certificates) await flattenedVerify(certificate, key);
    expect(
      said.flatMap(({ kind, ending, site }) => (kind === 'custody-ended' ? [`${ending?.how} at ${site}`] : [])),
    ).toEqual(expect.arrayContaining([`died at ${rawalpindi.site}`, `released at ${lahore.site}`]));
  });

  it('leaves events that an independent program verifies, and never says a name or a number in the clear', () =>
    holdsOnTheWire(auditor.texts, house.gates[0].dir, [
      ...['محمد اسلم', 'کریم بخش', '40410'],
      ...[bannedVisitor.who.name, '3520298765431'],
    ]));
});

describeWith(
  hasMosquitto,
  'mosquitto is not installed',
  'a custody from the committal to the release over Mosquitto with the generated configuration',
  () => {
    let house: House;
    let auditor: Awaited<ReturnType<typeof listenAsAuditor>>;

    beforeAll(async () => {
      house = await openHouse({
        dir: newFolder(),
        speed: 50,
        logLevel: 'warn',
        gatePolicy: { impressionsPerFinger: 1 },
        externalBroker: startMosquitto,
      });
      auditor = await listenAsAuditor(house.auditorDir, house.urls.broker);
    });

    afterAll(async () => {
      await auditor?.stop();
      await house?.close();
    });

    it('is on record at the centre and heard by the auditor, with every receipt come back', async () => {
      const stage = new Stage(house, syntheticFingers(3, 1));
      const warrant = warrantOf(0, 1);
      const inmate = { person: 0, subject: await stage.gate.admit(0, warrant), warrant };
      await stage.centreKnows(inmate, 'IN_CUSTODY');
      await letGo(stage, await orderRelease(stage, inmate), inmate);
      await stage.centreKnows(inmate, 'RELEASED');
      const overview = await call(`${house.urls.centre}/api/overview`, overviewSchema);
      expect(overview).toMatchObject({ counts: { RELEASED: 1 }, quarantine: { total: 0 }, incompleteReleases: [] });
      expect(overview.stations).toEqual([expect.objectContaining({ online: true })]);
      const { url } = house.gates[0];
      await until('every event to be receipted', 20_000, async () =>
        (await call(`${url}/healthz`, healthSchema)).waiting === 0 ? true : undefined,
      );
      await holdsOnTheWire(auditor.texts, house.gates[0].dir, ['محمد اسلم', warrant.prisonerNumber]);
    });
  },
);
