import {
  type AsFound,
  type Bearer,
  type EventDraft,
  type Exhibit,
  exhibitSubject,
  mostParts,
  type PartKind,
  type Seal,
  type SignedLabDraft,
} from '@custody-edge/event-contract';
import { agentError } from '../../errors.ts';
import type { ParcelForm } from '../actions.ts';

/** Events of the custody of an exhibit, as they are to be recorded; who may do it was found out before. */

/**
 * A parcel is taken in.
 * @param known what is on record with its label
 * @throws `label-in-use`
 */
export function receipt(form: ParcelForm, known: Exhibit | undefined): SignedLabDraft {
  const { label, parcel, described, seals, place } = form;
  // What has left may come back under the label that it had.
  if (known && known.custody.state !== 'returned') throw agentError('label-in-use', { labels: [label] });
  return {
    type: 'exhibit.received.v1',
    subject: exhibitSubject(label),
    data: { case: form.case, label, parcel, described, seals, place, approvals: [] },
  };
}

export const handOver = (subject: string, from: string, to: string, place: string): SignedLabDraft => ({
  type: 'exhibit.handed-over.v1',
  subject,
  data: { from, to, place, approvals: [] },
});

export const giveBack = (subject: string, to: Bearer, roadCertificate: string | undefined): SignedLabDraft => ({
  type: 'exhibit.returned.v1',
  subject,
  data: { to, ...(roadCertificate !== undefined && { roadCertificate }), approvals: [] },
});

/** What benches recorded apart is settled. @throws `action-not-possible` where they did not */
export function forkSettlement({ subject, ends }: Exhibit, found: AsFound, why: string): SignedLabDraft {
  if (ends.length < 2) throw agentError('action-not-possible');
  return { type: 'exhibit.fork-settled.v1', subject, data: { ends: [...ends], found, why, approvals: [] } };
}

/** @throws `exhibit-open` where it lies open already */
export function opening({ subject, isOpen, label }: Exhibit, seals: readonly Seal[]): EventDraft {
  if (isOpen) throw agentError('exhibit-open', { label });
  return { type: 'exhibit.opened.v1', subject, data: { seals: [...seals] } };
}

export const resealing = (subject: string, seals: readonly Seal[]): EventDraft => ({
  type: 'exhibit.resealed.v1',
  subject,
  data: { seals: [...seals] },
});

/** A part as it is asked for. */
interface NewPart {
  readonly label: string;
  readonly kind: PartKind;
  readonly described: string;
}

/**
 * An exhibit is divided: the division, and the first event of each part.
 * @param isKnown whether something is on record with a label
 * @throws `label-in-use`
 */
export function division(parent: string, parts: readonly NewPart[], isKnown: (label: string) => boolean): EventDraft[] {
  const labels = parts.map(({ label }) => label);
  const taken = labels.filter((label, index) => isKnown(label) || labels.indexOf(label) !== index);
  if (taken.length > 0 || parts.length > mostParts) throw agentError('label-in-use', { labels: taken });
  const named = parts.map((part) => ({ exhibit: exhibitSubject(part.label), ...part }));
  return [
    { type: 'exhibit.divided.v1', subject: parent, data: { parts: named } },
    ...named.map(
      ({ exhibit, label, kind, described }): EventDraft => ({
        type: 'exhibit.taken-from.v1',
        subject: exhibit,
        data: { parent, label, kind, described },
      }),
    ),
  ];
}
