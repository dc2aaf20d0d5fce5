import { fileURLToPath } from 'node:url';
import { createHttpServer } from '@custody-edge/service-kit';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { pause } from '../api.ts';
import { nameOf } from '../cast.ts';
import type { FingerSource } from '../fingers.ts';
import { freePort } from '../free-port.ts';
import { GateActor } from '../gate-actor.ts';
import type { House } from '../house.ts';

/** The page with which a person at the keyboard works the emulated devices. */
export interface Hands {
  readonly url: string;
  /** Resolves at once while the script runs, or when the person gives the stations back. */
  scriptMayGoOn(): Promise<void>;
  close(): Promise<void>;
}

const handSchema = z.discriminatedUnion('hand', [
  z.strictObject({ hand: z.literal('finger'), person: z.int().min(0), finger: z.union([z.literal(0), z.literal(1)]) }),
  z.strictObject({ hand: z.literal('gate-paper'), text: z.string().min(1).max(900) }),
  z.strictObject({ hand: z.literal('bench-label'), text: z.string().min(1).max(900) }),
  z.strictObject({ hand: z.literal('mass'), grams: z.number().min(0).max(200) }),
  z.strictObject({ hand: z.literal('door'), open: z.boolean(), forced: z.boolean() }),
  z.strictObject({ hand: z.literal('script'), running: z.boolean() }),
]);

/** Longest a finger lies on the glass while the scanner reads it at the real line rate. */
const pressMs = 6_000;

export async function openHands(house: House, fingers: FingerSource, preferredPort: number): Promise<Hands> {
  let running = true;
  const gate = new GateActor(house, fingers);
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
    orders: (await gate.view()).releases.map(({ orderId }) => orderId),
    pages: { gate: house.urls.gate, bench: house.urls.bench, centre: house.urls.centre },
  }));
  server.post('/api/hands', { schema: { body: handSchema } }, async ({ body }) => {
    switch (body.hand) {
      case 'finger': {
        const desk = await Promise.race([
          gate.press(body.person % fingers.people, body.finger, 'verify'),
          pause(pressMs),
        ]);
        if (!desk) await house.scanner.ask({ command: 'lift-finger' });
        return { read: desk !== undefined };
      }
      case 'gate-paper':
        return house.gateReader.ask({ command: 'scan', text: body.text });
      case 'bench-label':
        return house.benchReader.ask({ command: 'scan', text: body.text });
      case 'mass':
        return house.balance.ask({ command: 'mass', grams: body.grams });
      case 'door':
        return house.door.ask(body.open ? { command: 'open-door', forced: body.forced } : { command: 'close-door' });
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
