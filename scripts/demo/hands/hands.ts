import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { custodyStates, wristbandOf } from '@custody-edge/event-contract';
import { createHttpServer } from '@custody-edge/service-kit';
import { say } from '@custody-edge/ui-kit';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { commandError } from '../../errors.ts';
import { call, pause } from '../api.ts';
import { bannedVisitor, caseOf, nameOf, sameBannedVisitor, visitorOf, warrantOf } from '../cast.ts';
import { cardText } from '../coming.ts';
import { CountActor } from '../count-actor.ts';
import { Court } from '../court.ts';
import type { Emulated } from '../emulated.ts';
import type { FingerSource } from '../fingers.ts';
import { freePort } from '../free-port.ts';
import { GateActor } from '../gate-actor.ts';
import type { WholeHouse } from '../house.ts';
import type { GatePost, Post } from '../posts.ts';
import { PrintedPasses } from '../printed-pass.ts';
import { VisitorActor } from '../visitor-actor.ts';
import { words } from './words.ts';

/** The page with which a person at the keyboard works the emulated devices, and speaks for the courts. */
export interface Hands {
  readonly url: string;
  /** Resolves at once while the script runs, or when the person gives the stations back. */
  scriptMayGoOn(): Promise<void>;
  close(): Promise<void>;
}

const place = z.int().min(0).describe('At which of the stations where somebody can stand, in their order');
const handSchema = z.discriminatedUnion('hand', [
  z.strictObject({
    hand: z.literal('finger'),
    place,
    person: z.int().min(0),
    finger: z.union([z.literal(0), z.literal(1)]),
  }),
  z.strictObject({ hand: z.literal('paper'), place, text: z.string().min(1).max(900) }),
  z.strictObject({ hand: z.literal('door'), place, open: z.boolean(), forced: z.boolean() }),
  z.strictObject({ hand: z.literal('court-commits'), place, person: z.int().min(0) }),
  z.strictObject({ hand: z.literal('court-lists'), subject: z.string() }),
  z.strictObject({ hand: z.literal('court-releases'), subject: z.string() }),
  z.strictObject({ hand: z.literal('bench-label'), text: z.string().min(1).max(900) }),
  z.strictObject({ hand: z.literal('mass'), grams: z.number().min(0).max(200) }),
  z.strictObject({ hand: z.literal('script'), running: z.boolean() }),
]);

/** Few machines bring letters that Urdu needs. */
const font = new URL(
  import.meta.resolve('@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-400-normal.woff2'),
);

/** Longest a finger lies on the glass while the scanner reads it at the real line rate. */
const pressMs = 6_000;
/** Warrants of the hands have other numbers than those of the script. */
const roundsOfScript = 1_000;

/** A station where somebody can stand, and what they can do there. */
interface Standing {
  readonly kind: 'gate' | 'desk' | 'hand-held';
  readonly post: Post & { readonly scanner: Emulated; readonly reader: Emulated };
  /** A finger on the glass, until the station has judged it. */
  press(person: number, finger: 0 | 1): Promise<unknown>;
  /** What can be put before the reader. */
  papers(): Promise<readonly Paper[]>;
}

/** A paper, and what its barcode says. */
interface Paper {
  readonly kind: 'order' | 'forged-order' | 'band' | 'card' | 'pass';
  readonly name: string;
  readonly text: string;
}

const registerSchema = z.object({
  people: z.array(
    z.object({
      subject: z.string(),
      site: z.string(),
      state: z.enum(custodyStates),
      ended: z.boolean(),
      identity: z.object({ name: z.string() }).optional(),
    }),
  ),
});

