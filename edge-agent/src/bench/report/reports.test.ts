import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exhibitSubject, reportContent, sha256Of } from '@custody-edge/event-contract';
import { newFolder } from '@custody-edge/foundation/test-support';
import { say } from '@custody-edge/ui-kit';
import { readReportFile, reportSchema } from '@custody-edge/ui-kit/report';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '../../store/database.ts';
import {
  analyst,
  benchConfig,
  colleague,
  newBench,
  type OpenBench,
  openBench,
  openedParcel,
  supervisor,
  weigh,
  workedCase,
} from '../bench-kit.ts';

const conclusion = 'The contents of P-1 react like heroin; presumptive.';
const gapsOf = (at: OpenBench, labCase: string): string[] => at.bench.review(labCase).report.gaps.map(({ en }) => en);
const hashOf = (at: OpenBench, labCase: string): string => at.bench.review(labCase).report.contentHash ?? '';

/** How many reports the first page says are in review, and which are listed. */
const inReview = ({ bench }: OpenBench) => [
  bench.view().inReview,
  bench.reportsInReview().reports.map(({ number }) => number),
];

/** Id of the event that a signed text holds. */
function idIn(text: string): unknown {
  const { payload } = z.object({ payload: z.string() }).parse(JSON.parse(text));
  return JSON.parse(Buffer.from(payload, 'base64url').toString()).id;
}

const colourMethod = {
  id: 'colour-only',
  version: '1',
  title: { en: 'Colour', ur: 'رنگ' },
  section: 'narcotics-chemistry',
  sources: ['None'],
  steps: [
    {
      id: 'colour',
      prompt: { en: 'Do the colour test', ur: 'رنگ کا ٹیسٹ کریں' },
      of: 'parcel',
      kind: 'test',
      technique: 'colour-test',
      protocol: 'SOP-N-04',
    },
  ],
};

function folderWith(method: { readonly id: string }): string {
  const folder = newFolder();
  writeFileSync(join(folder, `${method.id}.json5`), JSON.stringify(method));
  return folder;
}

