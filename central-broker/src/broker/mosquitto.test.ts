import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../test-support/eventually.ts';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { type RunningCentre, runCentre } from '../test-support/running-centre.ts';
import type { TestStation } from '../test-support/station.ts';
import { mosquittoFiles } from './mosquitto.ts';

const program = '/usr/sbin/mosquitto';

test('the access file states the rules of the embedded broker', () => {
  const { acl } = mosquittoFiles({
    host: '0.0.0.0',
    port: 8883,
    caFile: 'ca.pem',
    certFile: 'tls.pem',
    keyFile: 'tls.key',
    aclFile: 'acl',
    sites: ['adiala'],
    centreId: 'centre',
    auditors: ['ombudsman'],
  });
  expect(acl.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([
    'user centre',
    'topic write custody/1/+/+/receipt',
    'topic write custody/1/+/+/command',
    'topic read custody/1/+/+/event',
    'topic read custody/1/+/+/grant',
    'topic read custody/1/+/+/state',
    'topic read custody/1/+/+/health',
    'user ombudsman',
    'topic read custody/1/+/+/event',
    'topic deny custody/1/adiala/ombudsman/event',
    'topic deny custody/1/adiala/ombudsman/grant',
    'topic deny custody/1/adiala/ombudsman/state',
    'topic deny custody/1/adiala/ombudsman/health',
    'pattern write custody/1/adiala/%u/event',
    'pattern write custody/1/adiala/%u/grant',
    'pattern write custody/1/adiala/%u/state',
    'pattern write custody/1/adiala/%u/health',
    'pattern read custody/1/adiala/%u/receipt',
    'pattern read custody/1/adiala/%u/command',
  ]);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

describe.skipIf(!existsSync(program))('with a Mosquitto beside the centre', () => {
  let project: TestProject;
  let broker: ChildProcess;
  let startBroker: () => ChildProcess;
  let centre: RunningCentre;
  let gate: TestStation;
  let other: TestStation;
  let url: string;

  beforeAll(async () => {
    project = makeProject();
    gate = project.addStation('adiala-gate-1');
    other = project.addStation('adiala-gate-2');
    const port = await freePort();
    url = `mqtts://127.0.0.1:${port}`;
    const at = (name: string): string => join(project.folder, name);
    const files = mosquittoFiles({
      host: '127.0.0.1',
      port,
      caFile: at('trust/ca.pem'),
      certFile: project.config.keys.tlsCert,
      keyFile: project.config.keys.tlsKey,
      aclFile: at('acl'),
      sites: ['adiala'],
      centreId: 'centre',
      auditors: ['ombudsman'],
    });
    writeFileSync(at('acl'), files.acl);
    // As root, Mosquitto would change to a user that cannot read the folder.
    const user = process.getuid?.() === 0 ? 'user root\n' : '';
    writeFileSync(at('mosquitto.conf'), user + files.conf);
    startBroker = () => spawn(program, ['-c', at('mosquitto.conf')], { stdio: 'ignore' });
    broker = startBroker();
    centre = await runCentre({ ...project.config, broker: { kind: 'external', url } });
    await eventually(async () => ((await centre.get('/healthz')).ok ? true : undefined));
  });
  afterAll(async () => {
    await gate.disconnect();
    await other.disconnect();
    await centre.close();
    broker.kill();
    project.remove();
  });

  test('an event is held and receipted', async () => {
    await gate.connect(url);
    gate.sendEvents(gate.weighed('EXH-1'));
    await gate.receipted(1);
    expect((await centre.overview()).stations[0]).toMatchObject({ online: true, sequence: 1 });
  });

  test('what a station writes on the topic of another never reaches the centre', async () => {
    const closed = new Promise((resolve) => gate.client?.once('close', () => resolve(true)));
    gate.client?.publish(other.topic('event'), 'hello', { qos: 1 });
    await closed;
    await gate.disconnect();
    await gate.connect(url);
    gate.sendEvents(gate.weighed('EXH-2'));
    await gate.receipted(2);
    expect((await centre.overview()).quarantine.total).toBe(0);
  });

  test('an auditor reads events; what it writes never reaches the centre', async () => {
    const { key, cert } = project.certificate('ombudsman', { unit: 'auditor' });
    const auditor = await connectAsync(url, { protocolVersion: 4, reconnectPeriod: 0, key, cert, ca: project.ca.pem });
    const read: string[] = [];
    auditor.on('message', (topic) => read.push(topic));
    await auditor.subscribeAsync('custody/1/#', { qos: 1 });
    gate.sendEvents(gate.weighed('EXH-3'));
    await gate.receipted(3);
    await eventually(() => (read.length > 0 ? true : undefined));
    expect(read).toEqual([gate.topic('event')]);

    const closed = new Promise((resolve) => auditor.once('close', () => resolve(true)));
    auditor.publish('custody/1/adiala/ombudsman/event', 'hello', { qos: 1 });
    await closed;
    gate.sendEvents(gate.weighed('EXH-4'));
    await gate.receipted(4);
    expect((await centre.overview()).quarantine.total).toBe(0);
  });

  test('when the broker comes back, the line comes back by itself', async () => {
    const exited = once(broker, 'exit');
    broker.kill('SIGKILL');
    await exited;
    await gate.disconnect();
    await eventually(async () => ((await centre.get('/healthz')).status === 503 ? true : undefined));
    expect((await centre.overview()).stations[0]?.online).toBe(false);
    broker = startBroker();
    await eventually(async () => ((await centre.get('/healthz')).ok ? true : undefined));
    await gate.connect(url);
    gate.sendEvents(gate.weighed('EXH-5'));
    await gate.receipted(5);
  });
});
