import type { CustodyEvent } from '@custody-edge/event-contract';
import { messages, say } from '@custody-edge/ui-kit';
import type { Slip, SlipLine } from '@custody-edge/ui-kit/slip';
import { wardName } from '../people/ward.ts';
import { type CountStood, factsOf, grouped, type Proof, type Sources, titleOf } from './paper.ts';

/** People on one slip: some 40 cm of paper, which a hand still holds and a printer soon has printed again where it broke off. */
export const peopleOnSlip = 20;

/** The same list for paper of 58 or 80 mm, so many people a slip; each slip stands by itself, with its number and the code. */
export function listOnSlips(stood: CountStood, listed: CustodyEvent, proof: Proof, sources: Sources): Slip[] {
  const people = grouped(stood.short, sources).flatMap(({ ward, rows }) =>
    rows.map((row) => linesOf(row, wardName(ward, sources.policy))),
  );
  const pages = Math.max(1, Math.ceil(people.length / peopleOnSlip));
  return Array.from({ length: pages }, (_, index) => ({
    title: titleOf(stood),
    marks: [say('count.list-page', { page: index + 1, pages }), ...factsOf(stood, listed, proof)],
    lines: people.slice(index * peopleOnSlip, (index + 1) * peopleOnSlip).flat(),
    signatures: [],
    code: proof.code,
    note: messages['count.list-note'],
  }));
}

function linesOf(
  [number = '', name = '', parentage = '', explained = '']: readonly string[],
  ward: ReturnType<typeof wardName>,
): SlipLine[] {
  const label = { en: `${number} · ${ward.en}`, ur: `${number} · ${ward.ur}` };
  const who = [name, parentage].filter((part) => part !== '').join(' / ');
  return [
    { label, value: who === '' ? say('count.number-only') : who },
    ...(explained === '' ? [] : [{ label: say('count.list-explained'), value: explained }]),
  ];
}
