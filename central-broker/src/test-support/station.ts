import { type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import {
  type ChainHead,
  type Channel,
  type Command,
  chainStart,
  type DataKey,
  type Enrolment,
  type Envelope,
  type EventDraft,
  grantKey,
  type Receipt,
  readCommand,
  receiptSchema,
  type Signer,
  seal,
  signEvent,
  sourceOf,
  topicOf,
  verifyMessage,
} from '@custody-edge/event-contract';
import { type FingerImpressions, writeEnrolment } from '@custody-edge/fingerprint';
import { systemRandom, uuidV7 } from '@custody-edge/foundation';
import { connectAsync, type MqttClient } from 'mqtt';
import type { TestCertificate } from './certificates.ts';
import { eventually } from './eventually.ts';

/** A signed event with what a test wants to know of it. */
export interface SignedEvent {
  readonly id: string;
  readonly sequence: number;
  readonly text: string;
  readonly hash: string;
}

/** A station that speaks the contract and nothing else. */
export class TestStation {
  readonly enrolment: Enrolment;
  readonly signer: Signer;
  readonly encryptionKey: KeyObject;
  readonly tls: TestCertificate;
  readonly receipts: Receipt[] = [];
  readonly commands: Command[] = [];
  /** The signed texts of the commands. */
  readonly commandTexts: string[] = [];
  head: ChainHead;
  client: MqttClient | undefined;
  readonly #ca: string;
  readonly #centre: Enrolment;
  readonly #lastOf = new Map<string, string>();

  constructor(
    enrolment: Enrolment,
    signer: Signer,
    encryptionKey: KeyObject,
    tls: TestCertificate,
    ca: string,
    centre: Enrolment,
  ) {
    this.encryptionKey = encryptionKey;
    this.enrolment = enrolment;
    this.signer = signer;
    this.tls = tls;
    this.head = chainStart(enrolment);
    this.#ca = ca;
    this.#centre = centre;
  }

  get id(): string {
    return this.enrolment.record.stationId;
  }

  topic(channel: Channel): string {
    return topicOf(this.enrolment.record.site, this.id, channel);
  }

  envelope(type: string, subject: string, data: unknown, changes: Partial<Envelope> = {}): Envelope {
    const after = this.#lastOf.get(subject);
    return {
      specversion: '1.0',
      id: uuidV7(),
      source: sourceOf(this.enrolment.record.site, this.id),
      type,
      subject,
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      chainid: this.enrolment.record.chainId,
      sequence: this.head.sequence + 1,
      prevhash: this.head.hash,
      bootid: randomUUID(),
      timequality: 'synced',
      ...(after !== undefined && { after }),
      data,
      ...changes,
    };
  }

  /** Signs the next event of the chain, whatever it says. */
  raw(type: string, subject: string, data: unknown, changes: Partial<Envelope> = {}): SignedEvent {
    const envelope = this.envelope(type, subject, data, changes);
    const { text, hash } = signEvent(envelope, this.signer);
    this.head = { sequence: envelope.sequence, hash };
    this.#lastOf.set(subject, envelope.id);
    return { id: envelope.id, sequence: envelope.sequence, text, hash };
  }

  next(draft: EventDraft): SignedEvent {
    return this.raw(draft.type, draft.subject, draft.data);
  }

  weighed(label: string): SignedEvent {
    return this.next({
      type: 'exhibit.weighed.v1',
      subject: 'exhibit/1',
      data: {
        label,
        value: '12.50',
        unit: 'g',
        samples: [{ raw: 'S S      12.50 g', value: '12.50' }],
        balance: { deviceId: 'balance-1', profile: 'mt-sics' },
      },
    });
  }

  admitted(subject: string, key: DataKey, name: string, fingers: readonly FingerImpressions[] = []): SignedEvent {
    const sealed = (field: string, value: unknown) =>
      seal(key, subject, field, Buffer.from(JSON.stringify(value)), systemRandom);
    return this.next({
      type: 'prisoner.admitted.v1',
      subject,
      data: {
        warrant: {
          kind: 'remand-warrant',
          number: 'W-1',
          court: 'Sessions',
          caseNumber: '1/26',
          policeStation: 'Saddar',
        },
        identity: sealed('identity', { name, relation: 'son-of', parentage: 'Karim', prisonerNumber: '40417' }),
        templates: seal(key, subject, 'templates', writeEnrolment(fingers), systemRandom),
        fingers: [{ finger: 'right-index', impressions: 3 }],
        localSearch: { compared: 0, hit: false },
      },
    });
  }

  /** What a gate records of an order that the centre granted to it. */
  received(orderId: string): SignedEvent {
    const index = this.commands.findIndex(
      ({ body }) => body.purpose === 'grant-release-order' && body.order.orderId === orderId,
    );
    const { commandId, body } = this.commands[index] ?? {};
    if (commandId === undefined || body?.purpose !== 'grant-release-order') throw new Error('no such grant');
    const { purpose: _, subject, ...granted } = body;
    const data = { ...granted, commandId, grant: this.commandTexts[index] ?? '' };
    return this.next({ type: 'prisoner.release-order-received.v2', subject, data });
  }

  grant(subject: string, key: DataKey, grantId: string = randomUUID()): Promise<{ text: string }> {
    return grantKey(grantId, subject, key, this.#centre, this.signer);
  }

  async connect(
    url: string,
    options: { clientId?: string; tls?: TestCertificate; clean?: boolean } = {},
  ): Promise<void> {
    const { key, cert } = options.tls ?? this.tls;
    const client = await connectAsync(url, {
      clientId: options.clientId ?? this.id,
      protocolVersion: 4,
      clean: options.clean ?? true,
      reconnectPeriod: 0,
      connectTimeout: 5000,
      key,
      cert,
      ca: this.#ca,
      will: { topic: this.topic('state'), payload: Buffer.from('{"state":"offline"}'), qos: 1, retain: true },
    });
    client.on('error', () => {});
    client.on('message', (topic, payload) => this.#take(topic, payload.toString()));
    await client.subscribeAsync([this.topic('receipt'), this.topic('command')], { qos: 1 });
    await client.publishAsync(this.topic('state'), '{"state":"online"}', { qos: 1, retain: true });
    this.client = client;
  }

  async disconnect(): Promise<void> {
    await this.client?.endAsync(true);
    this.client = undefined;
  }

  /** Sends without waiting for the broker, as a station with a window does. */
  send(channel: Channel, text: string): void {
    this.client?.publish(this.topic(channel), text, { qos: 1 });
  }

  sendEvents(...events: readonly SignedEvent[]): void {
    for (const event of events) this.send('event', event.text);
  }

  /** Waits until a receipt covers a sequence number. */
  async receipted(upTo: number): Promise<Receipt> {
    return eventually(() => this.receipts.find((receipt) => receipt.upTo >= upTo));
  }

  #take(topic: string, text: string): void {
    if (topic === this.topic('receipt')) {
      const read = verifyMessage('custody-receipt+json', text, receiptSchema, (keyId) =>
        keyId === this.#centre.keyId ? this.#centre.signingKey : undefined,
      );
      if (!read.ok) throw read.error;
      this.receipts.push(read.value.payload);
    } else {
      const read = readCommand(text, this.#centre, this.id, Date.now());
      if (!read.ok) throw read.error;
      this.commands.push(read.value);
      this.commandTexts.push(text);
    }
  }
}

export const makeDataKey = (): DataKey => ({ keyId: randomUUID(), bytes: randomBytes(32) });
