/** Writes packages/fingerprint/ACCURACY.md: error rates on captured prints, where they are at hand, and on synthetic ones. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  accuracy,
  compareTemplates,
  decodeImageFile,
  decodeTemplate,
  encodeTemplate,
  extractTemplate,
  fuseFingers,
  type GreyImage,
  type PreparedTemplate,
  parseImageName,
  prepareTemplate,
  scoreOfFmr,
  shareInterval,
  syntheticFinger,
  syntheticImpression,
  type Template,
} from '@custody-edge/fingerprint';
import { median } from './figures.ts';

const { values: flags } = parseArgs({
  options: { data: { type: 'string', default: fileURLToPath(new URL('../../../shared/data', import.meta.url)) } },
});
const target = fileURLToPath(new URL('../../packages/fingerprint/ACCURACY.md', import.meta.url));

interface Print {
  readonly finger: string;
  readonly impression: string;
  /** Undefined when no template could be taken. */
  readonly template: Template | undefined;
}

const extractMs: number[] = [];

function take(image: GreyImage): Template | undefined {
  const startedMs = performance.now();
  const extracted = extractTemplate(image);
  extractMs.push(performance.now() - startedMs);
  // As it is after it was stored.
  return extracted.ok ? decodeTemplate(encodeTemplate(extracted.value)) : undefined;
}

function readSet(name: string, dpi?: number): Print[] | undefined {
  const folder = join(flags.data, 'fingerprints', name);
  if (!existsSync(folder)) return undefined;
  console.error(`${name} …`);
  return readdirSync(folder).flatMap((file): Print[] => {
    const parsed = parseImageName(file);
    if (!parsed) return [];
    return [{ ...parsed, template: take(decodeImageFile(readFileSync(join(folder, file)), dpi)) }];
  });
}

interface Scored {
  readonly genuine: number[];
  readonly impostor: number[];
}

const prepared = (template: Template | undefined): PreparedTemplate | undefined =>
  template && prepareTemplate(template);

const scoreOfPair = (a: PreparedTemplate | undefined, b: PreparedTemplate | undefined): number =>
  a && b ? compareTemplates(a, b).score : 0;

/** Every pair of prints once. */
function score(prints: readonly Print[]): Scored {
  const ready = prints.map(({ finger, template }) => ({ finger, template: prepared(template) }));
  const scored: Scored = { genuine: [], impostor: [] };
  for (const [index, a] of ready.entries()) {
    for (const b of ready.slice(index + 1)) {
      (a.finger === b.finger ? scored.genuine : scored.impostor).push(scoreOfPair(a.template, b.template));
    }
  }
  return scored;
}

/**
 * Two fingers of one person against the same two of another: for every two finger positions, impressions i and j of both fingers
 * (i before j for one person, any for two), scores joined by `fuseFingers`.
 */
function scoreTwoFingers(prints: readonly Print[]): Scored {
  const people = new Map<string, Map<string, Map<string, PreparedTemplate | undefined>>>();
  for (const { finger, impression, template } of prints) {
    const person = people.get(finger.slice(0, -1)) ?? new Map<string, Map<string, PreparedTemplate | undefined>>();
    const position = person.get(finger.slice(-1)) ?? new Map<string, PreparedTemplate | undefined>();
    position.set(impression, prepared(template));
    person.set(finger.slice(-1), position);
    people.set(finger.slice(0, -1), person);
  }
  const scored: Scored = { genuine: [], impostor: [] };
  for (const [nameA, a] of people) {
    for (const [nameB, b] of people) {
      if (nameA > nameB) continue;
      const byPosition = [...a].map(([position, impressions]) =>
        scoresBetween(impressions, b.get(position) ?? new Map(), nameA === nameB),
      );
      for (const [index, first] of byPosition.entries()) {
        for (const second of byPosition.slice(index + 1)) {
          for (const [pair, value] of first) {
            const other = second.get(pair);
            if (other === undefined) continue;
            (nameA === nameB ? scored.genuine : scored.impostor).push(fuseFingers([value, other]));
          }
        }
      }
    }
  }
  return scored;
}

