import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { type Receipt, signMessage } from '@custody-edge/event-contract';
import { systemRandom } from '@custody-edge/foundation';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TimeFloor } from '../station/time-floor.ts';
import { Outbox } from '../store/outbox.ts';
import { enrol, nowMs, openStore, silent } from '../test-kit.ts';
import { Publisher } from './publisher.ts';

const packet = { connect: 1, publish: 3, subscribe: 8 } as const;
const connectAccepted = Buffer.from([0x20, 2, 0, 0]);

/** The first packet of a buffer (MQTT 3.1.1 §2.2), once it is there whole. */
function firstPacket(bytes: Buffer): { type: number; body: Buffer; rest: Buffer } | undefined {
  let length = 0;
  for (let at = 1; at < Math.min(bytes.length, 5); at += 1) {
    const byte = bytes.readUInt8(at);
    length += (byte & 0x7f) * 128 ** (at - 1);
    if (byte >= 0x80) continue;
    const end = at + 1 + length;
    if (bytes.length < end) return undefined;
    return { type: bytes.readUInt8(0) >> 4, body: bytes.subarray(at + 1, end), rest: bytes.subarray(end) };
  }
  return undefined;
}

function lengthBytes(length: number): number[] {
  return length < 128 ? [length] : [(length % 128) | 0x80, ...lengthBytes(Math.floor(length / 128))];
}

/** A broker for one station that takes everything and says what a test tells it to say. */
class OneStationBroker {
  /** Topics and texts that the station published. */
  readonly taken: { topic: string; text: string }[] = [];
  readonly server: Server;
  private socket: Socket | undefined;

  constructor() {
    this.server = createServer((socket) => {
      this.socket = socket;
      let waiting = Buffer.alloc(0);
      socket.on('error', () => {});
      socket.on('data', (chunk) => {
        waiting = Buffer.concat([waiting, chunk]);
        for (let next = firstPacket(waiting); next; next = firstPacket(waiting)) {
          waiting = Buffer.from(next.rest);
          this.answer(socket, next.type, next.body);
        }
      });
    });
  }

  async listen(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    const address = this.server.address();
    if (typeof address !== 'object' || !address) throw new Error('no port');
    return `mqtt://127.0.0.1:${address.port}`;
  }

  say(topic: string, text: string): void {
    const name = Buffer.from(topic);
    const body = Buffer.concat([Buffer.from([0, name.length]), name, Buffer.from(text)]);
    this.socket?.write(Buffer.concat([Buffer.from([0x30, ...lengthBytes(body.length)]), body]));
  }

