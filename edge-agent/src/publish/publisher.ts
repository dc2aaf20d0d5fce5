import { Socket } from 'node:net';
import {
  type Command,
  type Receipt,
  readCommand,
  receiptSchema,
  type StationHealth,
  topicOf,
  verifyMessage,
} from '@custody-edge/event-contract';
import { type BackoffLimits, fullJitterMs, type Random } from '@custody-edge/foundation';
import mqtt, { type MqttClient } from 'mqtt';
import { writeToStream } from 'mqtt-packet';
import type { Logger } from 'pino';
import type { TimeFloor } from '../station/time-floor.ts';
import type { StationIdentity } from '../store/enrolment.ts';
import type { Outbox } from '../store/outbox.ts';
import { afterReceipt, type Drain, mayStillSend, rewind } from './drain.ts';

// Else every number that a packet may hold is written out at the start: 65,536 buffers, for some hundred packets a minute.
writeToStream.cacheNumbers = false;

/**
 * Publishes that wait for their PUBACK at one time; a broker that acknowledges slowly slows the sending.
 * Wide enough that a centre which commits a batch meanwhile does not leave the line idle.
 */
const inFlightLimit = 512;
/** The same for key grants, each of which the centre opens. */
const grantsInFlightLimit = 64;
/** A publish without PUBACK after this long means a dead line. */
const publishTimeoutMs = 10_000;
/** How long a station that is going down waits for its good-bye to be heard; its will says the same. */
const partingMs = 1_000;
/** No receipt for more than before for this long while events wait: start again behind the last one. */
const receiptPatienceMs = 5_000;
/** A connection counts as stable after this; only then do the waits start small again. */
const stableAfterMs = 30_000;
const healthEveryMs = 10_000;
const reconnect: BackoffLimits = { baseMs: 1_000, capMs: 60_000 };

export interface PublisherOptions {
  readonly url: string;
  /** `tls` is whole for every `mqtts:` address. */
  readonly identity: Pick<StationIdentity, 'enrolment' | 'centre'> & { readonly tls: Partial<StationIdentity['tls']> };
  readonly outbox: Outbox;
  readonly random: Random;
  readonly logger: Logger;
  /** For the expiry of commands; it hears what the centre signed. */
  readonly timeFloor: Pick<TimeFloor, 'nowMs' | 'heard' | 'receipted'>;
  /** For silence: a clock that is set back must not stop the sending. */
  monotonicMs(): number;
  health(): StationHealth;
  /** @returns whether the command was carried out */
  onCommand(command: Command, text: string): boolean;
  /** The centre holds another history of this chain. */
  onDiverged(receipt: Receipt): void;
  /** The line went up or down, or the outbox shrank. */
  onChange(): void;
}

/** Sends what waits in the outbox and forgets it only on signed receipts; takes the centre's commands. */
export class Publisher {
  private readonly options: PublisherOptions;
  private client: MqttClient | undefined;
  private drain: Drain = { next: 1, receipted: 0 };
  private inFlight = 0;
  /** The place of the next key grant to hand to the broker. */
  private nextGrant = 0;
  private grantsInFlight = 0;
  private attempt = 0;
  private stopped = false;
  private lastProgressMs = 0;
  private lastGrantProgressMs = 0;
  private reconnectTimer: NodeJS.Timeout | undefined;
  private stableTimer: NodeJS.Timeout | undefined;
  private readonly ticker: NodeJS.Timeout[] = [];
  /** Counts since start, for metrics. */
  readonly counts = { published: 0, receipts: 0, refusedMessages: 0, commands: 0, reconnects: 0 };

  constructor(options: PublisherOptions) {
    this.options = options;
  }

  get connected(): boolean {
    return this.client?.connected ?? false;
  }

