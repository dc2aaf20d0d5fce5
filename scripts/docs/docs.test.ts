import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DiagnosticSeverity, Parser } from '@asyncapi/parser';
import { eventCatalogue } from '@custody-edge/event-contract';
import { newFolder } from '@custody-edge/foundation/test-support';
import { beforeAll, expect, it } from 'vitest';
import { outdatedPages, writePages } from './generate.ts';
import { generatedPages } from './pages.ts';

const pages = await generatedPages();
let dir: string;
const text = (name: string) => readFile(join(dir, name), 'utf8');

beforeAll(async () => {
  dir = newFolder();
  await writePages(dir, pages);
});

it('the AsyncAPI page is valid and describes every event type', async () => {
  const { document, diagnostics } = await new Parser().parse(await text('asyncapi.json'));
  expect(diagnostics.filter(({ severity }) => severity === DiagnosticSeverity.Error)).toEqual([]);
  const described = document
    ?.channels()
    .get('event')
    ?.messages()
    .all()
    .map((message) => message.id());
  expect(described).toEqual(Object.keys(eventCatalogue));
});

it('the OpenAPI pages describe the interface of the centre and of each kind of station', async () => {
  const pathsOf = async (name: string) => Object.keys(JSON.parse(await text(name)).paths);
  expect(await pathsOf('openapi-gate.json')).toContain('/api/desk');
  expect(await pathsOf('openapi-visitor.json')).toContain('/api/visitor');
  expect(await pathsOf('openapi-count.json')).toContain('/api/count');
  expect(await pathsOf('openapi-bench.json')).toContain('/api/bench');
  expect(await pathsOf('openapi-centre.json')).toContain('/api/events');
});

it('every error has a sentence in both languages', async () => {
  const rows = (await text('errors.md')).split('\n').filter((line) => line.startsWith('| `'));
  expect(rows.length).toBeGreaterThan(30);
  for (const row of rows) expect(row).toMatch(/[A-Za-z].*[؀-ۿ]/);
});

it('every device, every method and every event type has its place', async () => {
  expect(await text('devices.md')).toContain('| `r307` |');
  expect(await text('methods.md')).toContain('`seizure-every-unit`, version 1');
  const events = await text('events.md');
  for (const type of Object.keys(eventCatalogue)) expect(events).toContain(`## ${type}\n`);
  expect(events).toContain('`samples[].raw`');
});

it('a page that was changed by hand, or is left over, is found', async () => {
  expect(await outdatedPages(dir, pages)).toEqual([]);
  await appendFile(join(dir, 'errors.md'), 'more');
  await writeFile(join(dir, 'old.md'), 'left over');
  expect(await outdatedPages(dir, pages)).toEqual(['errors.md', 'old.md']);
});

it('a page that is missing is found', async () => {
  await rm(join(dir, 'events.md'));
  expect(await outdatedPages(dir, pages)).toContain('events.md');
});
