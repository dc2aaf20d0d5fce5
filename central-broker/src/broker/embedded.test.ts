import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { maxMessageBytes } from '@custody-edge/event-contract';
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { issueCertificate, makeCertificateAuthority, type TestCertificate } from '../test-support/certificates.ts';
import { eventually } from '../test-support/eventually.ts';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { type RunningCentre, runCentre } from '../test-support/running-centre.ts';
import type { TestStation } from '../test-support/station.ts';

let project: TestProject;
let centre: RunningCentre;
let gate: TestStation;
let other: TestStation;
const clients: MqttClient[] = [];

beforeEach(async () => {
  project = makeProject();
  gate = project.addStation('adiala-gate-1');
  other = project.addStation('adiala-gate-2');
  centre = await runCentre(project.config);
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.endAsync(true);
  await gate.disconnect();
  await other.disconnect();
  await centre.close();
  project.remove();
});

async function connectWith(
  { key, cert }: TestCertificate,
  clientId: string,
  options: IClientOptions = {},
): Promise<MqttClient> {
  const client = connect(centre.urls.mqtt, {
    clientId,
    protocolVersion: 4,
    reconnectPeriod: 0,
    key,
    cert,
    ca: project.ca.pem,
    ...options,
  });
  clients.push(client);
  client.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    client.once('connect', () => resolve());
    client.once('close', () => reject(new Error('refused')));
  });
  return client;
}

test('a station that writes on the topic of another is disconnected and counted', async () => {
  await gate.connect(centre.urls.mqtt);
  const closed = new Promise((resolve) => gate.client?.once('close', () => resolve(true)));
  gate.client?.publish(other.topic('event'), other.weighed('STOLEN').text, { qos: 1 });
  await closed;
  expect(await centre.metric('publishes_refused_total{reason="topic"}')).toBe(1);
  expect((await centre.overview()).events).toEqual([]);
});

test('a station cannot listen to another', async () => {
  await gate.connect(centre.urls.mqtt);
  for (const filter of [other.topic('receipt'), 'custody/1/+/+/event', '#']) {
    await expect(gate.client?.subscribeAsync(filter, { qos: 1 })).rejects.toThrow();
  }
});

test('a client id other than the name in the certificate is refused', async () => {
  await expect(connectWith(gate.tls, other.id)).rejects.toThrow('refused');
});

test('a certificate of a foreign authority is refused', async () => {
  const foreign = issueCertificate(makeCertificateAuthority('project'), gate.id);
  await expect(connectWith(foreign, gate.id)).rejects.toThrow('refused');
});

test('an expired certificate is refused', async () => {
  await expect(connectWith(project.certificate(gate.id, { expired: true }), gate.id)).rejects.toThrow('refused');
});

test('a certificate for another key than the one in the station record is refused', async () => {
  await expect(connectWith(project.certificate(gate.id), gate.id)).rejects.toThrow('refused');
});

test('a name without a station record is refused', async () => {
  await expect(connectWith(project.certificate('nobody'), 'nobody')).rejects.toThrow('refused');
});

test('the name of the centre is refused from outside', async () => {
  await expect(connectWith(project.certificate('centre', { unit: 'auditor' }), 'centre')).rejects.toThrow('refused');
});

test('an auditor reads every event and can write nothing', async () => {
  await gate.connect(centre.urls.mqtt);
  const auditor = await connectWith(project.certificate('ombudsman', { unit: 'auditor' }), 'ombudsman');
  const read: string[] = [];
  auditor.on('message', (_topic, payload) => read.push(payload.toString()));
  await auditor.subscribeAsync('custody/1/+/+/event', { qos: 1 });
  await expect(auditor.subscribeAsync('custody/1/+/+/grant', { qos: 1 })).rejects.toThrow();
  const event = gate.weighed('EXH-1');
  gate.sendEvents(event);
  await eventually(() => (read.length === 1 ? true : undefined));
  expect(read).toEqual([event.text]);

  const closed = new Promise((resolve) => auditor.once('close', () => resolve(true)));
  auditor.publish('custody/1/adiala/ombudsman/event', event.text, { qos: 1 });
  await closed;
});

test('an auditor must not leave a session behind', async () => {
  const certificate = project.certificate('ombudsman', { unit: 'auditor' });
  await expect(connectWith(certificate, 'ombudsman', { clean: false })).rejects.toThrow('refused');
});

test('a packet far above the limit ends the connection before it is read, and the centre goes on', async () => {
  await gate.connect(centre.urls.mqtt);
  const closed = new Promise((resolve) => gate.client?.once('close', () => resolve(true)));
  gate.send('event', 'x'.repeat(8 * maxMessageBytes));
  await closed;
  expect(await centre.metric('publishes_refused_total{reason="too-large"}')).toBe(1);
  await gate.connect(centre.urls.mqtt);
  gate.sendEvents(gate.weighed('NEXT'));
  await gate.receipted(1);
});

test('a station whose record is taken away is disconnected', async () => {
  await gate.connect(centre.urls.mqtt);
  const closed = new Promise((resolve) => gate.client?.once('close', () => resolve(true)));
  rmSync(join(project.config.stationsDir, `${gate.id}.jws`));
  await closed;
});

test('an auditor who stops reading is let go, and no station waits for it', async () => {
  const { key, cert } = project.certificate('auditor-1', { unit: 'auditor' });
  const port = Number(new URL(centre.urls.mqtt).port);
  const auditor = connectTls({ host: '127.0.0.1', port, servername: 'localhost', key, cert, ca: project.ca.pem });
  auditor.on('error', () => {});
  const packet = (type: number, ...parts: readonly (string | readonly number[])[]): Buffer => {
    const body = Buffer.concat(
      parts.map((part) =>
        typeof part === 'string'
          ? Buffer.concat([Buffer.from([0, part.length]), Buffer.from(part)])
          : Buffer.from(part),
      ),
    );
    return Buffer.concat([Buffer.from([type, body.length]), body]);
  };
  auditor.write(packet(0x10, 'MQTT', [4, 2, 0, 0], 'auditor-1'));
  auditor.write(packet(0x82, [0, 1], 'custody/1/+/+/event', [1]));
  // Both are accepted, and nothing is read after that.
  await eventually(() => (auditor.read() && auditor.bytesRead > 0 ? true : undefined));
  await gate.connect(centre.urls.mqtt);
  const noise = 'x'.repeat(60_000);
  for (let count = 0; count < 500; count += 1) gate.send('event', `${count}${noise}`);
  gate.sendEvents(gate.weighed('AFTER'));
  await gate.receipted(1);
  auditor.destroy();
});