function scoresBetween(
  probes: ReadonlyMap<string, PreparedTemplate | undefined>,
  candidates: ReadonlyMap<string, PreparedTemplate | undefined>,
  areOnePerson: boolean,
): Map<string, number> {
  const scores = new Map<string, number>();
  for (const [i, probe] of probes) {
    for (const [j, candidate] of candidates) {
      if (!areOnePerson || i < j) scores.set(`${i}/${j}`, scoreOfPair(probe, candidate));
    }
  }
  return scores;
}

const percent = (share: number, digits = 2): string => (100 * share).toFixed(digits);
const thousands = (count: number): string => count.toLocaleString('en');

function withInterval(share: number, tries: number): string {
  const { low, high } = shareInterval(Math.round(share * tries), tries);
  return `${percent(share)} (${percent(low)}–${percent(high)})`;
}

function row(name: string, prints: number, scored: Scored): string {
  const { genuine, impostor, eer, fnmrAtFmr, zeroFmr } = accuracy(scored.genuine, scored.impostor);
  const rates = [fnmrAtFmr['0.01'], fnmrAtFmr['0.001'], fnmrAtFmr['0.0001'], zeroFmr];
  const pairs = `${thousands(genuine)} / ${thousands(impostor)}`;
  return `| ${name} | ${prints} | ${pairs} | ${percent(eer)} | ${rates.map((share) => withInterval(share, genuine)).join(' | ')} |`;
}

const head = [
  '| prints | images | genuine / impostor | EER | FNMR at FMR 1 % | 0.1 % | 0.01 % | no false match |',
  '| --- | --- | --- | --- | --- | --- | --- | --- |',
];

function targetRow(name: string, value: number, must: number, aim: number): string {
  const answer = (limit: number): string => (value <= limit ? 'yes' : '**no**');
  return `| ${name} | ${percent(value)} | ≤ ${percent(must, 1)}: ${answer(must)} | ≤ ${percent(aim, 1)}: ${answer(aim)} |`;
}

const withoutFlow = (prints: readonly Print[]): Print[] =>
  prints.map(({ template, ...print }) => {
    if (!template) return { ...print, template };
    const { flow: _left, ...minutiaeAlone } = template;
    return { ...print, template: minutiaeAlone };
  });

const sets = [
  { folder: 'fvc2002-db1b', title: 'FVC2002 DB1_B (optical)' },
  { folder: 'fvc2002-db3b', title: 'FVC2002 DB3_B (capacitive)' },
  { folder: 'fvc2004-db2b', title: 'FVC2004 DB2_B (optical, distorted)', dpi: 512 },
  { folder: 'fvc2004-db4b', title: 'FVC2004 DB4_B (synthetic, by SFinGe)' },
];

function synthetic(): Print[] {
  return Array.from({ length: 30 }, (_, index) => syntheticFinger(7000 + index)).flatMap((finger) =>
    [1, 2, 3, 4].map((seed) => ({
      finger: `${finger.seed}`,
      impression: `${seed}`,
      template: take(syntheticImpression(finger, { seed, widthPx: 256, heightPx: 288, dpi: 500 })),
    })),
  );
}

const rows: string[] = [];
const plainRows: string[] = [];
const targets: string[] = [];
const eers: number[] = [];
let failures = 0;
let images = 0;
const strangers: number[] = [];

for (const { folder, title, dpi } of sets) {
  const prints = readSet(folder, dpi);
  if (!prints) {
    rows.push(`| ${title} | not at hand | | | | | | |`);
    continue;
  }
  images += prints.length;
  failures += prints.filter(({ template }) => !template).length;
  const scored = score(prints);
  strangers.push(...scored.impostor);
  eers.push(accuracy(scored.genuine, scored.impostor).eer);
  rows.push(row(title, prints.length, scored));
  plainRows.push(row(title, prints.length, score(withoutFlow(prints))));
}
if (eers.length === sets.length) {
  const mean = eers.reduce((sum, eer) => sum + eer, 0) / eers.length;
  targets.push(targetRow('mean EER of the four FVC sets', mean, 0.06, 0.035));
}

