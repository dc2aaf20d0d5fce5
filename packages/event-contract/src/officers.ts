import type { KnownOfficer } from './approval.ts';
import { decisionDigest } from './canonical.ts';
import type { CustodyEvent } from './envelope.ts';
import type { UnreadableOfficerReason } from './events/officer.ts';
import { thumbprint } from './signature.ts';

/** The events that say whose word counts at a station. */
export const officerRecordTypes = [
  'officer.enrolled.v1',
  'officer.disabled.v1',
  'officer.key-added.v1',
  'officer.key-removed.v1',
  'officer.key-copied.v1',
] as const satisfies readonly CustodyEvent['type'][];

/** The officers in force after events of one station, in the order of its chain. */
export function officersAfter(events: readonly CustodyEvent[]): KnownOfficer[] {
  const officers = new Map<string, KnownOfficer>();
  const withoutKey = (subject: string, keyId: string): void => {
    const officer = officers.get(subject);
    if (!officer) return;
    const securityKeys = officer.securityKeys.filter(({ publicKey }) => thumbprint(publicKey) !== keyId);
    officers.set(subject, { ...officer, securityKeys });
  };
  for (const { type, subject, data } of events) {
    const officer = officers.get(subject);
    switch (type) {
      case 'officer.enrolled.v1': {
        const { roles, publicKey } = data;
        officers.set(subject, { officerId: subject.replace('officer/', ''), roles, publicKey, securityKeys: [] });
        break;
      }
      case 'officer.disabled.v1':
        officers.delete(subject);
        break;
      case 'officer.key-added.v1':
        if (officer) officers.set(subject, { ...officer, securityKeys: [...officer.securityKeys, data.key] });
        break;
      case 'officer.key-removed.v1':
      case 'officer.key-copied.v1':
        withoutKey(subject, data.keyId);
        break;
      default:
        break;
    }
  }
  return [...officers.values()];
}

/** What an officer signs who vouches for another: whose finger cannot be read, and why. */
export const vouchingDigest = (officerId: string, reason: UnreadableOfficerReason): string =>
  decisionDigest({ meaning: 'officer-without-finger', subject: `officer/${officerId}`, reason });

/** The officer of whose keys one has this id (RFC 7638). */
export const officerWithKey = (officers: readonly KnownOfficer[], keyId: string): KnownOfficer | undefined =>
  officers.find(({ publicKey, securityKeys }) =>
    [publicKey, ...securityKeys.map((key) => key.publicKey)].some((key) => thumbprint(key) === keyId),
  );