  start(): void {
    this.startBehindReceipts();
    this.connect();
    this.ticker.push(
      setInterval(() => this.survive(() => this.lookForSilence()), 1_000),
      setInterval(() => this.survive(() => this.sendHealth()), healthEveryMs),
    );
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const timer of this.ticker) clearInterval(timer);
    clearTimeout(this.reconnectTimer);
    clearTimeout(this.stableTimer);
    const { client } = this;
    if (!client) return;
    if (client.connected) {
      await this.publish(client, 'state', JSON.stringify({ state: 'offline' }), true, partingMs).catch(() => {});
    }
    await client.endAsync(true).catch(() => {});
  }

  /** Something new waits in the outbox. */
  wake(): void {
    this.survive(() => {
      this.sendEvents();
      this.sendGrants();
    });
  }

  /**
   * What fails in a timer or on a message (a full disk) comes again: health and silence with the next tick, receipts and
   * commands from the centre. It must not end the agent.
   */
  private survive(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.options.logger.error({ err: error }, 'the line to the centre could not go on');
    }
  }

  private connect(): void {
    const { identity, url } = this.options;
    const { stationId } = identity.enrolment.record;
    const client = mqtt.connect(url, {
      clientId: stationId,
      clean: false,
      protocolVersion: 4,
      reconnectPeriod: 0,
      connectTimeout: 10_000,
      keepalive: 20,
      queueQoSZero: false,
      ...identity.tls,
      will: {
        topic: this.topic('state'),
        payload: Buffer.from(JSON.stringify({ state: 'offline' })),
        qos: 1,
        retain: true,
      },
    });
    this.client = client;
    client.on('connect', () => void this.onConnect(client));
    client.on('message', (topic, payload) => this.survive(() => this.onMessage(topic, payload)));
    client.on('error', (error) => this.options.logger.debug({ err: error }, 'line to the centre'));
    client.on('close', () => this.onClose(client));
  }

  private async onConnect(client: MqttClient): Promise<void> {
    this.options.logger.info('line to the centre is up');
    // Without this the last event of a burst waits for the broker's delayed acknowledgement, some 40 ms.
    if (client.stream instanceof Socket) client.stream.setNoDelay(true);
    this.stableTimer = setTimeout(() => {
      this.attempt = 0;
    }, stableAfterMs);
    try {
      await client.subscribeAsync([this.topic('receipt'), this.topic('command')], { qos: 1 });
      await this.publish(client, 'state', JSON.stringify({ state: 'online' }), true);
    } catch (error) {
      this.options.logger.warn({ err: error }, 'the broker refused the station its topics');
      client.end(true);
      return;
    }
    this.survive(() => {
      this.startBehindReceipts();
      this.startGrants();
      this.sendHealth();
    });
    this.wake();
    this.options.onChange();
  }

  private onClose(client: MqttClient): void {
    if (client !== this.client || this.stopped) return;
    clearTimeout(this.stableTimer);
    client.removeAllListeners();
    // Whatever a dying connection still reports belongs to nobody.
    client.on('error', () => {});
    client.end(true);
    this.client = undefined;
    this.inFlight = 0;
    this.grantsInFlight = 0;
    const waitMs = fullJitterMs(this.attempt, reconnect, this.options.random);
    this.attempt += 1;
    this.counts.reconnects += 1;
    this.reconnectTimer = setTimeout(() => this.connect(), waitMs);
    this.options.onChange();
  }

  private startBehindReceipts(): void {
    const first = this.options.outbox.firstWaiting();
    if (first !== undefined) this.drain = { receipted: first - 1, next: first };
    this.lastProgressMs = this.options.monotonicMs();
  }

  private sendEvents(): void {
    const { client } = this;
    if (!client?.connected) return;
    const room = Math.min(inFlightLimit - this.inFlight, mayStillSend(this.drain));
    if (room <= 0) return;
    for (const { sequence, text } of this.options.outbox.eventsFrom(this.drain.next, room)) {
      this.drain = { ...this.drain, next: sequence + 1 };
      this.inFlight += 1;
      this.counts.published += 1;
      this.publish(client, 'event', text)
        .then(() => {
          if (client !== this.client) return;
          this.inFlight -= 1;
          // Half a window at a time: one query for many events.
          if (this.inFlight <= inFlightLimit / 2) this.sendEvents();
        })
        .catch(() => this.dropLine(client));
    }
  }

  private startGrants(): void {
    this.nextGrant = 0;
    this.lastGrantProgressMs = this.options.monotonicMs();
  }

  private sendGrants(): void {
    const { client } = this;
    const room = grantsInFlightLimit - this.grantsInFlight;
    if (!client?.connected || room <= 0) return;
    for (const { place, text } of this.options.outbox.grants(this.nextGrant, room)) {
      this.nextGrant = place + 1;
      this.grantsInFlight += 1;
      this.publish(client, 'grant', text)
        .then(() => {
          if (client !== this.client) return;
          this.grantsInFlight -= 1;
          if (this.grantsInFlight <= grantsInFlightLimit / 2) this.sendGrants();
        })
        .catch(() => this.dropLine(client));
    }
  }

  private sendHealth(): void {
    const { client } = this;
    if (!client?.connected) return;
    this.publish(client, 'health', JSON.stringify(this.options.health())).catch(() => this.dropLine(client));
  }

  /** A line that acknowledges nothing is no line: close it, so that the next one starts behind the receipts. */
  private dropLine(client: MqttClient): void {
    if (client === this.client) client.end(true, () => this.onClose(client));
  }

  private async publish(
    client: MqttClient,
    channel: 'event' | 'grant' | 'state' | 'health',
    text: string,
    retain = false,
    timeoutMs = publishTimeoutMs,
  ): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no PUBACK')), timeoutMs);
    });
    try {
      await Promise.race([client.publishAsync(this.topic(channel), text, { qos: 1, retain }), timeout]);
    } finally {
      clearTimeout(timer);
    }
  }

  private onMessage(topic: string, payload: Buffer): void {
    if (topic === this.topic('receipt')) this.onReceipt(payload.toString());
    else if (topic === this.topic('command')) this.onCommand(payload.toString());
  }

  private onReceipt(text: string): void {
    const { centre, enrolment } = this.options.identity;
    const read = verifyMessage('custody-receipt+json', text, receiptSchema, (keyId) =>
      keyId === centre.keyId ? centre.signingKey : undefined,
    );
    if (!read.ok) {
      this.refuse('receipt', read.error);
      return;
    }
    const receipt: Receipt = read.value.payload;
    if (receipt.chainId !== enrolment.record.chainId) return;
    if (!this.options.outbox.settle(receipt)) {
      this.options.logger.error(
        { upTo: receipt.upTo },
        'the centre holds another history of this chain than this station',
      );
      this.options.onDiverged(receipt);
      this.options.onChange();
      return;
    }
    this.counts.receipts += 1;
    this.options.timeFloor.receipted(receipt.upTo, receipt.issuedAt, text);
    // A receipt that names no more than the last one tells of a gap: it must not put off the sending again.
    if (receipt.upTo > this.drain.receipted) this.lastProgressMs = this.options.monotonicMs();
    if (receipt.grants.length > 0) this.lastGrantProgressMs = this.options.monotonicMs();
    this.drain = afterReceipt(this.drain, receipt.upTo);
    const first = this.options.outbox.firstWaiting();
    // The centre no longer holds what it once signed for.
    if (first !== undefined && first <= this.drain.receipted) this.startBehindReceipts();
    this.sendEvents();
    this.options.onChange();
  }

  private onCommand(text: string): void {
    const { timeFloor, identity } = this.options;
    const { centre, enrolment } = identity;
    const command = readCommand(text, centre, enrolment.record.stationId, timeFloor.nowMs());
    if (!command.ok) {
      this.refuse('command', command.error);
      return;
    }
    this.counts.commands += 1;
    timeFloor.heard(command.value.issuedAt, text);
    if (!this.options.onCommand(command.value, text)) {
      this.options.logger.warn(
        { commandId: command.value.commandId },
        'a command is not for this station’s role or record',
      );
    }
  }

  private refuse(what: string, error: unknown): void {
    this.counts.refusedMessages += 1;
    this.options.logger.warn({ err: error, what }, 'a message was refused');
  }

  private lookForSilence(): void {
    if (!this.connected) return;
    const { outbox } = this.options;
    const since = this.options.monotonicMs() - receiptPatienceMs;
    if (this.lastProgressMs <= since && outbox.firstWaiting() !== undefined) {
      this.lastProgressMs = this.options.monotonicMs();
      this.drain = rewind(this.drain);
      this.sendEvents();
    }
    if (this.lastGrantProgressMs <= since && outbox.grants(0, 1).length > 0) {
      this.startGrants();
      this.sendGrants();
    }
  }

  private topic(channel: Parameters<typeof topicOf>[2]): string {
    const { site, stationId } = this.options.identity.enrolment.record;
    return topicOf(site, stationId, channel);
  }
}
