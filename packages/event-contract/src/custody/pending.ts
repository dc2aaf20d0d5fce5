import { z } from 'zod';
import type { CustodyEvent } from '../envelope.ts';
import { instant } from '../text.ts';

/** What an admission may leave to be done later. */
export const pendingParts = ['search', 'medical', 'reference', 'photograph'] as const;
export type PendingPart = (typeof pendingParts)[number];

export const admissionStandSchema = z.strictObject({
  /** The newest admission of the person. */
  event: z.string(),
  at: instant,
  /** What it left open and nothing completed since. */
  pending: z.array(z.enum(pendingParts)),
  /** Whether the medical officer wants the person kept apart from others: the screening counts, before it what was noted at the gate. */
  isolation: z.boolean(),
});
export type AdmissionStand = z.infer<typeof admissionStandSchema>;

type Admission = Extract<CustodyEvent, { type: 'prisoner.admitted.v1' | 'prisoner.admitted.v2' }>;
type Screening = Extract<CustodyEvent, { type: 'prisoner.medically-screened.v1' }>;

/** What became of a person's newest admission. @param line everything recorded about the person, in the order of its ids */
export function admissionStand(admission: Admission, line: readonly CustodyEvent[]): AdmissionStand {
  const about = line.filter((event) => 'admission' in event.data && event.data.admission === admission.id);
  const screenings = about.filter((event): event is Screening => event.type === 'prisoner.medically-screened.v1');
  const open: Readonly<Record<PendingPart, boolean>> = {
    search:
      admission.type === 'prisoner.admitted.v2' &&
      admission.data.search.state === 'pending' &&
      !about.some(({ type }) => type === 'prisoner.searched.v1'),
    medical:
      admission.type === 'prisoner.admitted.v2' && admission.data.medical === 'pending' && screenings.length === 0,
    reference:
      admission.type === 'prisoner.admitted.v2' &&
      admission.data.reference !== 'answered' &&
      !about.some(({ type }) => type === 'prisoner.reference-recorded.v1'),
    photograph: !line.some(({ type }) => type === 'prisoner.photographed.v1'),
  };
  const saidAtFirst = admission.type === 'prisoner.admitted.v2' && admission.data.isolation === true;
  return {
    event: admission.id,
    at: admission.time,
    pending: pendingParts.filter((part) => open[part]),
    isolation: screenings.length === 0 ? saidAtFirst : screenings.some(({ data }) => data.isolation),
  };
}
