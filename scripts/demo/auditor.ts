import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import mqtt from 'mqtt';

/** Everything an auditor's certificate lets somebody read, collected until stopped. */
export async function listenAsAuditor(
  auditorDir: string,
  brokerUrl: string,
): Promise<{ texts: string[]; stop(): Promise<void> }> {
  const read = (...parts: string[]): Buffer => readFileSync(join(auditorDir, ...parts));
  const client = await mqtt.connectAsync(brokerUrl, {
    clientId: 'auditor-1',
    protocolVersion: 4,
    key: read('auditor.key'),
    cert: read('auditor.pem'),
    ca: read('trust', 'ca.pem'),
  });
  const texts: string[] = [];
  client.on('message', (_, payload) => texts.push(payload.toString()));
  await client.subscribeAsync('custody/1/+/+/event', { qos: 1 });
  return { texts, stop: () => client.endAsync(true) };
}
