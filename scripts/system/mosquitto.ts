import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { connect } from 'node:net';
import { until } from '../demo/api.ts';
import type { Broker } from '../demo/house.ts';
import { provisionMosquitto } from '../provision/mosquitto.ts';

const environment = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };

export const hasMosquitto = spawnSync('mosquitto', ['-h'], { env: environment }).error === undefined;

/** Debian's Mosquitto with the product's own configuration. */
export async function startMosquitto(centreDir: string, port: number): Promise<Broker> {
  const conf = await provisionMosquitto({ centreDir, host: '127.0.0.1', port, auditors: ['auditor-1'] });
  // Started by root, Mosquitto gives up its rights before it reads its key, unless it is told to stay.
  if (process.getuid?.() === 0) appendFileSync(conf, 'user root\n');
  const broker = spawn('mosquitto', ['-c', conf], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  broker.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await until(`mosquitto to listen: ${said}`, 10_000, async () => (await listens(port)) || undefined);
  return {
    stop: () =>
      new Promise((resolve) => {
        broker.once('exit', () => resolve());
        broker.kill();
      }),
  };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
