import { decisionDigest } from './canonical.ts';
import type { CustodyEvent } from './envelope.ts';
import type { UnreadableOfficerReason } from './events/officer.ts';
import { isSenior, officerIdOf, restsOn } from './officer-change.ts';
import type { OfficerOnRecord, OfficerRecord } from './officer-record.ts';
import { thumbprint } from './signature.ts';

/** The events that say whose word counts at a station. */
export const officerRecordTypes = [
  'officer.enrolled.v1',
  'officer.enrolled.v2',
  'officer.disabled.v1',
  'officer.disabled.v2',
  'officer.key-added.v1',
  'officer.key-added.v2',
  'officer.key-removed.v1',
  'officer.key-copied.v1',
  'officer.fingers-enrolled.v1',
  'officer.fingers-enrolled.v2',
  'officer.fingers-removed.v1',
  'officer.fingers-removed.v2',
] as const satisfies readonly CustodyEvent['type'][];

/** The officers of a station after events of its chain, in their order. */
export const officerRecordAfter = (events: readonly CustodyEvent[]): OfficerRecord =>
  events.reduce(withEvent, { inForce: new Map(), seniors: new Set(), words: new Set() });

/** Those in force of them. */
export const officersAfter = (events: readonly CustodyEvent[]): OfficerOnRecord[] => [
  ...officerRecordAfter(events).inForce.values(),
];

/**
 * Whoever is enrolled, and whatever key they are given, counts with what it rests on alone. What makes an officer weaker is believed:
 * the end of an officer or of a key, and fingers that are asked for. That they are asked for no more is not.
 */
function withEvent(record: OfficerRecord, event: CustodyEvent): OfficerRecord {
  const officerId = officerIdOf(event);
  const officer = record.inForce.get(officerId);
  const rests = restsOn(event, record);
  const words = rests && 'approvalId' in rests ? new Set([...record.words, rests.approvalId]) : record.words;
  const changed = (now: OfficerOnRecord | undefined): OfficerRecord => {
    const inForce = new Map(record.inForce);
    if (now) inForce.set(officerId, now);
    else inForce.delete(officerId);
    return { ...record, words, inForce };
  };
  switch (event.type) {
    case 'officer.enrolled.v1':
    case 'officer.enrolled.v2': {
      if (!rests) return record;
      const { roles, publicKey } = event.data;
      const without = 'without' in rests ? { without: rests.without } : {};
      const seniors = isSenior(roles) ? new Set([...record.seniors, officerId]) : record.seniors;
      return { ...changed({ officerId, roles, publicKey, securityKeys: [], fingers: [], ...without }), seniors };
    }
    case 'officer.disabled.v1':
    case 'officer.disabled.v2':
      return changed(undefined);
    case 'officer.key-added.v1':
    case 'officer.key-added.v2':
      if (!officer || !rests) return record;
      return changed({ ...officer, securityKeys: [...officer.securityKeys, event.data.key] });
    case 'officer.key-removed.v1':
    case 'officer.key-copied.v1': {
      if (!officer) return record;
      const { keyId } = event.data;
      const securityKeys = officer.securityKeys.filter(({ publicKey }) => thumbprint(publicKey) !== keyId);
      return changed({ ...officer, securityKeys });
    }
    case 'officer.fingers-enrolled.v1':
    case 'officer.fingers-enrolled.v2':
      return officer ? changed({ ...officer, fingers: event.data.fingers }) : record;
    case 'officer.fingers-removed.v1':
    case 'officer.fingers-removed.v2':
      return officer && rests ? changed({ ...officer, fingers: [] }) : record;
    default:
      return record;
  }
}

/** What an officer signs who vouches for another: whose finger cannot be read, and why. */
export const vouchingDigest = (officerId: string, reason: UnreadableOfficerReason): string =>
  decisionDigest({ meaning: 'officer-without-finger', subject: `officer/${officerId}`, reason });
