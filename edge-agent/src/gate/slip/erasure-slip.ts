import { type CustodyEvent, claimedApprover } from '@custody-edge/event-contract';
import { say, wallDateTime } from '@custody-edge/ui-kit';
import type { Slip } from '@custody-edge/ui-kit/slip';
import type { GatePolicy } from '../../config.ts';
import { paperName } from '../report/erasure.ts';
import type { SlipEvent } from './slip-event.ts';
import { placeLines, type SlipFacts, slipMarks } from './slip-facts.ts';

type ErasureEvent = Extract<SlipEvent, { type: 'prisoner.forgotten.v2' }>;

/**
 * The receipt of an erasure. The name is gone with everything else: the paper tells whom it was about.
 * @param history everything recorded about the person
 */
export function erasureSlip(
  erasure: ErasureEvent,
  facts: Omit<SlipFacts, 'identity'>,
  history: readonly CustodyEvent[],
  policy: Pick<GatePolicy, 'erasure'>,
): Slip {
  const { paper, release, approvals } = erasure.data;
  const released = history.find(({ id }) => id === release);
  return {
    title: say('slip.erasure'),
    marks: slipMarks(facts),
    lines: [
      { label: say('report.erasure-kind'), value: paperName(paper.kind, policy).ur },
      { label: say('report.erasure-number'), value: paper.number },
      { label: say('report.erasure-authority'), value: paper.authority },
      { label: say('report.erasure-date'), value: paper.date },
      { label: say('slip.erasure-record'), value: erasure.subject },
      ...(released ? [{ label: say('slip.time'), value: wallDateTime(released.time) }] : []),
      ...placeLines(erasure, 'slip.time-erased'),
      {
        label: say('slip.erasure-officers'),
        value: approvals.flatMap((text) => claimedApprover(text)?.officerId ?? []).join(', '),
      },
    ],
    signatures: [say('gate.tile-erasure'), say('slip.sign-senior'), say('slip.sign-person')],
    code: facts.code,
    note: say('slip.erasure-note'),
  };
}
