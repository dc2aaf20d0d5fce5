import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authenticate, authenticateAsync, type ChainHead, chainStart, placeInChain, signEvent } from './chain.ts';
import { type EventDraft, eventCatalogue } from './events/catalogue.ts';
import { seal, unseal } from './seal.ts';
import { asif, bilal, chainOf, drafts, enrol, envelopeOf, present, seededRandom } from './test-kit.ts';

const gate = enrol();
const stories = [drafts.admitted(), drafts.toCourt(), drafts.back(), drafts.admitted(bilal), drafts.refused(bilal)];
const chain = chainOf(stories, gate);
const messages = chain.map(({ message }) => message);
const texts = messages.map(({ text }) => text);

/** A receiver that takes one text after the other, and says how it went and where it stands. */
function receive(sent: readonly string[]) {
  const held = new Map<number, string>();
  let head: ChainHead = chainStart(gate.enrolment);
  const answers = sent.map((text) => {
    const event = authenticate(text, gate.enrolment);
    if (!event.ok) return event.error.code;
    const verdict = placeInChain(head, event.value, (sequence) => held.get(sequence));
    if (verdict.kind === 'next') {
      head = verdict.head;
      held.set(head.sequence, head.hash);
    }
    return verdict.kind === 'refused' ? verdict.error.code : verdict.kind;
  });
  return { answers, head };
}

const whole = receive(texts);

describe('a chain', () => {
  it('is taken event by event, from the station’s record to its head', () => {
    expect(whole.answers).toEqual(texts.map(() => 'next'));
    expect(whole.head).toEqual({ sequence: texts.length, hash: messages.at(-1)?.hash });
  });

  it('takes a repetition as such, and nothing twice', () => {
    const again = receive([...texts, ...texts]);
    expect(again.answers.slice(texts.length)).toEqual(texts.map(() => 'duplicate'));
    expect(again.head).toEqual(whole.head);
  });

  it('asks for what was skipped', () => {
    const [first = '', , third = ''] = texts;
    expect(receive([first, third]).answers).toEqual(['next', 'chain-gap']);
    const event = authenticate(third, gate.enrolment);
    if (!event.ok) throw event.error;
    const verdict = placeInChain(chainStart(gate.enrolment), event.value, () => undefined);
    expect(verdict).toMatchObject({
      kind: 'refused',
      error: { entry: { retry: true }, details: { expected: 1, got: 3 } },
    });
  });

  it('shows a second history under a number that is held', () => {
    const forked = envelopeOf(drafts.released(), gate, { sequence: 2, prevhash: present(messages[0]).hash });
    expect(receive([...texts, signEvent(forked, gate.signer).text]).answers.at(-1)).toBe('sequence-reused');
  });

  it('shows a history that does not follow from what is held', () => {
    const { envelope } = present(chain[1]);
    const rewritten = signEvent({ ...envelope, prevhash: 'E'.repeat(43) }, gate.signer).text;
    expect(receive([present(texts[0]), rewritten]).answers).toEqual(['next', 'chain-broken']);
    const orphan = signEvent({ ...present(chain[0]).envelope, prevhash: 'E'.repeat(43) }, gate.signer).text;
    expect(receive([orphan]).answers).toEqual(['chain-broken']);
  });

  it('counts an event of unknown kind or with wrong data as received, with its reason', () => {
    const place = (changes: object) => {
      const event = authenticate(
        signEvent(envelopeOf(drafts.admitted(), gate, changes), gate.signer).text,
        gate.enrolment,
      );
      if (!event.ok) throw event.error;
      return placeInChain(chainStart(gate.enrolment), event.value, () => undefined);
    };
    expect(place({ type: 'prisoner.teleported.v9' })).toMatchObject({
      kind: 'next',
      head: { sequence: 1 },
      event: { ok: false, error: { code: 'event-type-unknown' } },
    });
    expect(place({ data: { warrant: 'none' } })).toMatchObject({
      kind: 'next',
      event: { ok: false, error: { code: 'event-data-invalid' } },
    });
  });
});

describe('an event is believed of nobody but the enrolled station', () => {
  const other = enrol('gate-2');
  const says = (changes: object, by = gate) => signEvent(envelopeOf(drafts.admitted(), gate, changes), by.signer).text;
  const tampered = JSON.stringify({ ...JSON.parse(present(texts[0])), payload: JSON.parse(present(texts[1])).payload });

  it.each([
    ['signed by another station', says({}, other), 'signer-unknown'],
    ['altered after signing', tampered, 'signature-invalid'],
    ['under another station’s name', says({ source: '/jail-a/gate-2' }), 'signer-mismatch'],
    ['under another site’s name', says({ source: '/jail-b/gate-1' }), 'signer-mismatch'],
    ['of an earlier enrolment', says({ chainid: other.enrolment.record.chainId }), 'chain-unknown'],
    ['without a sequence number', says({ sequence: 0 }), 'message-malformed'],
    ['about a name', says({ subject: 'person/Asif Ali' }), 'message-malformed'],
    ['with an id without time order', says({ id: '5f0f2a52-8f0a-4c1f-9b56-0d2a1f1b7c11' }), 'message-malformed'],
    ['that is no JSON', 'hello', 'message-malformed'],
  ])('%s', async (_, text, code) => {
    const refused = { ok: false, error: { code } };
    expect(authenticate(text, gate.enrolment)).toMatchObject(refused);
    expect(await authenticateAsync(text, gate.enrolment)).toMatchObject(refused);
    // Whoever knows that the signature holds still believes nothing else.
    if (code !== 'signature-invalid') expect(authenticate(text, gate.enrolment, true)).toMatchObject(refused);
  });

  it('and off the main thread no more and no less is believed', async () => {
    const at = fc.record({
      which: fc.nat({ max: texts.length - 1 }),
      where: fc.nat(),
      letter: fc.constantFrom('A', 'w', '0', '"'),
    });
    await fc.assert(
      fc.asyncProperty(fc.option(at), async (change) => {
        const original = present(texts[change?.which ?? 0]);
        const cut = (change?.where ?? 0) % original.length;
        const text = change ? original.slice(0, cut) + change.letter + original.slice(cut + 1) : original;
        expect(await authenticateAsync(text, gate.enrolment)).toEqual(authenticate(text, gate.enrolment));
      }),
      { seed: 53, numRuns: 200 },
    );
  });
});

