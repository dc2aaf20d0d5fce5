import { type Exhibit, isStanding } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { NextStep } from '../view.ts';

interface Next {
  readonly step: NextStep;
  readonly text: BilingualText;
}

/**
 * The one thing that is next for an exhibit, where no method says more.
 * @param officer who is signed in; undefined where nobody is
 * @param custodian how the page names whoever has it
 */
export function nextStepOf(exhibit: Exhibit, officer: string | undefined, custodian: string): Next {
  const { custody, gaps, isOpen, parts, findings } = exhibit;
  if (gaps.some(({ kind }) => kind === 'forked')) return next('call-supervisor', 'bench.next-supervisor');
  if (custody.state === 'nowhere') return next('receive', 'bench.next-receive');
  if (custody.state === 'returned') return next('nothing', 'bench.next-returned');
  if (custody.custodian !== officer) return { step: 'take-over', text: say('bench.next-take-over', { custodian }) };
  const counting = findings.filter(isStanding).map(({ event }) => event.type);
  const isWeighed = counting.some((type) => type === 'exhibit.weighed.v2' || type === 'exhibit.weight-written.v1');
  const isTested = counting.some((type) => type === 'exhibit.tested.v1');
  const wasOpened = parts.length > 0 || isTested;
  if (!isOpen) {
    if (wasOpened) return next('return', 'bench.next-return');
    return isWeighed ? next('open', 'bench.next-open') : next('weigh', 'bench.next-weigh-gross');
  }
  if (parts.length > 0) return next('reseal', 'bench.next-reseal');
  if (!findings.some(isOpenWeight)) return next('weigh', 'bench.next-weigh');
  return isTested ? next('reseal', 'bench.next-reseal') : next('test', 'bench.next-test');
}

/** A weight that takes an open exhibit. */
const isOpenWeight = (finding: Exhibit['findings'][number]): boolean =>
  isStanding(finding) &&
  (finding.event.type === 'exhibit.weighed.v2' || finding.event.type === 'exhibit.weight-written.v1') &&
  finding.event.data.what !== 'gross';

type Plain = Parameters<typeof say>[0] &
  (
    | 'bench.next-supervisor'
    | 'bench.next-receive'
    | 'bench.next-returned'
    | 'bench.next-return'
    | 'bench.next-open'
    | 'bench.next-weigh-gross'
    | 'bench.next-weigh'
    | 'bench.next-test'
    | 'bench.next-reseal'
  );
const next = (step: NextStep, key: Plain): Next => ({ step, text: say(key) });
