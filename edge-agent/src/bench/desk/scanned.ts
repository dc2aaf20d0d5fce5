import { type Exhibit, plainText, type WeightKind } from '@custody-edge/event-contract';
import { benchErrors } from '../errors.ts';
import { type Desk, type ExhibitDesk, home } from './desk.ts';
import { longestLabel } from './label-run.ts';

const labelSchema = plainText(longestLabel);

/**
 * What a label opens: the exhibit that it is on, whatever was open before; nothing is ever weighed for the one before. Where parcels are taken in
 * or parts are labelled, a label of none is that of what is in hand.
 * @param byLabel what is on record with a label
 * @param weighingOf what an exhibit is weighed for next
 */
export function scanned(
  desk: Desk,
  text: string,
  byLabel: (label: string) => Exhibit | undefined,
  weighingOf: (exhibit: string) => Pick<ExhibitDesk, 'weighing'>,
): Desk {
  const read = labelSchema.safeParse(text);
  if (!read.success) return { ...closed(desk), refused: benchErrors['label-unreadable'].officer };
  const label = read.data;
  const known = byLabel(label);
  if (desk.step === 'divide') return withLabel(desk, label, known !== undefined);
  if (known) return { step: 'exhibit', exhibit: known.subject, ...weighingOf(known.subject) };
  if (desk.step === 'case') return { step: 'case', case: desk.case, scanned: label };
  return { ...closed(desk), refused: benchErrors['exhibit-nowhere'].officer };
}

/** Input that is no label at all. */
export const notALabel = (desk: Desk): Desk => ({ ...closed(desk), refused: benchErrors['label-unreadable'].officer });

/** What an exhibit is most likely weighed for. */
export function usualWeight({ kind, isOpen }: Exhibit): WeightKind {
  if (kind === 'sample' || kind === 'duplicate-sample') return 'sample';
  if (kind === 'packaging' || kind === 'remainder') return kind;
  return isOpen ? 'net' : 'gross';
}

/** An exhibit is not in work any more once something else lies in front of the reader. */
const closed = ({ refused: _, ...desk }: Desk): Desk =>
  desk.step === 'exhibit' || desk.step === 'spectrum' ? home : desk;

function withLabel(desk: Extract<Desk, { step: 'divide' }>, label: string, isKnown: boolean): Desk {
  const { refused: _, ...calm } = desk;
  if (isKnown || desk.labels.includes(label)) return { ...calm, refused: benchErrors['label-in-use'].officer };
  return { ...calm, labels: [...desk.labels, label] };
}
