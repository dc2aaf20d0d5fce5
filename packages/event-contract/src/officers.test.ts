import { expect, it } from 'vitest';
import type { CustodyEvent } from './envelope.ts';
import { officersAfter, officerWithKey } from './officers.ts';
import { publicJwk, thumbprint } from './signature.ts';
import { eventOf, newSigner } from './test-kit.ts';

const [pin, later, key] = [newSigner(), newSigner(), newSigner()].map(({ privateKey }) => publicJwk(privateKey));
const about = (officerId: string, type: string, data: object): CustodyEvent =>
  eventOf({ type, subject: `officer/${officerId}`, data } as Parameters<typeof eventOf>[0]);
const enrolled = (officerId: string, publicKey = pin) =>
  about(officerId, 'officer.enrolled.v1', { name: 'Salma', roles: ['supervisor'], publicKey, enrolledBy: '1001' });
const added = about('3001', 'officer.key-added.v1', {
  key: { publicKey: key, credentialId: 'AAAA', rpId: 'localhost', origins: ['http://localhost:8080'] },
  addedBy: '1001',
});
const removed = about('3001', 'officer.key-removed.v1', { keyId: key && thumbprint(key), removedBy: '1001' });
const copied = about('3001', 'officer.key-copied.v1', { keyId: key && thumbprint(key), counted: 1, expectedAbove: 7 });
const disabled = about('3001', 'officer.disabled.v1', { disabledBy: '1001' });
const knows = (events: CustodyEvent[], of = pin) =>
  of && officerWithKey(officersAfter(events), thumbprint(of))?.officerId;

it('an officer’s word counts from the enrolment until they are disabled, or enrolled with another key', () => {
  expect(knows([])).toBeUndefined();
  expect(knows([enrolled('3001')])).toBe('3001');
  expect(knows([enrolled('3001'), disabled])).toBeUndefined();
  expect(knows([enrolled('3001'), disabled, enrolled('3001', later)])).toBeUndefined();
  expect(knows([enrolled('3001'), enrolled('3001', later)], later)).toBe('3001');
});

it('a security key counts once it was added, until it is removed, copied, or its officer enrolled anew', () => {
  expect(knows([enrolled('3001')], key)).toBeUndefined();
  expect(knows([enrolled('3001'), added], key)).toBe('3001');
  for (const end of [removed, copied, disabled, enrolled('3001', later)])
    expect(knows([enrolled('3001'), added, end], key)).toBeUndefined();
  expect(knows([added], key)).toBeUndefined();
});