  async close(): Promise<void> {
    this.socket?.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private answer(socket: Socket, type: number, body: Buffer): void {
    if (type === packet.connect) socket.write(connectAccepted);
    if (type === packet.subscribe) socket.write(Buffer.from([0x90, 4, ...body.subarray(0, 2), 1, 1]));
    if (type !== packet.publish) return;
    const topicEnd = 2 + body.readUInt16BE(0);
    this.taken.push({
      topic: body.subarray(2, topicEnd).toString(),
      text: body.subarray(topicEnd + 2).toString(),
    });
    socket.write(Buffer.from([0x40, 2, ...body.subarray(topicEnd, topicEnd + 2)]));
  }
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function stationOnLine(events: number) {
  const broker = new OneStationBroker();
  const url = await broker.listen();
  closing.push(() => broker.close());
  const store = openStore();
  const centre = enrol('centre-1', 'centre', 'headquarters');
  const outbox = new Outbox(store.db);
  for (let index = 0; index < events; index += 1)
    store.log.commit([
      { type: 'gate.alarm.v1', subject: 'station/gate-1', data: { alarm: 'tamper', deviceId: 'gate-io' } },
    ]);
  const { enrolment } = store.station;
  let monotonicMs = 0;
  const diverged: number[] = [];
  const publisher = new Publisher({
    url,
    identity: { enrolment, centre: centre.enrolment, tls: {} },
    outbox,
    random: systemRandom,
    logger: silent,
    timeFloor: new TimeFloor(store.db, store.log, centre.enrolment, { nowMs: () => nowMs, monotonicMs: () => 0 }),
    monotonicMs: () => monotonicMs,
    health() {
      throw new Error('no disk');
    },
    onCommand() {
      throw new Error('no room');
    },
    onDiverged: ({ upTo }) => diverged.push(upTo),
    onChange() {},
  });
  closing.push(() => publisher.stop());
  publisher.start();
  const topic = (channel: string) => `custody/1/jail-a/gate-1/${channel}`;
  const topicsUsed = () => new Set(broker.taken.map((message) => message.topic));
  const sequencesSent = () =>
    broker.taken
      .filter((message) => message.topic === topic('event'))
      .map(({ text }) => JSON.parse(Buffer.from(JSON.parse(text).payload, 'base64url').toString()).sequence);
  const grantsSent = () => broker.taken.filter((message) => message.topic === topic('grant')).map(({ text }) => text);
  return {
    ...store,
    outbox,
    publisher,
    diverged,
    topicsUsed,
    sequencesSent,
    grantsSent,
    later(ms: number) {
      monotonicMs += ms;
    },
    receipt(upTo: number, issuedAt: string, { headHash: otherHash, grants = [] }: Partial<Receipt> = {}) {
      const headHash =
        otherHash ?? String(store.db.prepare('SELECT hash FROM event WHERE sequence = ?').pluck().get(upTo));
      const { chainId } = enrolment.record;
      const receipt: Receipt = { chainId, upTo, headHash, quarantined: [], grants, issuedAt };
      broker.say(topic('receipt'), signMessage('custody-receipt+json', receipt, centre.signer).text);
    },
    command() {
      const command = {
        commandId: '0b9f3a52-8f0a-4c1f-9b56-0d2a1f1b7c11',
        recipient: 'gate-1',
        issuedAt: '2026-03-01T04:00:00.000Z',
        expiresAt: '2026-03-01T09:00:00.000Z',
        body: {
          purpose: 'grant-release-order',
          subject: 'person/p1',
          order: { orderId: 'RO-1', court: 'C', caseNumber: 'K' },
        },
      };
      broker.say(topic('command'), signMessage('custody-command+json', command, centre.signer).text);
    },
  };
}

describe('the line to the centre', () => {
  it('sends what waits, and forgets it when the centre has signed for it', async () => {
    const station = await stationOnLine(3);
    await vi.waitFor(() => expect(station.sequencesSent()).toEqual([1, 2, 3]));
    station.receipt(3, '2026-03-01T05:00:00.000Z');
    await vi.waitFor(() => expect(station.outbox.waiting).toBe(0));
  });

  it('speaks under its own topics, whatever was read from a paper', async () => {
    const station = await stationOnLine(1);
    const papers = ['+', '#', '$SYS/broker/uptime', 'custody/1/jail-b/gate-9/command', 'custody/1/+/+/event'];
    for (const paper of papers)
      station.log.commit([
        { type: 'gate.paper-refused.v1', subject: 'station/gate-1', data: { paper, reason: 'order-not-confirmed' } },
      ]);
    station.publisher.wake();
    await vi.waitFor(() => expect(station.sequencesSent()).toEqual([1, 2, 3, 4, 5, 6]), { timeout: 5_000 });
    for (const topic of station.topicsUsed())
      expect(topic).toMatch(/^custody\/1\/jail-a\/gate-1\/(event|state|health)$/);
  });

  it('sends again what a centre that was restored from a backup no longer holds', async () => {
    const station = await stationOnLine(3);
    await vi.waitFor(() => expect(station.sequencesSent()).toHaveLength(3));
    station.receipt(3, '2026-03-01T05:00:00.000Z');
    await vi.waitFor(() => expect(station.outbox.waiting).toBe(0));
    station.receipt(1, '2026-03-01T06:00:00.000Z');
    await vi.waitFor(() => expect(station.sequencesSent()).toEqual([1, 2, 3, 2, 3]));
  });

  it('sends each key grant once, however often it wakes, and again what the centre does not say it holds', async () => {
    const station = await stationOnLine(1);
    const made = Array.from(
      { length: 200 },
      (_, index) => `0b9f3a52-8f0a-4c1f-9b56-${String(index).padStart(12, '0')}`,
    );
    for (const grant of made) {
      station.outbox.addGrant(grant, grant);
      station.publisher.wake();
    }
    await vi.waitFor(() => expect(station.grantsSent()).toEqual(made));
    station.publisher.wake();
    station.receipt(1, '2026-03-01T05:00:00.000Z', { grants: made.slice(2) });
    await vi.waitFor(() => expect(station.outbox.grants()).toHaveLength(2));
    station.later(6_000);
    await vi.waitFor(() => expect(station.grantsSent()).toEqual([...made, ...made.slice(0, 2)]), { timeout: 3_000 });
  });

  it('says so where the centre holds what this record does not, and forgets nothing', async () => {
    const station = await stationOnLine(3);
    await vi.waitFor(() => expect(station.sequencesSent()).toHaveLength(3));
    station.receipt(9, '2026-03-01T05:00:00.000Z', { headHash: 'A'.repeat(43) });
    station.receipt(2, '2026-03-01T05:00:01.000Z', { headHash: 'A'.repeat(43) });
    await vi.waitFor(() => expect(station.diverged).toEqual([9, 2]));
    expect(station.outbox.waiting).toBe(3);
  });

  it('sends again what the centre missed, also while its receipts go on saying so', async () => {
    const station = await stationOnLine(3);
    await vi.waitFor(() => expect(station.sequencesSent()).toHaveLength(3));
    station.receipt(1, '2026-03-01T05:00:00.000Z');
    await vi.waitFor(() => expect(station.publisher.counts.receipts).toBe(1));
    station.later(6_000);
    station.receipt(1, '2026-03-01T05:00:06.000Z');
    await vi.waitFor(() => expect(station.sequencesSent()).toEqual([1, 2, 3, 2, 3]), { timeout: 3_000 });
  });

  it('outlives a health report that fails, and a command and a receipt that the disk has no room for; it takes the next', async () => {
    const station = await stationOnLine(3);
    await vi.waitFor(() => expect(station.sequencesSent()).toHaveLength(3));
    station.db.exec(`CREATE TRIGGER no_room BEFORE DELETE ON outbox BEGIN SELECT RAISE(ABORT, 'no room'); END`);
    station.command();
    station.receipt(2, '2026-03-01T05:00:00.000Z');
    station.command();
    await vi.waitFor(() => expect(station.publisher.counts.commands).toBe(2));
    expect(station.outbox.waiting).toBe(3);
    station.db.exec('DROP TRIGGER no_room');
    station.receipt(3, '2026-03-01T05:00:01.000Z');
    await vi.waitFor(() => expect(station.outbox.waiting).toBe(0));
  });
});
