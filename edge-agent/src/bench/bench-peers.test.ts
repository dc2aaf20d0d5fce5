import { exhibitSubject } from '@custody-edge/event-contract';
import { systemClock } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { expect, it } from 'vitest';
import type { StationConfig } from '../config.ts';
import { enrolSite, projectOf, soon } from '../peers/test-support/peers-kit.ts';
import type { Station } from '../station/station.ts';
import {
  analyst,
  colleague,
  memorandum,
  newBench,
  type OpenBench,
  openBench,
  putOn,
  receive,
  staff,
  supervisor,
  weigh,
  workedCase,
} from './bench-kit.ts';
import { searchMediaType } from './library/kept-search.ts';
import { keptSearch } from './library/kept-search-kit.ts';
import type { ExhibitView } from './view.ts';

/**
 * Two benches of one laboratory, which hear nothing of each other yet.
 * @param settings of each bench
 */
async function twoBenches(settings: readonly Partial<StationConfig['bench']>[] = []) {
  const configs = await enrolSite(await projectOf(), ['bench-1', 'bench-2'], { role: 'bench' });
  const devices = [
    { id: 'balance', profile: 'mettler-mt-sics', address: { kind: 'serial' as const, path: '/dev/none' } },
  ];
  const open = (index: 0 | 1): Station => {
    const config = configs[index];
    if (!config) throw new Error('no bench');
    return newBench({ ...config, devices, bench: { ...config.bench, ...settings[index] } }, systemClock);
  };
  const here = await openBench(undefined, await staffed(open(0)));
  const there = await openBench(undefined, await staffed(open(1)));
  const join = async (): Promise<void> => {
    for (const { station } of [here, there]) await station.peers.start();
  };
  return { here, there, join };
}

/** The analyst takes a parcel in. */
async function takeIn(at: OpenBench): Promise<void> {
  const seizedAt = new Date(Date.now() - 3_600_000).toISOString();
  await at.act({
    action: 'open-case',
    form: { number: 'QTA-1', section: 'narcotics-chemistry', memorandum: { ...memorandum, seizedAt } },
  });
  const { desk } = at.view();
  await receive(at, desk.step === 'case' ? desk.case.subject : '', 'P-1');
}

it('an exhibit at another bench of the laboratory is known here, and worked on by whoever has it', async () => {
  const { here, there, join } = await twoBenches();
  await join();
  await takeIn(here);

  await there.signIn(colleague);
  await soon('the exhibit at the other bench', () => {
    there.scan('P-1');
    return there.view().desk.step === 'exhibit';
  });
  expect(there.exhibit()).toMatchObject({
    elsewhere: 'bench-1',
    case: { number: 'QTA-1' },
    custodian: { officerId: analyst.officerId },
    obstacle: { en: expect.stringContaining('bench-1') },
    gaps: [],
  });
  putOn(there, '5.00');
  await there.refuses({ action: 'accept' }, 'exhibit-elsewhere');

  await there.signIn(analyst);
  await there.act({ action: 'measure-room', form: { temperature: '21.4', humidity: '45', instrument: 'TH-3' } });
  await weigh(there, 'P-1', '5.00');
  const [weighed] = there.station.log.eventsOf(exhibitSubject('P-1'));
  expect(weighed).toMatchObject({
    type: 'exhibit.weighed.v2',
    after: here.station.log.eventsOf(exhibitSubject('P-1'))[0]?.id,
  });
  await soon('the weight at the first bench', () => {
    here.scan('P-1');
    return here.exhibit().findings.length === 1;
  });
  expect(here.exhibit()).toMatchObject({ gaps: [], findings: [{ room: { en: 'Room: 21.4 °C, humidity 45 %' } }] });
  // What the room of another bench was like says nothing of this one.
  expect(here.view().room).toEqual({ holds: false, reserves: [] });
});

