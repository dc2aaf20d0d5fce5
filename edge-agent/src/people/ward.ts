import { type EventDraft, isKept, noWard } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { GatePolicy } from '../config.ts';
import type { Person } from './people.ts';

type Wards = Pick<GatePolicy, 'wards'>;

/** A ward as the house calls it; one that it no longer names, by its id. */
export function wardName(ward: string, { wards }: Wards): BilingualText {
  if (ward === noWard) return say('ward.none');
  const named = wards.find(({ id }) => id === ward);
  return named ? { en: named.en, ur: named.ur } : { en: ward, ur: ward };
}

/** Where the house keeps a person from now on; undefined where it has no such ward, or the person is not its to keep. */
export function wardDraft({ subject, custody }: Person, ward: string, { wards }: Wards): EventDraft | undefined {
  if (!isKept(custody.state) || !wards.some(({ id }) => id === ward)) return undefined;
  return { type: 'prisoner.ward-assigned.v1', subject, data: { ward } };
}
