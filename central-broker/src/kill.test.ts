import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { eventually } from './test-support/eventually.ts';
import { makeProject } from './test-support/project.ts';
import { runCentre } from './test-support/running-centre.ts';

const urlsSchema = z.object({ mqtt: z.string() });

async function startProcess(configFile: string): Promise<{ child: ChildProcess; mqtt: string }> {
  const program = fileURLToPath(new URL('./test-support/centre-process.ts', import.meta.url));
  const child = spawn(process.execPath, [program, configFile], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, mqtt: urlsSchema.parse(JSON.parse(String(line))).mqtt };
}

test('a centre that is killed while events stream in has kept everything that it receipted', async () => {
  const project = makeProject();
  const gate = project.addStation('adiala-gate-1');
  const configFile = join(project.folder, 'centre.json');
  writeFileSync(configFile, JSON.stringify(project.config));
  const events = Array.from({ length: 600 }, (_, index) => gate.weighed(`EXH-${index}`));

  for (const enough of [50, 250]) {
    const { child, mqtt } = await startProcess(configFile);
    await gate.connect(mqtt);
    gate.sendEvents(...events);
    await gate.receipted(enough);
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    await gate.disconnect();
  }
  const receipted = gate.receipts.reduce((best, receipt) => (receipt.upTo > best.upTo ? receipt : best));

  const centre = await runCentre(project.config);
  const held = (await centre.overview()).stations[0]?.sequence ?? 0;
  expect(held).toBeGreaterThanOrEqual(receipted.upTo);
  const last = events[receipted.upTo - 1];
  expect(receipted.headHash).toBe(last?.hash);
  expect(await (await centre.get(`/api/events/${last?.id}`)).json()).toMatchObject({ verified: true });

  await gate.connect(centre.urls.mqtt);
  gate.sendEvents(...events.slice(receipted.upTo));
  await eventually(() => (gate.receipts.some(({ upTo }) => upTo === events.length) ? true : undefined));
  expect((await centre.overview()).quarantine.total).toBe(0);
  await gate.disconnect();
  await centre.close();
  project.remove();
});
