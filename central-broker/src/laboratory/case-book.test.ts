import { type EventDraft, exhibitSubject } from '@custody-edge/event-contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { type RunningCentre, runCentre } from '../test-support/running-centre.ts';
import type { TestStation } from '../test-support/station.ts';

let project: TestProject;
let centre: RunningCentre;
let bench: TestStation;

const [parcel, packet] = ['NC-412-1', 'NC-412-1-A'].map(exhibitSubject);
const memorandum = {
  number: 'M-7',
  agency: 'anf',
  policeStation: 'Saddar',
  fir: '112/26',
  seizedAt: '2026-11-20T08:00:00.000Z',
  lateReason: 'road closed',
  depositor: { agency: 'anf', rank: 'Constable', beltNumber: '4417' },
} as const;
const opened: EventDraft = {
  type: 'case.opened.v1',
  subject: 'case/412',
  data: { number: 'NC-2026/412', section: 'narcotics-chemistry', memorandum },
};
const send = async (...drafts: EventDraft[]): Promise<void> => {
  const events = drafts.map((draft) => bench.next(draft));
  bench.sendEvents(...events);
  await bench.receipted(events.at(-1)?.sequence ?? 0);
};
const said = async (path: string): Promise<unknown> => JSON.parse(await (await centre.get(path)).text());

beforeAll(async () => {
  project = makeProject();
  bench = project.addStation('bench-1', 'fsl-quetta', 'bench');
  centre = await runCentre(project.config);
  await bench.connect(centre.urls.mqtt);
});
afterAll(async () => {
  await bench.disconnect();
  await centre.close();
  project.remove();
});

test('a case is found by its FIR with its exhibits and results, whatever came first, and its totals are counted', async () => {
  if (parcel === undefined || packet === undefined) throw new Error('no labels');
  const weight: EventDraft = {
    type: 'exhibit.weighed.v2',
    subject: packet,
    data: {
      what: 'net',
      value: '52.1870',
      unit: 'g',
      load: 'net',
      samples: [{ raw: 'UyBT', value: '52.1870', afterMs: 0 }],
      steady: { readings: 3, withinDivisions: 2, division: '0.0001', durationMs: 1000 },
      balance: { deviceId: 'balance-1', profile: 'mettler-mt-sics', serialNumber: 'B1', reserves: [] },
    },
  };
  const part = { label: 'NC-412-1-A', kind: 'unit', described: 'a packet' } as const;
  await send({ type: 'exhibit.taken-from.v1', subject: packet, data: { parent: parcel, ...part } }, weight);
  expect(await said('/api/laboratory/cases')).toEqual({ cases: [] });
  const received = { case: 'case/412', label: 'NC-412-1', parcel: '1', described: 'a sealed bag', seals: [] };
  await send(opened, {
    type: 'exhibit.received.v1',
    subject: parcel,
    data: { ...received, place: 'store', approvals: ['unsigned'] },
  });
  expect(await said('/api/laboratory/cases?fir=112%2F26')).toMatchObject({
    cases: [{ case: 'case/412', number: 'NC-2026/412', agency: 'anf', reports: [] }],
  });
  expect(await said('/api/laboratory/cases?fir=113')).toEqual({ cases: [] });
  expect(await said('/api/laboratory/cases/412')).toMatchObject({
    // Nobody was signed in, and nobody signed for the parcel.
    exhibits: [{ label: 'NC-412-1', gaps: 2 }, { label: 'NC-412-1-A' }],
    results: [{ label: 'NC-412-1-A', result: { of: 'weight', what: 'net', value: '52.1870', unit: 'g' } }],
  });
  const counted: unknown = expect.objectContaining({
    section: 'narcotics-chemistry',
    received: 1,
    reported: 0,
    pending: 1,
  });
  expect(await said('/api/laboratory/totals')).toMatchObject({
    totals: [{ sections: expect.arrayContaining([counted]) }],
  });
  expect(await (await centre.get('/api/laboratory/totals/csv?by=year')).text()).toContain('Chemical (narcotics),1,0,1');
});

test('a report that was issued is counted with its case', async () => {
  await send({
    type: 'report.issued.v1',
    subject: 'report/0195533f-7c00-7000-8000-0000000000aa',
    data: {
      ...{ number: 'R-1', case: '112/26', labCase: 'case/412', reviewed: 'A'.repeat(43) },
      ...{ contentHash: 'B'.repeat(43), pdfHash: 'C'.repeat(43), pdfBytes: 81_000, pages: 4 },
    },
  });
  expect(await said('/api/laboratory/cases')).toMatchObject({
    cases: [{ reports: [{ number: 'R-1', superseded: false }] }],
  });
  expect(await (await centre.get('/api/laboratory/totals/csv?by=year')).text()).toContain('Chemical (narcotics),1,1,0');
});

test.each([
  ['csv', 'text/csv; charset=utf-8', '52.1870,g'],
  ['lis2', 'text/plain; charset=utf-8', '^^^WEIGHT NET|52.1870|g'],
  ['asm', 'application/json; charset=utf-8', 'balance/REC/2025/03/balance.manifest'],
])('a case goes out as %s', async (form, type, text) => {
  const answer = await centre.get(`/api/laboratory/cases/412/${form}`);
  expect(answer.headers.get('content-type')).toBe(type);
  expect(await answer.text()).toContain(text);
});

test.each(['cases/413', 'cases/..%2F412', 'cases/413/csv', 'totals?by=day'])('nothing stands at %s', async (path) => {
  const { status } = await centre.get(`/api/laboratory/${path}`);
  expect([400, 404]).toContain(status);
});
