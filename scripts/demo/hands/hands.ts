import { fileURLToPath } from 'node:url';
import { createHttpServer } from '@custody-edge/service-kit';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { commandError } from '../../errors.ts';
import { call, pause } from '../api.ts';
import { caseOf, nameOf, warrantOf } from '../cast.ts';
import { Court } from '../court.ts';
import type { FingerSource } from '../fingers.ts';
import { freePort } from '../free-port.ts';
import { GateActor } from '../gate-actor.ts';
import type { WholeHouse } from '../house.ts';

/** The page with which a person at the keyboard works the emulated devices, and speaks for the courts. */
export interface Hands {
  readonly url: string;
  /** Resolves at once while the script runs, or when the person gives the stations back. */
  scriptMayGoOn(): Promise<void>;
  close(): Promise<void>;
}

const gate = z.int().min(0).describe('At which of the gates, in their order');
const handSchema = z.discriminatedUnion('hand', [
  z.strictObject({
    hand: z.literal('finger'),
    gate,
    person: z.int().min(0),
    finger: z.union([z.literal(0), z.literal(1)]),
  }),
  z.strictObject({ hand: z.literal('gate-paper'), gate, text: z.string().min(1).max(900) }),
  z.strictObject({ hand: z.literal('door'), gate, open: z.boolean(), forced: z.boolean() }),
  z.strictObject({ hand: z.literal('court-commits'), gate, person: z.int().min(0) }),
  z.strictObject({ hand: z.literal('court-lists'), subject: z.string() }),
  z.strictObject({ hand: z.literal('court-releases'), subject: z.string() }),
  z.strictObject({ hand: z.literal('bench-label'), text: z.string().min(1).max(900) }),
  z.strictObject({ hand: z.literal('mass'), grams: z.number().min(0).max(200) }),
  z.strictObject({ hand: z.literal('script'), running: z.boolean() }),
]);

/** Longest a finger lies on the glass while the scanner reads it at the real line rate. */
const pressMs = 6_000;
/** Warrants of the hands have other numbers than those of the script. */
const roundsOfScript = 1_000;

const registerSchema = z.object({
  people: z.array(
    z.object({
      subject: z.string(),
      site: z.string(),
      state: z.string(),
      ended: z.boolean(),
      identity: z.object({ name: z.string() }).optional(),
    }),
  ),
});

export async function openHands(house: WholeHouse, fingers: FingerSource, preferredPort: number): Promise<Hands> {
  let running = true;
  let committals = 0;
  const gates = house.gates.map((post) => new GateActor(post, fingers));
  const gateAt = (index: number): GateActor => {
    const found = gates[index];
    if (!found) throw commandError('option-invalid', { option: 'gate', value: index, allowed: gates.length });
    return found;
  };
  const court = new Court(house);
  const held = async () =>
    (await call(`${house.urls.centre}/api/people`, registerSchema)).people.filter(({ ended }) => !ended);
  const caseOfPerson = async (subject: string) => {
    const name = (await held()).find((person) => person.subject === subject)?.identity?.name ?? '';
    return { subject, warrant: caseOf(name) };
  };
  const server = await createHttpServer({
    title: 'Custody Edge demonstration: hands',
    version: '0.1.0',
    hosts: [],
    pagesDir: fileURLToPath(new URL('page', import.meta.url)),
    logger: pino({ level: 'silent' }),
    metrics: new Registry(),
    statuses: {},
  });
  server.get('/api/hands', async () => ({
    people: [...Array(fingers.people).keys()].map(nameOf),
    running,
    gates: await Promise.all(
      gates.map(async (gate) => ({
        name: gate.post.name.en,
        url: gate.post.url,
        orders: (await gate.view()).releases.map(({ orderId }) => orderId),
      })),
    ),
    held: (await held()).map(({ subject, site, state, identity }) => ({
      subject,
      name: identity?.name ?? subject,
      state,
      prison: house.gates.find((gate) => gate.site === site)?.name.en ?? site,
    })),
    others: { bench: house.bench.url, centre: house.urls.centre },
  }));
  server.post('/api/hands', { schema: { body: handSchema } }, async ({ body }) => {
    switch (body.hand) {
      case 'finger': {
        const gate = gateAt(body.gate);
        const pressed = gate.press(body.person % fingers.people, body.finger, 'verify');
        const desk = await Promise.race([pressed, pause(pressMs)]);
        if (!desk) await gate.post.scanner.ask({ command: 'lift-finger' });
        return { read: desk !== undefined };
      }
      case 'gate-paper':
        return gateAt(body.gate).post.reader.ask({ command: 'scan', text: body.text });
      case 'door': {
        const command = body.open ? { command: 'open-door', forced: body.forced } : { command: 'close-door' };
        return gateAt(body.gate).post.door.ask(command);
      }
      case 'court-commits':
        committals += 1;
        return told(court.commit(gateAt(body.gate).post.site, warrantOf(body.person, roundsOfScript + committals)));
      case 'court-lists':
        return told(court.list(await caseOfPerson(body.subject)));
      case 'court-releases':
        return told(court.release(await caseOfPerson(body.subject)));
      case 'bench-label':
        return house.bench.reader.ask({ command: 'scan', text: body.text });
      case 'mass':
        return house.bench.balance.ask({ command: 'mass', grams: body.grams });
      case 'script':
        running = body.running;
        return { running };
    }
  });
  const url = await server.listen({ host: '127.0.0.1', port: await freePort(preferredPort) });
  return {
    url,
    scriptMayGoOn: async () => {
      while (!running) await pause(200);
    },
    close: () => server.close(),
  };
}

/** What the centre makes of a court's word: it may refuse it. */
const told = (word: Promise<unknown>): Promise<{ readonly ok: boolean; readonly error?: string }> =>
  word.then(
    () => ({ ok: true }),
    (error: unknown) => ({ ok: false, error: error instanceof Error ? error.message : String(error) }),
  );
