import type {
  Amendment,
  EventDraft,
  Exhibit,
  InstrumentEvidence,
  MethodStep,
  SignedLabDraft,
} from '@custody-edge/event-contract';
import type { StableWeighing } from '@custody-edge/firmware-bridge';
import { Decimal } from '@custody-edge/foundation';
import { agentError } from '../../errors.ts';
import type { TestForm } from '../actions.ts';
import type { Weighed } from '../desk/desk.ts';
import { divisionOf } from '../pan/digits.ts';
import type { SteadyRule } from '../pan/pan.ts';
import type { Arrival } from '../store/arrivals.ts';

/** Readings that one event holds: of a longer series its first, and the last ones. */
const mostSamples = 100;

const stepOf = ({ method }: { readonly method?: MethodStep | undefined }) => (method === undefined ? {} : { method });

/**
 * A weight that a balance showed, with everything that it rests on.
 * @param rawOf the bytes of a reading as they came, in base64url
 * @throws `value-impossible` where it is beyond the capacity
 */
export function weight(
  subject: string,
  { what, method }: Weighed,
  samples: readonly StableWeighing[],
  rawOf: (sample: StableWeighing) => string,
  rule: SteadyRule,
  balance: InstrumentEvidence,
  capacity: { readonly value: string; readonly unit: string } | undefined,
): EventDraft {
  const last = samples.at(-1);
  const [first] = samples;
  if (!first || !last) throw agentError('action-incomplete', { missing: ['weight'] });
  mustBePossible(last.value, last.ucum, capacity);
  const kept = samples.length > mostSamples ? [first, ...samples.slice(1 - mostSamples)] : samples;
  return {
    type: 'exhibit.weighed.v2',
    subject,
    data: {
      what,
      ...stepOf({ method }),
      value: last.value,
      unit: last.ucum,
      load: last.load === 'tare' ? 'unsaid' : last.load,
      samples: kept.map((sample) => ({
        raw: rawOf(sample),
        value: sample.value,
        afterMs: Math.max(0, Math.round(sample.monotonicMs - first.monotonicMs)),
      })),
      steady: {
        readings: rule.stableReadings,
        withinDivisions: rule.withinDivisions,
        division: divisionOf(last.value),
        durationMs: rule.durationMs,
      },
      balance,
    },
  };
}

/** A weight that somebody read and wrote. @throws `value-impossible` */
export function writtenWeight(
  subject: string,
  written: Weighed & {
    readonly value: string;
    readonly unit: string;
    readonly reason: string;
    readonly balance: string;
  },
): EventDraft {
  const { what, method, value, unit, reason, balance } = written;
  mustBePossible(value, unit, undefined);
  return {
    type: 'exhibit.weight-written.v1',
    subject,
    data: { what, ...stepOf({ method }), value, unit, reason, balance },
  };
}

/** @throws `finding-unknown` where a file that it rests on is not bound to the exhibit */
export function test(
  { subject, findings }: Exhibit,
  form: TestForm,
  instrument: InstrumentEvidence | undefined,
): EventDraft {
  const { method, technique, protocol, outcome, observed, reagent, files } = form;
  const bound = new Set(findings.flatMap(({ event }) => (event.type === 'exhibit.file-bound.v1' ? [event.id] : [])));
  const unknown = files.filter((file) => !bound.has(file));
  if (unknown.length > 0) throw agentError('finding-unknown', { unknown });
  return {
    type: 'exhibit.tested.v1',
    subject,
    data: {
      ...stepOf({ method }),
      ...{ technique, protocol, outcome, observed, files },
      ...(reagent && { reagent }),
      ...(instrument && { instrument }),
    },
  };
}

export function boundFile(
  subject: string,
  { name, mediaType, bytes, hash }: Arrival,
  method: MethodStep | undefined,
  instrument: InstrumentEvidence | undefined,
): EventDraft {
  return {
    type: 'exhibit.file-bound.v1',
    subject,
    data: { ...stepOf({ method }), name, mediaType, bytes, hash, ...(instrument && { instrument }) },
  };
}

/**
 * What takes the place of something that was found; that stays on record.
 * @throws `finding-unknown` where nothing of the exhibit is amended by it, `value-impossible`
 */
export function correction(
  { subject, findings }: Exhibit,
  supersedes: string,
  amendment: Amendment,
  why: string,
): SignedLabDraft {
  const found = findings.find(
    ({ event, amended }) => event.id === supersedes || amended.some(({ by }) => by === supersedes),
  );
  if (!found || !isOfKind(amendment, found.event.type)) throw agentError('finding-unknown', { supersedes });
  if (amendment.of === 'weight') mustBePossible(amendment.value, amendment.unit, undefined);
  return { type: 'exhibit.amended.v1', subject, data: { supersedes, amendment, why, approvals: [] } };
}

/** A weight takes the place of a weight and a test of a test; anything can be withdrawn. */
function isOfKind({ of }: Amendment, type: Exhibit['findings'][number]['event']['type']): boolean {
  if (of === 'withdrawn') return true;
  if (of === 'test') return type === 'exhibit.tested.v1';
  return type === 'exhibit.weighed.v1' || type === 'exhibit.weighed.v2' || type === 'exhibit.weight-written.v1';
}

function mustBePossible(
  text: string,
  unit: string,
  capacity: { readonly value: string; readonly unit: string } | undefined,
): void {
  const value = Decimal.parse(text);
  const most = capacity?.unit === unit ? Decimal.parse(capacity.value) : undefined;
  if (!value || value.unscaled <= 0n || (most && value.compare(most) > 0))
    throw agentError('value-impossible', { value: text, unit, ...(most && { capacity: most.toString() }) });
}
