import type { LabCase, ReportGap } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { reserveText } from '../shown/reserve-text.ts';

/** What the analyst reads of a step of a method that was begun; undefined where this bench has not the method. */
export type PromptOf = (begun: string, step: string) => BilingualText | undefined;

/** What a report still lacks, one sentence each; the same sentence of many exhibits stands once with all of their labels. */
export function gapWords(gaps: readonly ReportGap[], { exhibits }: LabCase, promptOf: PromptOf): BilingualText[] {
  const labels = new Map(exhibits.map(({ subject, label }) => [subject, label]));
  const byKind = Map.groupBy(gaps, (gap) => JSON.stringify(sentenceOf(gap, promptOf)));
  return [...byKind.values()].flatMap((same): BilingualText[] => {
    const [first] = same;
    if (!first) return [];
    const text = sentenceOf(first, promptOf);
    const named = [...new Set(same.flatMap((gap) => ('exhibit' in gap ? (labels.get(gap.exhibit) ?? []) : [])))];
    if (named.length === 0) return [text];
    return [say('report-gap.of', { text, labels: named.join(', ') })];
  });
}

function sentenceOf(gap: ReportGap, promptOf: PromptOf): BilingualText {
  switch (gap.kind) {
    case 'case':
      return say(`report-gap.case-${gap.gap.kind}`);
    case 'custody':
      return say(`bench.gap-${gap.gap.kind}`);
    case 'parcels-differ':
      return say('report-gap.parcels-differ', { listed: gap.listed, received: gap.received });
    case 'weight-missing':
      return say('report-gap.weight-missing', { what: say(`weight-kind.${gap.what}`) });
    case 'step-missing':
      return say('report-gap.step-missing', { step: promptOf(gap.event, gap.step) ?? gap.step });
    case 'instrument-reserve':
      return say('report-gap.instrument-reserve', { reserve: reserveText(gap.reserve) });
    case 'review-missing':
    case 'remarks-open':
      return say(`report-gap.${gap.kind}`, { review: say(`meaning.${gap.review}`) });
    default:
      return say(`report-gap.${gap.kind}`);
  }
}
