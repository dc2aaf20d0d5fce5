import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../test-support/eventually.ts';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { type RunningCentre, runCentre } from '../test-support/running-centre.ts';
import type { TestStation } from '../test-support/station.ts';

let project: TestProject;
let centre: RunningCentre;

beforeEach(async () => {
  project = makeProject();
});
afterEach(async () => {
  await centre.close();
  project.remove();
});

const revokedIn = (gate: TestStation) =>
  gate.commands.flatMap(({ body }) => (body.purpose === 'revoke-station' ? [body.stationId] : []));

test('stations of a site learn at once, and whenever they come back, which other one is trusted no more', async () => {
  const [gate, stolen, elsewhere] = [
    project.addStation('adiala-gate-1'),
    project.addStation('adiala-gate-2'),
    project.addStation('lahore-gate-1', 'lahore'),
  ];
  centre = await runCentre(project.config);
  for (const one of [gate, elsewhere]) await one.connect(centre.urls.mqtt);
  const { stationsDir } = project.config;
  mkdirSync(join(stationsDir, 'revoked'));
  renameSync(join(stationsDir, 'adiala-gate-2.jws'), join(stationsDir, 'revoked', 'adiala-gate-2.jws'));
  await eventually(() => revokedIn(gate)[0]);
  expect(revokedIn(gate)).toEqual(['adiala-gate-2']);
  expect(gate.commands.at(-1)?.body).toMatchObject({ chainId: stolen.enrolment.record.chainId });
  await gate.disconnect();
  await gate.connect(centre.urls.mqtt);
  await eventually(() => revokedIn(gate)[1]);
  expect(revokedIn(elsewhere)).toEqual([]);
  for (const one of [gate, elsewhere]) await one.disconnect();
});
