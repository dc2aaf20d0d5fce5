import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { Socket } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import mqtt from 'mqtt';

/** Operations a second of one call, repeated. */
function rate(count: number, work: (index: number) => void): number {
  const startedMs = performance.now();
  for (let index = 0; index < count; index++) work(index);
  return (count / (performance.now() - startedMs)) * 1_000;
}

/** Ed25519 on messages of an event's size, one at a time on one core. */
export function rawEd25519(count: number, messageBytes: number): { sign: number; verify: number } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const message = Buffer.alloc(messageBytes, 'e');
  const signature = sign(null, message, privateKey);
  return {
    sign: rate(count, () => sign(null, message, privateKey)),
    verify: rate(count, () => verify(null, message, publicKey, signature)),
  };
}

/** SQLite inserts with `synchronous=FULL`, so many rows to a commit. */
export function rawSqlite(dir: string, rows: number, rowsPerCommit: number, rowBytes: number): number {
  const db = new Database(join(dir, `raw-${rowsPerCommit}.db`));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE event (sequence INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO event (text) VALUES (?)');
  const text = createHash('sha256').update('row').digest('hex').padEnd(rowBytes, 'x');
  const commit = db.transaction(() => {
    for (let row = 0; row < rowsPerCommit; row++) insert.run(text);
  });
  const perSecond = rate(Math.ceil(rows / rowsPerCommit), () => commit()) * rowsPerCommit;
  db.close();
  return perSecond;
}

/** MQTT.js publishing at QoS 1 over TLS with a client certificate, `window` publishes unacknowledged at a time. */
export async function rawMqtt(
  url: string,
  tls: { readonly key: Buffer; readonly cert: Buffer; readonly ca: Buffer },
  client: { readonly id: string; readonly topic: string },
  count: number,
  messageBytes: number,
  window: number,
): Promise<number> {
  const connection = await mqtt.connectAsync(url, { clientId: client.id, protocolVersion: 4, ...tls });
  if (connection.stream instanceof Socket) connection.stream.setNoDelay(true);
  const payload = Buffer.alloc(messageBytes, 'm');
  let sent = 0;
  const startedMs = performance.now();
  const lane = async (): Promise<void> => {
    while (sent < count) {
      sent += 1;
      await connection.publishAsync(client.topic, payload, { qos: 1 });
    }
  };
  await Promise.all(Array.from({ length: window }, lane));
  const perSecond = (count / (performance.now() - startedMs)) * 1_000;
  await connection.endAsync(true);
  return perSecond;
}
