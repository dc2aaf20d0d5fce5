import type { Enrolment } from '@custody-edge/event-contract';
import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import { centreError } from '../errors.ts';
import type { EventStore } from '../store/events.ts';
import type { NewsRow, NewsStore } from '../store/news.ts';
import type { Dispatch } from './dispatch.ts';
import type { Telling } from './telling.ts';

export interface NewsOptions {
  readonly news: NewsStore;
  readonly events: EventStore;
  readonly telling: Telling;
  readonly dispatch: Dispatch;
  readonly log: Logger;
  onChange(): void;
}

/**
 * Tells gates what others recorded of a person who was sent to them, received elsewhere, taken back or erased: the signed events
 * themselves, again and again until the gate has recorded that it holds them.
 */
export function createNews({ news, events, telling, dispatch, log, onChange }: NewsOptions) {
  /** The key goes to a gate that expects the person, with no other news. */
  const isExpected = ({ eventId }: NewsRow): boolean =>
    events.applied(eventId)?.type === 'prisoner.transfer-dispatched.v1';

  /** Refusals: destination-unknown, record-missing, line-too-large, key-missing. */
  async function tell(row: NewsRow): Promise<Result<void, CustodyError>> {
    const gate = dispatch.gateOf(row);
    if (!gate) return fail(centreError('destination-unknown', { site: row.site }));
    const { subject, eventId: event } = row;
    const parts = telling.partsFor(subject, gate);
    if (!parts.ok) return parts;
    if (!dispatch.isOnline(gate)) return ok(undefined);
    const grant = isExpected(row) ? await telling.keyFor(subject, gate) : ok({});
    if (!grant.ok) return grant;
    telling.send(gate, parts.value, { subject, event, ...grant.value });
    return ok(undefined);
  }

  async function tellAll(rows: ReturnType<NewsStore['untold']>): Promise<void> {
    for (const row of rows) {
      const told = await tell(row);
      const trouble = told.ok ? undefined : told.error.code;
      if (trouble === (row.trouble ?? undefined)) continue;
      if (!told.ok) log.error({ code: trouble, details: told.error.details }, 'a gate could not be told');
      news.trouble(row, trouble);
      onChange();
    }
  }

  const tellSafely = (rows: ReturnType<NewsStore['untold']>): void => {
    tellAll(rows).catch((error: unknown) => log.error({ err: error }, 'gates not told; it is tried again'));
  };
  dispatch.repeat(() => tellSafely(news.untold()));

  return {
    /** After something was recorded of these people. */
    tellOf: (people: readonly { readonly subject: string }[]): void =>
      tellSafely(people.flatMap(({ subject }) => news.untoldOf(subject))),
    /** To a gate that has come online, what it may have missed. */
    tellTo: ({ record }: Enrolment): void =>
      tellSafely(news.untold().filter((row) => dispatch.gateOf(row)?.record.stationId === record.stationId)),
  };
}
