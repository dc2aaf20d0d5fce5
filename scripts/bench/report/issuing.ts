import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createSigner, reportContent, sha256Of, signReportCode } from '@custody-edge/event-contract';
import { drawReportApart, showReportApart } from '@custody-edge/ui-kit/report';
import { seizureReport } from '@custody-edge/ui-kit/test-support';
import { type Figure, type Measured, median } from '../figures.ts';

/** A seizure of 50 units: three tables, a plot of 3 × 2,068 points, a control chart of 30 checks, 30 hand-overs. */
const seizure = seizureReport(50);
const repeats = 20;
const shows = 5;
const mostMs = 2_000;

/** What the report of a seizure costs, from its data to the file and its hash. */
export async function issuing(): Promise<Measured> {
  const signer = createSigner(generateKeyPairSync('ed25519').privateKey);
  const chainId = randomUUID();
  /** From the data to a file that can be signed: content, code, pages, hash. */
  const issue = async () => {
    const startedMs = performance.now();
    const { json, hash } = reportContent(seizure);
    const { id: reportId, number, issuedAt: time } = seizure;
    const code = signReportCode({ reportId, number, contentHash: hash, source: '/lab/bench-1', chainId, time }, signer);
    const { pdf } = await drawReportApart(seizure, { content: json, code, digest: hash });
    const pdfHash = sha256Of(pdf);
    return { tookMs: performance.now() - startedMs, bytes: pdf.length, hash: pdfHash };
  };
  const first = await issue();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const again = [];
  for (let index = 0; index < repeats; index++) again.push(await issue());
  delay.disable();
  const shownMs: number[] = [];
  for (let index = 0; index < shows; index++) {
    const startedMs = performance.now();
    await showReportApart(seizure);
    shownMs.push(performance.now() - startedMs);
  }
  const figure = (name: string, value: number, unit: string, samples: number, must?: number): Figure => ({
    ...{ name, value, unit, better: 'lower', samples },
    ...(must !== undefined && { must }),
  });
  return {
    figures: [
      figure('report of 50 units, the first', first.tookMs, 'ms', 1, mostMs),
      figure('report of 50 units, median', median(again.map(({ tookMs }) => tookMs)), 'ms', repeats, mostMs),
      figure('report of 50 units, slowest', Math.max(...again.map(({ tookMs }) => tookMs)), 'ms', repeats, mostMs),
      figure('longest delay of the asking thread', delay.max / 1e6, 'ms', repeats),
      figure('the same pages for a screen, median', median(shownMs), 'ms', shows),
      figure('its file', first.bytes / 1_000, 'kB', 1),
    ],
    remarks: [
      'A report of a seizure of 50 units: three tables of 50 rows, a plot of 3 × 2,068 points, a control chart of 30 checks, 30 hand-overs, 3 signatures; from its data to the file and its hash.',
      'The first one starts the thread and reads the fonts. What the agent’s own thread waits meanwhile is the longest delay of its event loop.',
      `Every file of the same report was the same to the byte: ${new Set(again.map(({ hash }) => hash)).size === 1 ? 'yes' : 'NO'}.`,
    ],
  };
}