it('a report is issued only once the analyst has concluded and two others have gone through the very content', async () => {
  const config = benchConfig();
  const at = await openBench(config);
  const labCase = await workedCase(at);
  expect(gapsOf(at, labCase)).toContain('The analyst has not concluded');
  await at.refuses({ action: 'issue-report', case: labCase }, 'report-missing');
  const review = { action: 'review', case: labCase, contentHash: 'A'.repeat(43) } as const;
  await at.refuses({ ...review, review: 'technical-review' }, 'report-missing');
  const conclude = { action: 'conclude', case: labCase, number: 'FSL-Q/2026/1', conclusion } as const;
  await at.signIn(colleague);
  await at.refuses(conclude, 'not-the-analyst');
  await at.signIn(analyst);
  await at.act(conclude);
  await at.sign();
  await at.refuses({ ...review, review: 'technical-review' }, 'report-changed');
  await at.refuses({ action: 'issue-report', case: labCase }, 'report-incomplete');
  expect(gapsOf(at, labCase)).toHaveLength(2);
  const contentHash = hashOf(at, labCase);
  for (const [kind, officer] of [
    ['technical-review', colleague],
    ['administrative-review', supervisor],
  ] as const) {
    await at.act({ action: 'review', case: labCase, review: kind, contentHash });
    await at.sign(officer);
  }
  expect({ gaps: gapsOf(at, labCase), hash: hashOf(at, labCase) }).toEqual({ gaps: [], hash: contentHash });
  const issue = { action: 'issue-report', case: labCase } as const;
  // Pressed twice, it is handed out once.
  const pressed = await Promise.allSettled([at.act(issue), at.act(issue)]);
  expect(pressed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await at.refuses(issue, 'report-issued');
  expect(at.station.log.eventsOfType('report.issued.v1')).toHaveLength(1);
  await at.refuses(conclude, 'report-number-in-use');
  const [issued] = at.station.log.eventsOfType('report.issued.v1');
  expect(issued?.data).toMatchObject({ number: 'FSL-Q/2026/1', labCase, reviewed: contentHash });
  const { content: pdf, mediaType } = at.bench.file(issued?.data.pdfHash ?? '');
  expect([mediaType, sha256Of(pdf), pdf.length]).toEqual([
    'application/pdf',
    issued?.data.pdfHash,
    issued?.data.pdfBytes,
  ]);
  const file = readReportFile(Buffer.from(pdf));
  if (file.kind !== 'report') throw new Error(`the file is ${file.kind}`);
  const said = reportSchema.parse(JSON.parse(file.content));
  expect(reportContent(said).hash).toBe(issued?.data.contentHash);
  // Every test with its protocol and its result, every weight in the balance's own digits, and who signed.
  const text = JSON.stringify(said.blocks);
  for (const word of ['SOP-N-04, Marquis', 'violet within 5 s', '12.50', conclusion, 'Bilal Khan, 7302', contentHash])
    expect(text).toContain(word);
  expect(at.bench.review(labCase)).toMatchObject({ issued: [{ number: 'FSL-Q/2026/1', isSuperseded: false }] });

  // The list of what is in review outlives a power cut before it heard of the report.
  expect(inReview(at)).toEqual([0, []]);
  await at.station.stop();
  const db = openDatabase(config.dataDir);
  db.exec(`UPDATE lab_case SET in_review_since = '2026-01-01T00:00:00.000Z'`);
  db.close();
  const after = await openBench(config, newBench(config));
  expect(inReview(after)).toEqual([0, []]);
  await after.act({ ...conclude, number: 'FSL-Q/2026/2' });
  await after.sign();
  expect(inReview(after)).toEqual([1, ['FSL-Q/2026/2']]);
});

it('what is found after a review takes the review away, and a later report stands in the place of the first', async () => {
  const at = await openBench();
  const labCase = await workedCase(at);
  const conclude = async (number: string) => {
    await at.act({ action: 'conclude', case: labCase, number, conclusion });
    await at.sign();
  };
  const reviewed = async () => {
    const contentHash = hashOf(at, labCase);
    for (const [kind, officer] of [
      ['technical-review', colleague],
      ['administrative-review', supervisor],
    ] as const) {
      await at.act({ action: 'review', case: labCase, review: kind, contentHash });
      await at.sign(officer);
    }
  };
  await conclude('FSL-Q/2026/1');
  await reviewed();
  await at.act({ action: 'issue-report', case: labCase });
  at.scan('P-1');
  const [test] = at.exhibit().findings;
  const amendment = { of: 'test', outcome: 'inconclusive', observed: 'the batch was old' } as const;
  await at.act({ action: 'amend', supersedes: test?.event ?? '', amendment, why: 'The batch had expired' });
  await at.sign();
  expect(gapsOf(at, labCase)).toHaveLength(2);
  await at.refuses({ action: 'issue-report', case: labCase }, 'report-issued');
  await conclude('FSL-Q/2026/2');
  await reviewed();
  await at.act({ action: 'issue-report', case: labCase });
  expect(at.bench.review(labCase).issued).toMatchObject([
    { number: 'FSL-Q/2026/1', isSuperseded: true },
    { number: 'FSL-Q/2026/2', isSuperseded: false },
  ]);
  expect(at.typesOf(exhibitSubject('P-1'))).toContain('exhibit.amended.v1');
  // Whoever gets the first report is told of the one that stands in its place.
  const [first, second] = at.station.log.eventsOfType('report.issued.v1').map(({ id }) => id);
  const evidenceOf = (event = '') => at.bench.evidence(event).split('\n').map(idIn);
  expect(evidenceOf(first)).toEqual([first, second]);
  expect(evidenceOf(second)).toEqual([second]);
  expect(() => at.bench.evidence(randomUUID())).toThrow(expect.objectContaining({ code: 'report-unknown' }));
  const pages = await at.bench.reportPages(labCase);
  expect(
    Buffer.from(pages[0] ?? [])
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
});

it('what a report lacks stands in words: the reserve of an instrument, and the step of a method', async () => {
  const at = await openBench(benchConfig({ methodsDir: folderWith(colourMethod) }));
  const labCase = await openedParcel(at);
  await at.act({ action: 'begin-method', id: colourMethod.id });
  await weigh(at, 'P-1', '12.50', 'net');
  const gaps = at.bench.review(labCase).report.gaps;
  expect(gaps).toContainEqual({
    en: `The instrument was not fit without reserve (${say('bench.reserve-no-certificate').en}): P-1`,
    ur: `آلہ بلا تحفظ درست نہ تھا (${say('bench.reserve-no-certificate').ur}): P-1`,
  });
  expect(gaps).toContainEqual({
    en: 'A step of the method is missing (Do the colour test): P-1',
    ur: 'طریقے کا ایک مرحلہ باقی ہے (رنگ کا ٹیسٹ کریں): P-1',
  });
});