const fcj = readSet('fcj2020-a');
if (fcj) {
  images += fcj.length;
  failures += fcj.filter(({ template }) => !template).length;
  const isTuning = ({ finger }: Print): boolean => Math.floor(Number(finger) / 10) % 2 === 0;
  const tuning = fcj.filter(isTuning);
  const heldOut = fcj.filter((print) => !isTuning(print));
  console.error('comparing …');
  const held = score(heldOut);
  const whole = score(fcj);
  const two = scoreTwoFingers(fcj);
  strangers.push(...held.impostor);
  rows.push(row('FCJ2020-A, people with an even number (tuned on)', tuning.length, score(tuning)));
  rows.push(row('FCJ2020-A, people with an odd number (held out)', heldOut.length, held));
  rows.push(row('FCJ2020-A, whole', fcj.length, whole));
  rows.push(row('FCJ2020-A, two fingers', fcj.length, two));
  plainRows.push(row('FCJ2020-A, odd', heldOut.length, score(withoutFlow(heldOut))));
  const rate = ({ genuine, impostor }: Scored) => accuracy(genuine, impostor).fnmrAtFmr;
  targets.push(
    targetRow('FCJ2020-A held-out half, FNMR at FMR 0.1 %', rate(held)['0.001'], 0.03, 0.015),
    targetRow('FCJ2020-A whole, FNMR at FMR 0.01 %', rate(whole)['0.0001'], 0.04, 0.02),
    targetRow('two fingers on FCJ2020-A, FNMR at FMR 0.01 %', rate(two)['0.0001'], 0.005, 0),
  );
} else rows.push('| FCJ2020-A | not at hand | | | | | | |');
if (images > 0) targets.push(targetRow('failures to extract', failures / images, 0.005, 0));

const madeUp = synthetic();
const madeUpScores = score(madeUp);

const promised = [1e-1, 1e-2, 1e-3, 1e-4].map((fmr) => {
  const seen = (scores: readonly number[]): string => {
    const { share, low, high } = shareInterval(scores.filter((one) => one >= scoreOfFmr(fmr)).length, scores.length);
    return `${share.toExponential(1)} (${low.toExponential(1)}–${high.toExponential(1)})`;
  };
  return `| ${scoreOfFmr(fmr).toFixed(0)} | ${fmr} | ${seen(strangers)} | ${seen(madeUpScores.impostor)} |`;
});

const text = `# Accuracy

Written by \`npm run bench:fingerprint\`; do not edit. Error rates in percent, with 95 % intervals in brackets (Wilson; rule of three where
no error was seen) that take pairs for independent: pairs share fingers, and ten fingers a set leave an EER uncertain by about three
points, so the true intervals are wider. Impostors are all pairs of different fingers, every template is stored and read back first,
and an image without a template counts as a non-match. ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}.

## Targets

| measure | value | must | aim |
| --- | --- | --- | --- |
${targets.join('\n')}

${failures} of ${images} captured images gave no template.

## Captured prints

${head.join('\n')}
${rows.join('\n')}

Two fingers: every two finger positions of one person against the same two of the same or of another person, impressions i and j of
both, scores joined by \`fuseFingers\`.

## Templates of other makers

The same without the ridge flow grid, which records of minutiae alone do not have:

${head.join('\n')}
${plainRows.join('\n')}

## What a score promises

Score = −10 · log10(FMR), fitted on the tuning half. Share of strangers that reach it on other captured prints (the four FVC sets and the
held-out half, ${thousands(strangers.length)} pairs) and on synthetic ones (${thousands(madeUpScores.impostor.length)} pairs):

| score | promised FMR | captured | synthetic |
| --- | --- | --- | --- |
${promised.join('\n')}

## Synthetic prints

Thirty fingers of the package's own generator, four impressions each, 256 × 288: to test with, never to calibrate.

${head.join('\n')}
${row('synthetic', madeUp.length, madeUpScores)}

Extraction took ${median(extractMs).toFixed(0)} ms an image in this run (median of ${extractMs.length}).
`;
writeFileSync(target, text);
console.log(`${target} written`);
