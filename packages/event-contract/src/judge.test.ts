import { expect, it } from 'vitest';
import { authenticate, chainStart } from './chain.ts';
import type { EventDraft } from './events/catalogue.ts';
import { judge } from './judge.ts';
import type { StationRole } from './station-record.ts';
import { chainOf, enrol } from './test-kit.ts';

const issued: EventDraft = {
  type: 'report.issued.v1',
  subject: 'report/0195533f-7c00-7000-8000-0000000000aa',
  data: {
    number: 'FSL-Q/2026/0412',
    case: 'FIR 112/25',
    labCase: 'case/412',
    reviewed: 'C'.repeat(43),
    contentHash: 'A'.repeat(43),
    pdfHash: 'B'.repeat(43),
    pdfBytes: 81_000,
    pages: 4,
  },
};

it.each<[StationRole, string]>([
  ['bench', 'applied'],
  ['gate', 'set-aside'],
  ['visitor', 'set-aside'],
])('a report that a %s issued is %s', (role, kind) => {
  const station = enrol('station-1', role, 'lab');
  const [first] = chainOf([issued], station);
  const event = authenticate(first?.message.text ?? '', station.enrolment);
  if (!event.ok) throw event.error;
  const held = { head: chainStart(station.enrolment), hashAt: () => undefined, holdsId: () => false };
  expect(judge(event.value, role, held).kind).toBe(kind);
});
