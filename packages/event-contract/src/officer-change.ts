import { readApproval } from './approval.ts';
import { decisionDigest } from './canonical.ts';
import { type CustodyEvent, stationOf } from './envelope.ts';
import type { EventData, EventDraft } from './events/catalogue.ts';
import type { OfficerRole, WithoutWord } from './events/officer.ts';
import { type OfficerRecord, officerWithKey } from './officer-record.ts';

/** The events that change who signs at a station, and with what, and that hold a second officer's word. */
const officerChangeTypes = [
  'officer.enrolled.v2',
  'officer.disabled.v2',
  'officer.key-added.v2',
  'officer.fingers-enrolled.v2',
  'officer.fingers-removed.v2',
] as const satisfies readonly CustodyEvent['type'][];
export type OfficerChangeType = (typeof officerChangeTypes)[number];

/** Such a change before the second officer has answered for it. */
export type OfficerChange = {
  [Type in OfficerChangeType]: {
    readonly type: Type;
    readonly subject: string;
    readonly data: Omit<EventData<Type>, 'word'>;
  };
}[OfficerChangeType];

/** Who may answer for a change, and whose enrolment is the first that counts. */
const seniorOffices: readonly OfficerRole[] = ['deputy-superintendent', 'superintendent'];
/** Whose holders sign nothing that anybody's liberty rests on, and enrol nobody. */
const officesWithoutWord: readonly OfficerRole[] = ['visitor-desk', 'analyst'];
const officesByCode: readonly OfficerRole[] = ['superintendent', 'it'];

export const isSenior = (roles: readonly OfficerRole[]): boolean => roles.some((role) => seniorOffices.includes(role));

/** Number of the officer whom an event is about. */
export const officerIdOf = ({ subject }: { readonly subject: string }): string => subject.slice('officer/'.length);

/** What the second officer signs: everything that the change's event says but the word itself. */
export const officerChangeDigest = ({ type, subject, data }: OfficerChange): string =>
  decisionDigest({ meaning: 'officer-change', change: type, subject, ...data });

/** A change as every version of its event says it. */
interface Claimed {
  readonly kind: 'enrolled' | 'disabled' | 'key-added' | 'fingers-enrolled' | 'fingers-removed';
  readonly officerId: string;
  readonly by: string;
  /** Offices that the officer is given. */
  readonly roles: readonly OfficerRole[];
}

function claimedIn(event: EventDraft | OfficerChange): Claimed | undefined {
  const officerId = officerIdOf(event);
  switch (event.type) {
    case 'officer.enrolled.v1':
      return { kind: 'enrolled', officerId, by: event.data.enrolledBy, roles: event.data.roles };
    case 'officer.enrolled.v2':
      return { kind: 'enrolled', officerId, by: event.data.by, roles: event.data.roles };
    case 'officer.disabled.v1':
      return { kind: 'disabled', officerId, by: event.data.disabledBy, roles: [] };
    case 'officer.disabled.v2':
      return { kind: 'disabled', officerId, by: event.data.by, roles: [] };
    case 'officer.key-added.v1':
      return { kind: 'key-added', officerId, by: event.data.addedBy, roles: [] };
    case 'officer.key-added.v2':
      return { kind: 'key-added', officerId, by: event.data.by, roles: [] };
    case 'officer.fingers-enrolled.v1':
      return { kind: 'fingers-enrolled', officerId, by: event.data.enrolledBy, roles: [] };
    case 'officer.fingers-enrolled.v2':
      return { kind: 'fingers-enrolled', officerId, by: event.data.by, roles: [] };
    case 'officer.fingers-removed.v1':
      return { kind: 'fingers-removed', officerId, by: event.data.removedBy, roles: [] };
    case 'officer.fingers-removed.v2':
      return { kind: 'fingers-removed', officerId, by: event.data.by, roles: [] };
    default:
      return undefined;
  }
}

/**
 * Why a change needs no second officer's word; undefined where it needs one. The first senior officer besides whoever enrols is the
 * one whom one officer enrols alone: nobody is there yet who could answer. That is so once in a chain, whoever is disabled later.
 */
export function withoutWord(change: EventDraft | OfficerChange, record: OfficerRecord): WithoutWord | undefined {
  const claimed = claimedIn(change);
  if (!claimed) return undefined;
  const { kind, officerId, by, roles } = claimed;
  const before = record.inForce.get(officerId)?.roles ?? [];
  const [only, ...others] = roles;
  if (by === 'one-time-code')
    return only && others.length === 0 && officesByCode.includes(only) ? 'one-time-code' : undefined;
  if ([...before, ...roles].every((role) => officesWithoutWord.includes(role))) return 'signs-nothing';
  if ([...record.seniors].some((senior) => senior !== by)) return undefined;
  switch (kind) {
    case 'enrolled':
      return before.length === 0 && others.length === 0 && isSenior(roles) ? 'first-senior' : undefined;
    case 'disabled':
      return undefined;
    default:
      return officerId === by ? 'first-senior' : undefined;
  }
}

/** What an event that changes who signs rests on: a second officer's word, or what it may do without; undefined where it lacks it. */
export type Rests = { readonly approvalId: string } | { readonly without: WithoutWord };

/** @param record of the officers before the event */
export function restsOn(event: CustodyEvent, record: OfficerRecord): Rests | undefined {
  const without = withoutWord(event, record);
  if (without) return { without };
  if (!isOfficerChange(event) || !('approval' in event.data.word)) return undefined;
  const { word, ...data } = event.data;
  const officers = [...record.inForce.values()];
  const verdict = readApproval(word.approval, {
    // The data of an event without its word is that of its change; the compiler cannot pair the two unions.
    digest: officerChangeDigest({ type: event.type, subject: event.subject, data } as OfficerChange),
    station: stationOf(event.source),
    meaning: 'officer-change',
    nowMs: Date.parse(event.time),
    keyOf: (keyId) => officerWithKey(officers, keyId),
  });
  if (!verdict.ok) return undefined;
  const { approvalId, officerId, role } = verdict.value.approval;
  const counts = isSenior([role]) && officerId !== event.data.by && !record.words.has(approvalId);
  return counts ? { approvalId } : undefined;
}

const isOfficerChange = (event: CustodyEvent): event is Extract<CustodyEvent, { type: OfficerChangeType }> =>
  officerChangeTypes.some((type) => type === event.type);

/** Whether an event changes who signs at a station, or with what, and nobody else answered for it who had to. */
export const lacksWord = (event: CustodyEvent, record: OfficerRecord): boolean =>
  claimedIn(event) !== undefined && restsOn(event, record) === undefined;
