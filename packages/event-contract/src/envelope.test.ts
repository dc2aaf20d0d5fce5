import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { envelopeSchema, typedEvent } from './envelope.ts';
import { eventCatalogue, isEventType } from './events/catalogue.ts';
import { publicJwk } from './signature.ts';
import { drafts, enrol, envelopeOf, finger, newSigner, scanner } from './test-kit.ts';

const gate = enrol();
const officer = {
  name: 'Bashir Ahmad',
  roles: ['gate-officer'],
  publicKey: publicJwk(newSigner().privateKey),
  enrolledBy: 'one-time-code',
};
const typed = (type: string, data: unknown) => typedEvent(envelopeOf(drafts.admitted(), gate, { type, data }));

describe('an envelope', () => {
  it('is a CloudEvents 1.0 document', () => {
    expect(envelopeSchema.parse(envelopeOf(drafts.admitted(), gate))).toMatchObject({
      specversion: '1.0',
      source: '/jail-a/gate-1',
      subject: 'person/asif',
      datacontenttype: 'application/json',
    });
  });

  it.each([
    ['another version', { specversion: '2.0' }],
    ['a source that is a wildcard', { source: '/+/gate-1' }],
    ['a type too long to show', { type: 'x'.repeat(81) }],
    ['a time that is no instant', { time: 'now' }],
    ['a clock quality of its own', { timequality: 'perfect' }],
    ['a sequence with a gap in itself', { sequence: 1.5 }],
    ['an after that is no event', { after: 'previous' }],
    ['an officer by name', { officer: 'Bashir Ahmad' }],
  ])('with %s is refused', (_, changes) => {
    expect(envelopeSchema.safeParse({ ...envelopeOf(drafts.admitted(), gate), ...changes }).success).toBe(false);
  });

  it('with an attribute of a newer version is read without it', () => {
    const envelope = envelopeOf(drafts.admitted(), gate);
    expect(envelopeSchema.parse({ ...envelope, priority: 'high' })).toEqual(envelope);
  });
});

describe('an event', () => {
  it.each(Object.values(drafts).map((draft) => draft()))('of type $type is taken with its data', (draft) => {
    expect(typedEvent(envelopeOf(draft, gate))).toMatchObject({
      ok: true,
      value: { type: draft.type, data: draft.data },
    });
  });

  it('names the officer who was signed in, and one who was enrolled', () => {
    const envelope = envelopeOf(drafts.admitted(), gate, { officer: '4417' });
    expect(typedEvent(envelope)).toMatchObject({ ok: true, value: { officer: '4417' } });
    expect(typed('officer.enrolled.v1', officer).ok).toBe(true);
  });

  it.each(['prisoner.released.v1', '', 'toString', '__proto__', 'constructor'])('of type %j is unknown', (type) => {
    expect(typed(type, {})).toMatchObject({ ok: false, error: { code: 'event-type-unknown', details: { type } } });
  });

  it.each([
    ['a release without a finger', 'prisoner.released.v2', { ...drafts.released().data, identity: [] }, 'identity'],
    ['a release without an order', 'prisoner.released.v2', { ...drafts.released().data, orderIds: [] }, 'orderIds'],
    ['a release by one officer', 'prisoner.released.v2', { ...drafts.released().data, approvals: ['a'] }, 'approvals'],
    ['a leaving without an order', 'prisoner.out-to-court.v1', { identity: finger() }, 'order'],
    [
      'a search that hit somebody',
      'prisoner.admitted.v1',
      { ...drafts.admitted().data, localSearch: { compared: 1, hit: true } },
      'localSearch.hit',
    ],
    ['a name in the open', 'prisoner.admitted.v1', { ...drafts.admitted().data, name: 'Asif Ali' }, '(root)'],
    ['an alarm of no kind', 'gate.alarm.v1', { alarm: 'fire', deviceId: 'gate-io' }, 'alarm'],
    [
      'a weight in words',
      'exhibit.weighed.v1',
      { label: 'E-1', value: 'heavy', unit: 'g', samples: [], balance: scanner },
      'value',
    ],
    [
      'a weight with an exponent',
      'exhibit.weighed.v1',
      { label: 'E-1', value: '1e3', unit: 'g', samples: [{ raw: 'x', value: '1e3' }], balance: scanner },
      'value',
    ],
    ['nothing at all', 'prisoner.forgotten.v1', undefined, '(root)'],
    ['an officer without an office', 'officer.enrolled.v1', { ...officer, roles: [] }, 'roles'],
    ['an office that does not exist', 'officer.enrolled.v1', { ...officer, roles: ['warden'] }, 'roles.0'],
    [
      'a key that signs nothing',
      'officer.enrolled.v1',
      { ...officer, publicKey: { ...officer.publicKey, crv: 'X25519' } },
      'publicKey',
    ],
    ['a PIN', 'officer.signed-in.v1', { authenticator: 'pin', pin: '829104' }, '(root)'],
    ['an end of duty without a reason', 'officer.signed-out.v1', {}, 'reason'],
  ])('with %s is refused, and the place is named', (_, type, data, place) => {
    const event = typed(type, data);
    expect(event).toMatchObject({ ok: false, error: { code: 'event-data-invalid' } });
    expect(!event.ok && String(event.error.details.issue).split(':')[0]).toBe(place);
  });

  it('with any data whatever is taken or refused, never thrown at', () => {
    const types = Object.keys(eventCatalogue).filter(isEventType);
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.jsonValue(), (type, data) => {
        expect(typed(type, data)).toMatchObject({ ok: false, error: { code: 'event-data-invalid' } });
      }),
      { seed: 81, numRuns: 300 },
    );
  });
});
