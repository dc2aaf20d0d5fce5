import type { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { type Duplex, duplexPair } from 'node:stream';
import { createServer } from 'node:tls';
import { Aedes } from 'aedes';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics.ts';
import type { Credentials } from '../trust/credentials.ts';
import type { StationDirectory } from '../trust/station-directory.ts';
import { mayPublish, maySubscribe, type Peer } from './acl.ts';
import { peerOf } from './certificate-peer.ts';
import { LimitedConnection } from './limited-connection.ts';
import { maxBrokerMessageBytes } from './limits.ts';

export interface EmbeddedBroker {
  readonly port: number;
  /** The broker's side of a connection that never leaves the process; it is trusted as the centre's. */
  connectCentre(): Duplex;
  close(): Promise<void>;
}

export interface EmbeddedBrokerOptions {
  readonly host: string;
  readonly port: number;
  readonly centreId: string;
  readonly tls: Credentials['tls'];
  readonly directory: StationDirectory;
  readonly metrics: Metrics;
  readonly log: Logger;
}

const maxConnections = 10_000;
const handshakeTimeoutMs = 10_000;
const connectTimeoutMs = 10_000;
const concurrency = 200;

/**
 * A broker for MQTT 3.1.1 over TLS inside the centre. Every connection must bring a certificate of the project's
 * authority, and its client id must be the certificate's common name. Whoever writes where it may not is disconnected.
 */
export async function startEmbeddedBroker(options: EmbeddedBrokerOptions): Promise<EmbeddedBroker> {
  const { centreId, directory, metrics, log } = options;
  const peers = new WeakMap<object, Peer>();

  const aedes = await Aedes.createBroker({
    concurrency,
    connectTimeout: connectTimeoutMs,
    preConnect(client, packet, done) {
      const peer = peers.get(client.conn);
      const refuse = (reason: string): void => {
        metrics.connectionsRefused.inc({ reason });
        log.warn({ reason, clientId: packet.clientId.slice(0, 64) }, 'connection refused');
        done(new Error(reason), false);
      };
      if (!peer) return refuse('not-enrolled');
      if (packet.clientId !== peer.id) return refuse('client-id-mismatch');
      // Nothing is kept for an auditor who is away: a copy for one must not fill the memory of all.
      if (peer.role === 'auditor' && !packet.clean) return refuse('auditor-session');
      done(null, true);
    },
    authorizePublish(client, packet, done) {
      const peer = client ? peers.get(client.conn) : undefined;
      if (peer && mayPublish(peer, packet.topic)) return done(null);
      metrics.publishesRefused.inc({ reason: 'topic' });
      log.warn({ peer: peer?.id, topic: packet.topic.slice(0, 200) }, 'publish refused');
      done(new Error('publish refused'));
    },
    authorizeSubscribe(client, subscription, done) {
      const peer = peers.get(client.conn);
      if (peer && maySubscribe(peer, subscription.topic)) return done(null, subscription);
      metrics.subscriptionsRefused.inc();
      log.warn({ peer: peer?.id, filter: subscription.topic.slice(0, 200) }, 'subscription refused');
      done(null, null);
    },
  });
  aedes.on('clientError', (client, error) =>
    log.info({ clientId: client.id, reason: error.message }, 'connection failed'),
  );
  aedes.on('connectionError', (_client, error) =>
    log.info({ reason: error.message }, 'connection failed before its start'),
  );

  const connections = new Map<LimitedConnection, X509Certificate>();
  const server = createServer(
    {
      ...options.tls,
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      handshakeTimeout: handshakeTimeoutMs,
    },
    (socket) => {
      socket.setNoDelay(true);
      const certificate = socket.getPeerX509Certificate();
      if (!certificate) return socket.destroy();
      const connection = new LimitedConnection(socket, maxBrokerMessageBytes, () => {
        metrics.publishesRefused.inc({ reason: 'too-large' });
      });
      connections.set(connection, certificate);
      connection.on('close', () => connections.delete(connection));
      const peer = peerOf(certificate, directory);
      if (peer && peer.id !== centreId) peers.set(connection, peer);
      aedes.handle(connection);
    },
  );
  directory.onChange(() => {
    for (const [connection, certificate] of connections) {
      if (peerOf(certificate, directory)) continue;
      log.warn('connection closed: its station is no longer enrolled');
      connection.destroy();
    }
  });
  server.maxConnections = maxConnections;
  server.on('tlsClientError', (error, socket) => {
    metrics.connectionsRefused.inc({ reason: 'certificate' });
    log.info({ reason: error.message, from: socket.remoteAddress }, 'TLS connection refused');
  });
  server.listen(options.port, options.host);
  await once(server, 'listening');
  const address = server.address();

  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    connectCentre() {
      const [brokerSide, centreSide] = duplexPair();
      peers.set(brokerSide, { role: 'centre', id: centreId });
      // Unlike two ends of a socket, neither side of the pair hears of the other's end.
      brokerSide.on('close', () => centreSide.destroy());
      centreSide.on('close', () => brokerSide.destroy());
      aedes.handle(brokerSide);
      return centreSide;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
      for (const connection of connections.keys()) connection.destroy();
      await closed;
    },
  };
}