describe('any single change to a chain shows', () => {
  const kinds = [drafts.admitted, drafts.toCourt, drafts.back, drafts.orderReceived, drafts.released, drafts.refused];
  const histories = fc.array(
    fc
      .record({ kind: fc.constantFrom(...kinds), subject: fc.constantFrom(asif, bilal) })
      .map(({ kind, subject }) => kind(subject)),
    { minLength: 2, maxLength: 7 },
  );
  const run = { seed: 51, numRuns: 40 };

  /** What the centre promised to hold, against what arrives in the end. */
  function expectDetected(sent: readonly string[], drafted: readonly EventDraft[], original: readonly string[]): void {
    const { answers, head } = receive(sent);
    const promised = receive(original).head;
    const clean = answers.length === drafted.length && answers.every((answer) => answer === 'next');
    expect(clean && head.hash === promised.hash).toBe(false);
  }
  const sentBy = (drafted: readonly EventDraft[]) => chainOf(drafted, gate).map(({ message }) => message.text);

  it('one event missing', () => {
    fc.assert(
      fc.property(histories, fc.nat(), (drafted, where) => {
        const original = sentBy(drafted);
        expectDetected(original.toSpliced(where % original.length, 1), drafted, original);
      }),
      run,
    );
  });

  it('two events swapped', () => {
    fc.assert(
      fc.property(histories, fc.nat(), fc.nat(), (drafted, a, b) => {
        const original = sentBy(drafted);
        const [first, second] = [a % original.length, b % original.length];
        fc.pre(first !== second);
        const swapped = original.with(first, present(original[second])).with(second, present(original[first]));
        expectDetected(swapped, drafted, original);
      }),
      run,
    );
  });

  it('one event doubled', () => {
    fc.assert(
      fc.property(histories, fc.nat(), fc.nat(), (drafted, which, where) => {
        const original = sentBy(drafted);
        const doubled = original.toSpliced(
          where % (original.length + 1),
          0,
          present(original[which % original.length]),
        );
        const { answers, head } = receive(doubled);
        expect(answers.filter((answer) => answer !== 'next').length).toBeGreaterThan(0);
        expect(head.sequence).toBeLessThanOrEqual(original.length);
      }),
      run,
    );
  });

  it('one event rewritten, even by the holder of the key', () => {
    fc.assert(
      fc.property(histories, fc.nat(), fc.constantFrom(...kinds), (drafted, where, kind) => {
        const original = chainOf(drafted, gate);
        const at = where % original.length;
        const { envelope } = present(original[at]);
        const other = kind('person/somebody-else');
        const rewritten = signEvent(
          { ...envelope, subject: other.subject, type: other.type, data: other.data },
          gate.signer,
        );
        const sent = original.map(({ message }) => message.text);
        expectDetected(sent.with(at, rewritten.text), drafted, sent);
      }),
      run,
    );
  });
});

it('erasing a person leaves every signature and the whole chain verifiable', () => {
  const random = seededRandom(52);
  const keyOf = new Map(
    [asif, bilal].map((subject, index) => [
      subject,
      { keyId: `00000000-0000-4000-8000-00000000000${index}`, bytes: random.bytes(32) },
    ]),
  );
  const admission = (subject: string): EventDraft => {
    const draft = drafts.admitted(subject);
    if (draft.type !== 'prisoner.admitted.v1') throw new Error('not an admission');
    const identity = seal(present(keyOf.get(subject)), subject, 'identity', Buffer.from(`name of ${subject}`), random);
    return { ...draft, data: { ...draft.data, identity } };
  };
  const written = chainOf([admission(asif), admission(bilal), drafts.released(asif), drafts.forgotten(asif)], gate);
  const destroyed = keyOf.get(asif);
  keyOf.delete(asif);

  const { answers, head } = receive(written.map(({ message }) => message.text));
  expect(answers).toEqual(['next', 'next', 'next', 'next']);
  expect(head.hash).toBe(written.at(-1)?.message.hash);
  const identityOf = (index: number) => {
    const event = authenticate(present(written[index]).message.text, gate.enrolment);
    if (!event.ok) throw event.error;
    const { data } = event.value.envelope;
    return eventCatalogue['prisoner.admitted.v1'].parse(data).identity;
  };
  const remaining = present(keyOf.get(bilal));
  const open = (subject: string, index: number) => unseal(remaining, subject, 'identity', identityOf(index));
  expect(open(asif, 0)).toMatchObject({
    ok: false,
    error: { code: 'key-missing', details: { keyId: destroyed?.keyId } },
  });
  expect(open(bilal, 1)).toMatchObject({ ok: true, value: Buffer.from('name of person/bilal') });
});
