import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '@custody-edge/ui-kit';
import { type Report, reportSchema } from '@custody-edge/ui-kit/report';
import { expect, it } from 'vitest';
import { analyst, benchConfig, openBench, openedParcel, supervisor } from '../bench-kit.ts';
import { searchMediaType } from '../library/kept-search.ts';
import { keptSearch } from '../library/kept-search-kit.ts';
import { searchBlocks } from './library-searches.ts';

it('stands in a report as a plot of the spectrum over the most alike, with rank, likeness, gap and share, and as presumptive', () => {
  const blocks = searchBlocks([{ label: 'P-1', kept: keptSearch }]);
  const [heading, plot, table, words] = blocks;
  expect(heading).toMatchObject({ kind: 'heading', text: { en: 'Library searches' } });
  if (plot?.kind !== 'spectra' || table?.kind !== 'table' || words?.kind !== 'paragraph')
    throw new Error('other blocks');
  expect(plot).toMatchObject({ isReversed: true, series: [{ label: 'Measured spectrum' }, { label: '1: Caffeine' }] });
  for (const { y } of plot.series) expect([Math.min(...y), Math.max(...y)]).toEqual([0, 1]);
  expect(table.rows).toEqual([
    ['1', 'Caffeine', '58-08-2', '0.910', '0.400', '100 %'],
    ['2', 'Lactose', '', '0.510', '', '92 %'],
  ]);
  expect(words.text).toMatch(/^Presumptive only.*category A.*Library ours, version abc.*infrared-1: snv.*AAAA/);
  expect(words.text).not.toMatch(/identified|is Caffeine/);
  const report: Report = {
    ...{ form: 1, id: '0197f0e2-5f9f-7c3a-8a3c-5d2b6c1e0a11', number: 'R-1', case: 'C-1' },
    issuedAt: '2026-03-01T05:00:00.000Z',
    laboratory: { en: 'FSL', ur: 'لیبارٹری' },
    title: { en: 'Report', ur: 'رپورٹ' },
    blocks,
  };
  expect(reportSchema.parse(report)).toEqual(report);
  expect(searchBlocks([])).toEqual([]);
});

it('is drawn in the report of its case, is left out once it was withdrawn, and keeps a report from going out where its file is not', async () => {
  const config = benchConfig();
  const at = await openBench(config);
  const labCase = await openedParcel(at);
  await at.act({ action: 'assign', case: labCase, analyst: analyst.officerId, appointment: 'S.R.O. 1(I)/2026' });
  await at.sign(supervisor);
  await at.act({ action: 'conclude', case: labCase, number: 'R-1', conclusion: 'Presumptive.' });
  await at.sign();
  const contentHash = () => at.bench.review(labCase).report.contentHash;
  const before = contentHash();
  const bind = async (): Promise<string> => {
    at.scan('P-1');
    const { arrival } = at.bench.keepFile('a search', searchMediaType, Buffer.from(JSON.stringify(keptSearch)));
    await at.act({ action: 'bind-file', arrival });
    return at.exhibit().findings[0]?.event ?? '';
  };
  const supersedes = await bind();
  expect(contentHash()).not.toBe(before);
  expect((await at.bench.reportPages(labCase)).length).toBeGreaterThan(0);

  const lost = say('report-gap.search-lost', { label: 'P-1' });
  expect(at.bench.review(labCase).report.gaps).not.toContainEqual(lost);
  rmSync(join(config.dataDir, 'files'), { recursive: true });
  expect(at.bench.review(labCase).report.gaps).toContainEqual(lost);
  await at.refuses({ action: 'issue-report', case: labCase }, 'report-incomplete');

  await at.act({ action: 'amend', supersedes, amendment: { of: 'withdrawn' }, why: 'The wrong sample' });
  await at.sign();
  expect(at.bench.review(labCase).report.gaps).not.toContainEqual(lost);
});
