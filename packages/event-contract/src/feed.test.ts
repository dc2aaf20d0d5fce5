import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FeedItem,
  type FeedRecord,
  readFeedRecord,
  readFeedStatement,
  signFeedRecord,
  signFeedStatement,
} from './feed.ts';
import { createSigner, publicJwk } from './signature.ts';

const newSigner = () => createSigner(generateKeyPairSync('ed25519').privateKey);
const authority = newSigner();
const court = newSigner();
const order = { orderId: 'RO-1', court: 'Sessions Court', caseNumber: '1/26' };
const release: FeedItem = { kind: 'release-order', about: { site: 'jail-a', prisonerNumber: '40417' }, order };
const lift: FeedItem = { kind: 'lift-hold', about: { subject: 'person/p1' }, holdId: 'H-1', authority: 'High Court' };

const recordOf = (signer = court, may: FeedRecord['may'] = ['release-order']): string =>
  signFeedRecord(
    { feed: 'sessions-court', signing: publicJwk(signer.privateKey), may, issuedAt: '2026-03-01T08:00:00.000Z' },
    authority,
  ).text;
function feedOf(text: string) {
  const read = readFeedRecord(text, publicJwk(authority.privateKey));
  if (!read.ok) throw read.error;
  return read.value;
}
const say = (items: FeedItem[], signer = court): string =>
  signFeedStatement(
    { statementId: '0195533f-7c00-7000-8000-000000000001', issuedAt: '2026-03-02T08:00:00.000Z', items },
    signer,
  ).text;
const feeds = [feedOf(recordOf())];

describe('what a court says in a file', () => {
  it('counts when an enrolled source signed it and may speak of it', () => {
    expect(readFeedStatement(say([release]), feeds)).toMatchObject({
      ok: true,
      value: { feed: 'sessions-court', statement: { items: [release] } },
    });
  });

  it.each([
    ['of a source that nobody enrolled', () => readFeedStatement(say([release], newSigner()), feeds), 'signer-unknown'],
    [
      'of a kind that the source may not speak of',
      () => readFeedStatement(say([release, lift]), feeds),
      'feed-not-allowed',
    ],
    [
      'of a source that the authority of another project enrolled',
      () => readFeedRecord(recordOf(), publicJwk(newSigner().privateKey)),
      'signer-unknown',
    ],
    ['that is a record', () => readFeedStatement(recordOf(), feeds), 'message-malformed'],
  ])('is refused: one %s', (_, read, code) => {
    expect(read()).toMatchObject({ ok: false, error: { code } });
  });

  it('is refused once a single character of it is another', () => {
    const text = say([release]);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('A', '9', '-', '"', ' '), (at, character) => {
        fc.pre(text[at] !== character);
        const changed = text.slice(0, at) + character + text.slice(at + 1);
        expect(readFeedStatement(changed, feeds).ok).toBe(false);
      }),
      { seed: 1711, numRuns: 400 },
    );
  });
});