it('what two benches recorded apart is settled by who has the exhibit and a supervisor, and is settled at both', async () => {
  const { here, there, join } = await twoBenches();
  for (const at of [here, there]) {
    await takeIn(at);
    await weigh(at, 'P-1', '5.00');
  }
  await there.refuses({ action: 'settle-fork', found: { state: 'returned' }, why: 'It left' }, 'action-not-possible');
  await join();
  const seen = (at: OpenBench): ExhibitView => {
    at.scan('P-1');
    return at.exhibit();
  };
  await soon('the fork at both benches', () => [here, there].every((at) => seen(at).next.step === 'call-supervisor'));
  await here.refuses({ action: 'weigh', what: 'gross' }, 'exhibit-forked');

  const found = {
    state: 'held' as const,
    custodian: supervisor.officerId,
    place: 'Bench 2',
    isOpen: false,
    seals: [{ mark: 'ANF/7', state: 'intact' as const }],
  };
  const settle = { action: 'settle-fork' as const, why: 'Taken in at both counters; it is one parcel', found };
  await here.refuses({ ...settle, found: { ...found, custodian: '7999' } }, 'role-missing');
  await here.act(settle);
  await here.sign(supervisor);
  expect(here.view().signing?.missing).toMatchObject([{ meaning: 'exhibit-fork-settling' }]);
  // A supervisor who has it does not settle it alone.
  await here.refuses({ action: 'sign', ...supervisor }, 'not-yours-to-sign');
  await here.act({ ...settle, found: { ...found, custodian: analyst.officerId } });
  for (const officer of [supervisor, analyst]) await here.sign(officer);
  await soon('an end of it at both benches', () => [here, there].every((at) => seen(at).gaps.length === 0));
  for (const at of [here, there])
    expect(seen(at)).toMatchObject({ custodian: { officerId: analyst.officerId }, place: 'Bench 2', isOpen: false });
  expect(seen(here).findings).toHaveLength(2);
  await weigh(here, 'P-1', '5.00');
});

it('two analysts whom benches named apart are one again once a supervisor who heard of both names one', async () => {
  const { here, there, join } = await twoBenches();
  await takeIn(here);
  const { desk } = here.view();
  const labCase = desk.step === 'case' ? desk.case.subject : '';
  const [opened] = here.station.log.eventsOf(labCase);
  if (opened?.type !== 'case.opened.v1') throw new Error('no case');
  there.station.log.commit([{ type: opened.type, subject: labCase, data: opened.data }]);
  const assign = async (at: OpenBench, { officerId }: typeof analyst): Promise<void> => {
    await at.act({ action: 'assign', case: labCase, analyst: officerId });
    await at.sign(supervisor);
  };
  await assign(here, analyst);
  await assign(there, colleague);
  const isInDoubt = (at: OpenBench): boolean =>
    at.bench.review(labCase).report.gaps.some(({ en }) => en === say('report-gap.case-forked').en);
  expect([here, there].map(isInDoubt)).toEqual([false, false]);

  await here.act({ action: 'assign', case: labCase, analyst: analyst.officerId });
  await join();
  await soon('the doubt at both benches', () => [here, there].every(isInDoubt));
  // What the supervisor was asked to sign knew nothing of the other assignment.
  await expect(here.sign(supervisor)).rejects.toMatchObject({ code: 'action-not-possible' });
  await assign(here, colleague);
  await soon('the end of it at both benches', () => ![here, there].some(isInDoubt));
});

it('a report that another bench issued is one of the case here as well, and its number is taken', async () => {
  const { here, there, join } = await twoBenches();
  await takeIn(here);
  const { desk } = here.view();
  const labCase = desk.step === 'case' ? desk.case.subject : '';
  const hash = 'A'.repeat(43);
  here.station.log.commit([
    {
      type: 'report.issued.v1',
      subject: 'report/01890000-0000-7000-8000-000000000000',
      data: {
        number: 'FSL-Q/2026/1',
        case: 'QTA-1',
        labCase,
        reviewed: hash,
        contentHash: hash,
        pdfHash: hash,
        pdfBytes: 1,
        pages: 1,
      },
    },
  ]);
  await join();
  const conclude = { action: 'conclude', case: labCase, conclusion: 'Presumptive' } as const;
  const refused = (number: string) => there.act({ ...conclude, number }).catch(({ code }: { code: string }) => code);
  await expect.poll(() => refused('FSL-Q/2026/1'), { timeout: 15_000 }).toBe('report-number-in-use');
  expect(await refused('FSL-Q/2026/2')).toBe('not-the-analyst');
});

it('a report is the same at a bench that spells the laboratory apart from the one of its conclusion, and is reviewed there', async () => {
  const { here, there, join } = await twoBenches([
    { laboratory: { en: 'Forensic Science Laboratory, Quetta', ur: 'فرانزک سائنس لیبارٹری، کوئٹہ' } },
    { laboratory: { en: 'FSL Quetta', ur: 'فرانزک لیبارٹری کوئٹہ' }, address: 'Samungli Road, Quetta' },
  ]);
  await takeIn(here);
  const { desk } = here.view();
  const labCase = desk.step === 'case' ? desk.case.subject : '';
  await here.act({ action: 'assign', case: labCase, analyst: analyst.officerId });
  await here.sign(supervisor);
  await here.act({ action: 'conclude', case: labCase, number: 'FSL-Q/2026/1', conclusion: 'Presumptive' });
  await here.sign();
  const hashAt = ({ bench }: OpenBench): string | undefined => bench.review(labCase).report.contentHash;
  const contentHash = hashAt(here) ?? 'none';
  await join();
  await expect.poll(() => hashAt(there), { timeout: 15_000 }).toBe(contentHash);
  await there.signIn(colleague);
  await there.act({ action: 'review', case: labCase, review: 'technical-review', contentHash });
  await there.sign(colleague);
  const missing = say('report-gap.review-missing', { review: say('meaning.technical-review') });
  const isReviewed = (): boolean => !here.bench.review(labCase).report.gaps.some(({ en }) => en === missing.en);
  expect(isReviewed()).toBe(false);
  await soon('the review at the first bench', isReviewed);
});

