import { isDeepStrictEqual } from 'node:util';
import {
  type CustodyEvent,
  commandBodySchema,
  committedPersonSchema,
  type Enrolment,
  gapsOfAdmission,
  gapsOfLateHoldReport,
  gapsOfRecordedDeparture,
  holdsGrant,
  type IsFollowed,
  type IsGranted,
  isDeparture,
  isEnded,
  isOrderReceived,
  isRelease,
  isSigned,
  type OrderReceived,
  type PersonalIdentity,
  personalIdentitySchema,
  type Sealed,
  signersOf,
  stationOf,
  unseal,
} from '@custody-edge/event-contract';
import type { z } from 'zod';
import type { PersonLine } from '../http/view.ts';
import type { CommandRow, CommandStore } from '../store/commands.ts';
import type { EventStore } from '../store/events.ts';
import type { KeyStore } from '../store/keys.ts';
import type { PeopleStore, PersonRow } from '../store/people.ts';
import { auditOf } from './audit.ts';
import { type Headcount, headcountOf, isAnswerOverdue, isLate, isOverDetained } from './headcount.ts';
import { createLineCache } from './line-cache.ts';
import { personOf } from './person.ts';

interface Entry {
  readonly row: PersonRow;
  /** In memory only, and only while the person's key is held. */
  readonly identity: PersonalIdentity | undefined;
}

function lineOf({ row, identity }: Entry, nowMs: number): Omit<PersonLine, 'holds'> {
  const { state, heads, absence, openOrders } = row.custody;
  return {
    subject: row.subject,
    site: row.site,
    ...(identity && { identity }),
    state,
    ended: isEnded(state),
    conflict: heads > 1,
    ...(absence && {
      absence: {
        journey: absence.journey,
        place: absence.place,
        dueBack: absence.dueBack,
        late: isLate(absence, nowMs),
      },
    }),
    openOrders,
    overDetained: isOverDetained(row.custody),
    answerOverdue: isAnswerOverdue(row.custody, nowMs),
  };
}

function openIdentity(row: PersonRow, keys: KeyStore): PersonalIdentity | undefined {
  const key = keys.find(row.identity.kid);
  if (!key) return undefined;
  const opened = <Said>(sealed: Sealed, field: string, schema: z.ZodType<Said>): Said | undefined => {
    const plain = unseal(key, row.subject, field, sealed);
    if (!plain.ok) return undefined;
    try {
      return schema.parse(JSON.parse(Buffer.from(plain.value).toString('utf8')));
    } catch {
      // Sealed by its station in a form that is not ours: shown like a person whose key is missing.
      return undefined;
    }
  };
  const identity = opened(row.identity, 'identity', personalIdentitySchema);
  const { corrected } = row.custody;
  return identity && { ...identity, ...(corrected && opened(corrected, 'correction', committedPersonSchema)) };
}

function wasSent({ data, source, subject }: OrderReceived, sent: CommandRow | undefined): boolean {
  if (sent?.purpose !== 'grant-release-order' || sent.stationId !== stationOf(source)) return false;
  const { order, calledBack } = data;
  const body = commandBodySchema.parse(JSON.parse(sent.body));
  return (
    body.purpose === 'grant-release-order' &&
    body.subject === subject &&
    body.calledBack === calledBack &&
    isDeepStrictEqual(body.order, order)
  );
}

const mayComplete = ({ type }: CustodyEvent): boolean =>
  type === 'prisoner.searched.v1' || type === 'prisoner.medically-screened.v1';

/** The people of all sites as the events tell, held in memory and beside the events on disk. */
export function createRegister(
  people: PeopleStore,
  events: EventStore,
  keys: KeyStore,
  commands: Pick<CommandStore, 'find'>,
  centre: Enrolment,
) {
  /** By the grant in the event; of one from before grants stood there, by what was sent. */
  const isGranted: IsGranted = (received) =>
    received.type === 'prisoner.release-order-received.v1'
      ? wasSent(received, commands.find(received.data.commandId))
      : holdsGrant(received, centre);
  const isFollowed: IsFollowed = ({ subject }) => keys.isForgotten(subject);
  const believed = { isGranted, isFollowed };
  const lines = createLineCache(events.lineOf);
  // The order of the map is the order of change, the latest last.
  const entries = new Map<string, Entry>();
  const show = (row: PersonRow): void => {
    entries.delete(row.subject);
    entries.set(row.subject, { row, identity: openIdentity(row, keys) });
  };
  for (const row of people.all()) show(row);
  const rows = (): PersonRow[] => [...entries.values()].map(({ row }) => row);

  return {
    /**
     * Folds the events of one person again, examines orders, admissions, releases, reports of late holds and new journeys among them, and keeps the result; call inside the transaction
     * of the events.
     * @param added the events of the person in this transaction
     * @returns also everything recorded of the person
     */
    refold(
      subject: string,
      added: readonly CustodyEvent[],
    ): { row: PersonRow | undefined; line: readonly CustodyEvent[] } {
      const line = lines.lineWith(subject, added);
      const isSignedHere = (event: CustodyEvent) => isSigned(event, events.officersAt(event));
      const row = personOf(subject, line, { isSigned: isSignedHere, isFollowed });
      if (row) people.put(row);
      for (const received of line.filter(isOrderReceived))
        events.audited(received.id, isGranted(received) ? [] : ['order-not-confirmed']);
      for (const release of line.filter(isRelease)) {
        const lacking = auditOf(release, line, centre, events.officersAt, events.isClockBehind(release.id), believed);
        if (lacking) events.audited(release.id, lacking);
      }
      for (const admission of line)
        if (admission.type === 'prisoner.admitted.v2' && (!events.isAudited(admission.id) || added.some(mayComplete)))
          events.audited(admission.id, gapsOfAdmission(admission, line, events.officersAt));
      for (const departure of line.filter(isDeparture).filter(({ id }) => !events.isAudited(id)))
        events.audited(
          departure.id,
          gapsOfRecordedDeparture(departure, signersOf(departure, events.officersAt(departure))),
        );
      for (const report of line.filter((event) => event.type === 'prisoner.late-hold-reported.v1'))
        events.audited(report.id, gapsOfLateHoldReport(report, line, signersOf(report, events.officersAt(report))));
      return { row, line };
    },
    /** The transaction of a refold failed. */
    rolledBack: lines.clear,
    /** Shows a row that is committed. */
    show,
    /** Looks again whether the name of a person can be read, after a key came or was destroyed. */
    keyChanged(subject: string): void {
      const entry = entries.get(subject);
      if (entry) entries.set(subject, { row: entry.row, identity: openIdentity(entry.row, keys) });
    },
    isEmpty: (): boolean => entries.size === 0,
    rows,
    row: (subject: string): PersonRow | undefined => entries.get(subject)?.row,
    identityOf: (subject: string): PersonalIdentity | undefined => entries.get(subject)?.identity,
    nameOf: (subject: string): string | undefined => entries.get(subject)?.identity?.name,
    /** Everybody, whoever changed last first. */
    people: (nowMs: number): Omit<PersonLine, 'holds'>[] =>
      [...entries.values()].reverse().map((entry) => lineOf(entry, nowMs)),
    headcount: (nowMs: number): Headcount => headcountOf(rows(), nowMs),
  };
}
export type Register = ReturnType<typeof createRegister>;