export async function openHands(house: WholeHouse, fingers: FingerSource, preferredPort: number): Promise<Hands> {
  let running = true;
  let committals = 0;
  const court = new Court(house);
  const held = async () =>
    (await call(`${house.urls.centre}/api/people`, registerSchema)).people.filter(({ ended }) => !ended);
  const caseOfPerson = async (subject: string) => {
    const name = (await held()).find((person) => person.subject === subject)?.identity?.name ?? '';
    return { subject, warrant: caseOf(name) };
  };
  const bandsOf = async (site: string): Promise<Paper[]> =>
    (await held()).flatMap(({ subject, site: where, identity }) => {
      const text = where === site ? wristbandOf(subject) : undefined;
      return text === undefined ? [] : [{ kind: 'band', name: identity?.name ?? subject, text }];
    });
  const gateStanding = (post: GatePost): Standing => {
    const actor = new GateActor(post, fingers);
    return {
      ...{ kind: 'gate', post },
      press: (person, finger) => actor.press(person, finger, 'verify'),
      papers: async () => [
        ...(await actor.view()).releases.map(({ orderId }) => ({
          ...{ kind: 'order' as const, name: orderId, text: orderId },
        })),
        { kind: 'forged-order', name: '', text: 'ROBKAR-9999-FORGED' },
        ...(await bandsOf(post.site)),
      ],
    };
  };
  const { desk, handHeld } = house;
  const [visitors, counting, passes] = [
    new VisitorActor(desk),
    new CountActor(handHeld, fingers),
    new PrintedPasses(desk.slipsDir),
  ];
  const free = [visitorOf(fingers.people - 1), bannedVisitor, sameBannedVisitor];
  const standings: readonly Standing[] = [
    ...house.gates.map(gateStanding),
    {
      ...{ kind: 'desk', post: desk },
      press: (person, finger) => visitors.press(fingers.impression(person, finger, 'verify')),
      papers: async () => [
        ...free.map(({ who, card }) => ({ kind: 'card' as const, name: who.name, text: cardText(card) })),
        ...(await passes.codes()).map((text, index) => ({ kind: 'pass' as const, name: String(index + 1), text })),
      ],
    },
    {
      ...{ kind: 'hand-held', post: handHeld },
      press: (person, finger) => counting.press(person, finger),
      papers: () => bandsOf(handHeld.site),
    },
  ];
  const standingAt = (index: number): Standing => {
    const found = standings[index];
    if (!found) throw commandError('option-invalid', { option: 'place', value: index, allowed: standings.length });
    return found;
  };
  const doorAt = (index: number): Emulated => {
    const { post } = standingAt(index);
    const gate = house.gates.find(({ stationId }) => stationId === post.stationId);
    if (!gate) throw commandError('option-invalid', { option: 'place', value: index, allowed: house.gates.length });
    return gate.door;
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
  server.get('/api/hands/words', async () => words);
  server.get('/api/hands/font', async (_, reply) => reply.type('font/woff2').send(await readFile(font)));
  server.get('/api/hands', async () => ({
    people: [...Array(fingers.people).keys()].map(nameOf),
    running,
    places: await Promise.all(
      standings.map(async ({ kind, post: { name, url }, papers }) => ({ kind, name, url, papers: await papers() })),
    ),
    held: (await held()).map(({ subject, site, state, identity }) => ({
      subject,
      name: identity?.name ?? subject,
      state: say(`state.${state}`),
      prison: house.gates.find((gate) => gate.site === site)?.name ?? { en: site, ur: site },
    })),
    others: [
      { name: house.bench.name, url: house.bench.url },
      { name: words.centre, url: house.urls.centre },
    ],
  }));
  server.post('/api/hands', { schema: { body: handSchema } }, async ({ body }) => {
    switch (body.hand) {
      case 'finger': {
        const { post, press } = standingAt(body.place);
        const pressed = press(body.person % fingers.people, body.finger).then(() => true);
        const read = await Promise.race([pressed, pause(pressMs)]);
        if (!read) await post.scanner.ask({ command: 'lift-finger' });
        return { read: read === true };
      }
      case 'paper':
        return standingAt(body.place).post.reader.ask({ command: 'scan', text: body.text });
      case 'door': {
        const command = body.open ? { command: 'open-door', forced: body.forced } : { command: 'close-door' };
        return doorAt(body.place).ask(command);
      }
      case 'court-commits':
        committals += 1;
        return told(
          court.commit(standingAt(body.place).post.site, warrantOf(body.person, roundsOfScript + committals)),
        );
      case 'court-lists':
        return told(court.list(await caseOfPerson(body.subject)));
      case 'court-releases':
        return told(court.release(await caseOfPerson(body.subject)));
      case 'bench-label':
        return house.bench.reader.ask({ command: 'scan', text: body.text });
      case 'mass':
        return house.bench.balance.ask({ command: 'load', grams: body.grams });
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
