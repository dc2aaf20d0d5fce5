import { z } from 'zod';
import type { CustodyEvent } from '../envelope.ts';
import { detentionAlarms } from '../events/detention.ts';
import { warrantSchema } from '../events/prisoner.ts';
import { plainText } from '../text.ts';
import { recordedBy } from './beside.ts';

export const detentionSchema = z.strictObject({
  kind: warrantSchema.shape.kind,
  /** The paper on which the person is held: the warrant, or the newest order that extends it. */
  paper: plainText(60),
  /** The last day for which it says so. */
  until: warrantSchema.shape.detainUntil,
  /** Whether the person went before a court since the admission. */
  produced: z.boolean(),
  /** What is on record as late of this admission, and of this day. */
  raised: z.array(z.enum(detentionAlarms)),
});
export type Detention = z.infer<typeof detentionSchema>;

type Admission = Extract<CustodyEvent, { type: 'prisoner.admitted.v1' | 'prisoner.admitted.v2' }>;

/**
 * On what a person is held, and until when.
 * @param path the history since the admission, the newest event first
 * @param line everything recorded about the person
 */
export function detentionOf(
  admission: Admission,
  path: readonly CustodyEvent[],
  line: readonly CustodyEvent[],
): Detention {
  const { kind, number, detainUntil } = admission.data.warrant;
  const extension = newestExtension(path, line);
  const until = extension?.data.until ?? detainUntil;
  const alarms = line.flatMap((event) => (event.type === 'prisoner.detention-alarm.v1' ? [event.data] : []));
  const isRaised = (alarm: (typeof detentionAlarms)[number]): boolean =>
    alarms.some(
      (one) =>
        one.alarm === alarm && one.admission === admission.id && (alarm === 'never-produced' || one.until === until),
    );
  return {
    kind,
    paper: extension?.data.paper ?? number,
    ...(until !== undefined && { until }),
    produced: path.some(wentToCourt),
    raised: detentionAlarms.filter(isRaised),
  };
}

/** The order that extends the detention and stands nearest to the end of the history, also beside a movement that had not heard of it. */
function newestExtension(path: readonly CustodyEvent[], line: readonly CustodyEvent[]) {
  const extensions = line.filter((event) => event.type === 'prisoner.detention-extended.v1');
  for (const event of path) {
    const found = recordedBy(event, extensions);
    if (found) return found;
  }
  return undefined;
}

/** Whether an event says that the person left for a court, or was before one. */
export const wentToCourt = ({ type, data }: CustodyEvent): boolean =>
  type === 'prisoner.out-to-court.v1' ||
  type === 'prisoner.released-at-court.v1' ||
  ('moved' in data && data.moved.way === 'out' && data.moved.journey === 'court');
