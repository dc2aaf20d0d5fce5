import type { Duplex } from 'node:stream';
import { type BackoffLimits, fullJitterMs, type Random } from '@custody-edge/foundation';
import { type IClientOptions, MqttClient } from 'mqtt';
import type { Logger } from 'pino';

/** The centre's own line to its broker. */
export interface BrokerLink {
  readonly connected: boolean;
  /** Sends at least once while the line is up; without a line the message is dropped, as its sender will ask again. */
  publish(topic: string, payload: string): void;
  close(): Promise<void>;
}

export interface LinkOptions {
  readonly clientId: string;
  /** Makes the stream for one attempt. */
  readonly connect: () => Duplex;
  /** Whether the broker forgets the subscriptions with the connection. */
  readonly clean: boolean;
  readonly filters: readonly string[];
  readonly random: Random;
  readonly log: Logger;
  onMessage(topic: string, payload: Buffer): void;
  /** The line is up and every filter is subscribed. */
  onUp(): void;
  onDown(): void;
}

const reconnect: BackoffLimits = { baseMs: 1000, capMs: 60_000 };
const steadyMs = 30_000;
const qos = 1;

/** Keeps a line to a broker: MQTT 3.1.1, reconnecting with full jitter until closed. */
export function openLink(options: LinkOptions): BrokerLink {
  const { log } = options;
  let client: MqttClient | undefined;
  let retry: NodeJS.Timeout | undefined;
  let attempt = 0;
  let up = false;
  let closed = false;

  const clientOptions: IClientOptions = {
    clientId: options.clientId,
    protocolVersion: 4,
    clean: options.clean,
    keepalive: 30,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
  };

  function open(): void {
    const current = new MqttClient(options.connect, clientOptions);
    client = current;
    let steady: NodeJS.Timeout | undefined;
    current.on('connect', () => {
      steady = setTimeout(() => {
        attempt = 0;
      }, steadyMs).unref();
      current.subscribe([...options.filters], { qos }, (error, granted) => {
        const refused = granted?.filter((grant) => grant.qos === 128).map((grant) => grant.topic) ?? [];
        if (error || refused.length > 0) {
          log.error({ err: error, refused }, 'the broker refused a subscription of the centre');
          current.end(true);
          return;
        }
        up = true;
        log.info('line to the broker is up');
        options.onUp();
      });
    });
    current.on('message', (topic, payload) => options.onMessage(topic, payload));
    current.on('error', (error) => log.warn({ err: error }, 'line to the broker failed'));
    current.on('close', () => {
      clearTimeout(steady);
      if (client !== current) return;
      client = undefined;
      if (up) options.onDown();
      up = false;
      current.end(true);
      if (closed) return;
      const delayMs = fullJitterMs(attempt, reconnect, options.random);
      attempt += 1;
      log.warn({ delayMs }, 'no line to the broker');
      retry = setTimeout(open, delayMs);
    });
  }
  open();

  return {
    get connected() {
      return up;
    },
    publish(topic, payload) {
      if (!up || !client) return;
      client.publish(topic, payload, { qos }, (error) => {
        if (error && !closed) log.warn({ err: error, topic }, 'message not sent');
      });
    },
    async close() {
      closed = true;
      clearTimeout(retry);
      const current = client;
      up = false;
      if (!current) return;
      await new Promise<void>((resolve) => current.end(false, {}, () => resolve()));
    },
  };
}