/** A case that the analyst concluded at a bench. */
async function concluded(at: OpenBench): Promise<string> {
  const labCase = await workedCase(at, Date.now());
  await at.act({ action: 'conclude', case: labCase, number: 'FSL-Q/2026/1', conclusion: 'Presumptive' });
  await at.sign(analyst);
  return labCase;
}

const inReviewAt = ({ bench }: OpenBench) => bench.reportsInReview().reports;

it('a report is listed and reviewed at another bench than that at which it was drafted, and issued where it was drafted', async () => {
  const { here, there, join } = await twoBenches();
  const labCase = await concluded(here);
  expect(inReviewAt(there)).toEqual([]);
  expect(inReviewAt(here)).toMatchObject([{ station: 'bench-1', isHere: true }]);
  await join();
  await there.signIn(supervisor);
  await soon('the report at the other bench', () => inReviewAt(there).length === 1);
  expect(inReviewAt(there)).toMatchObject([
    {
      case: { subject: labCase, number: 'QTA-P-1' },
      ...{ number: 'FSL-Q/2026/1', station: 'bench-1', isHere: false, isGivenBack: false },
      ...{ lacks: ['technical-review', 'administrative-review'], onlyAt: [] },
    },
  ]);
  expect(there.view().inReview).toBe(1);
  const reviewed = there.bench.review(labCase);
  expect(reviewed).toMatchObject({ conclusion: { elsewhere: 'bench-1' }, report: { onlyAt: [] } });
  // What is signed for at one bench is what stands at the other.
  const { contentHash = '' } = reviewed.report;
  expect(here.bench.review(labCase).report.contentHash).toBe(contentHash);
  expect((await there.bench.reportPages(labCase)).length).toBeGreaterThan(0);

  await there.act({ action: 'give-back', case: labCase, review: 'technical-review', remarks: 'Which batch?' });
  expect(inReviewAt(there)).toMatchObject([{ isGivenBack: true }]);
  for (const [review, officer] of [
    ['technical-review', colleague],
    ['administrative-review', supervisor],
  ] as const) {
    await there.act({ action: 'review', case: labCase, review, contentHash });
    await there.sign(officer);
  }
  expect(inReviewAt(there)).toMatchObject([{ lacks: [], isGivenBack: false }]);
  await soon('the reviews at the first bench', () => here.bench.review(labCase).report.gaps.length === 0);
  await here.act({ action: 'issue-report', case: labCase });
  expect(inReviewAt(here)).toEqual([]);
  await soon('the report that was issued', () => inReviewAt(there).length === 0);
  expect(there.bench.review(labCase).issued).toMatchObject([{ number: 'FSL-Q/2026/1', elsewhere: 'bench-1' }]);
  expect(here.bench.review(labCase).issued[0]).not.toHaveProperty('elsewhere');
});

it('a report of which a library search is kept at one bench is reviewed there and nowhere else, and every bench says so', async () => {
  const { here, there, join } = await twoBenches();
  const labCase = await concluded(here);
  here.scan('P-1');
  const { arrival } = here.bench.keepFile('a search', searchMediaType, Buffer.from(JSON.stringify(keptSearch)));
  await here.act({ action: 'bind-file', arrival });
  await join();
  await soon('the report at the other bench', () => inReviewAt(there).length === 1);
  await soon('its search', () => there.bench.review(labCase).report.onlyAt.length > 0);
  expect(inReviewAt(there)).toMatchObject([{ station: 'bench-1', onlyAt: ['bench-1'] }]);
  const { report } = there.bench.review(labCase);
  expect(report).not.toHaveProperty('contentHash');
  expect(report.gaps).toContainEqual(say('report-gap.search-elsewhere', { label: 'P-1', station: 'bench-1' }));
  const contentHash = here.bench.review(labCase).report.contentHash ?? '';
  const review = { action: 'review', case: labCase, review: 'technical-review', contentHash } as const;
  await there.refuses(review, 'report-elsewhere');
  await expect(there.bench.reportPages(labCase)).rejects.toMatchObject({ code: 'report-elsewhere' });
  await here.act(review);
  await here.sign(colleague);
  // Whatever cannot be known here is not said to be missing.
  expect(report.gaps.map(({ en }) => en)).not.toContainEqual(expect.stringContaining('Not signed yet'));
});

/** Officers are enrolled at each bench. */
async function staffed(station: Station): Promise<Station> {
  await staff(station);
  return station;
}
