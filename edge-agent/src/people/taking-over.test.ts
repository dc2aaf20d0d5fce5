import { generateKeyPairSync } from 'node:crypto';
import { createSigner } from '@custody-edge/event-contract';
import { systemRandom } from '@custody-edge/foundation';
import { describe, expect, it } from 'vitest';
import { drafts } from '../../../packages/event-contract/src/test-kit.ts';
import { transfer } from '../gate/test-world.ts';
import { centre, enrol, openStore } from '../test-kit.ts';
import { gateOf, identity, sent } from './handed-over-kit.ts';

async function handedOver() {
  const theirs = gateOf(openStore(undefined, enrol('gate-2', 'gate', 'jail-b')));
  const ours = gateOf(openStore());
  return { theirs, ours, ...(await sent(theirs, ours.station.enrolment, 'آصف علی')) };
}

describe('somebody whom another prison sends', () => {
  it('is known by name and finger, before and after a restart, and what is recorded of them here goes on from there', async () => {
    const { ours, subject, telling } = await handedOver();
    expect(await ours.take(telling)).toBe(true);
    const expected = {
      identity: { name: 'آصف علی' },
      fingers: ['right-index'],
      custody: { state: 'IN_TRANSIT', site: 'jail-b', heads: [telling.event], absence: { place: 'jail-a' } },
    };
    expect(ours.people.find(subject)).toMatchObject(expected);
    expect(ours.people.templatesOf(subject)).toHaveLength(1);
    expect(ours.told()).toEqual([{ type: 'gate.told-of-person.v1', data: { person: subject, event: telling.event } }]);
    ours.db.close();
    const again = gateOf(openStore(ours.dataDir, ours.station));
    expect(again.people.find(subject)).toMatchObject(expected);
    const received = {
      type: 'prisoner.transfer-received.v1',
      subject,
      data: { dispatched: telling.event, identity },
    } as const;
    const id = again.commit(received);
    expect(again.people.find(subject)?.custody).toMatchObject({ state: 'IN_CUSTODY', site: 'jail-a', heads: [id] });
    again.log.verify();
  });

  it('is told of once, however often and in however many parts', async () => {
    const { ours, subject, telling } = await handedOver();
    const [admitted = '', dispatched = ''] = telling.events;
    const part = { ...telling, events: [dispatched] };
    expect(await ours.takeAll(part)).toEqual({ news: [], partly: [subject], refused: [] });
    // The same again brings nothing more.
    expect(await ours.takeAll(part)).toEqual({ news: [], partly: [], refused: [] });
    expect(ours.people.find(subject)).toBeUndefined();
    expect(await ours.take({ ...telling, events: [admitted] })).toBe(true);
    expect(await ours.take(telling)).toBe(false);
    expect(ours.told()).toHaveLength(1);
    expect(ours.people.find(subject)?.custody.state).toBe('IN_TRANSIT');
  });

  const { signer: stranger } = enrol('gate-2', 'gate', 'jail-b');
  type Case = Awaited<ReturnType<typeof handedOver>>;
  /** An event under the signature of another one of the same gate. */
  const altered = (text: string, other: string): string =>
    JSON.stringify({ ...JSON.parse(text), signature: JSON.parse(other).signature });
  it.each<[string, string, (given: Case) => Partial<Case['telling']> | Promise<Partial<Case['telling']>>]>([
    [
      'one event has a signature that does not hold',
      'signature-invalid',
      ({
        telling: {
          events: [one = '', other = ''],
        },
      }) => ({ events: [one, altered(other, one)] }),
    ],
    ['no record tells who signed', 'signer-unknown', () => ({ records: [] })],
    [
      'the record is not signed by the project’s authority',
      'signer-unknown',
      () => ({
        records: [
          enrol('gate-2', 'gate', 'jail-b', createSigner(generateKeyPairSync('ed25519').privateKey)).recordText,
        ],
      }),
    ],
    ['the record is of another station', 'signer-unknown', () => ({ records: [enrol('gate-3', 'gate').recordText] })],
    ['the events are about somebody else', 'event-data-invalid', () => ({ subject: 'person/other' })],
    [
      'the key is not granted by the centre',
      'signer-unknown',
      async ({ grantTo, ours }) => ({ grant: await grantTo(ours.station.enrolment, stranger) }),
    ],
    [
      'the key is granted to another station',
      'recipient-mismatch',
      async ({ grantTo, theirs }) => ({ grant: await grantTo(theirs.station.enrolment) }),
    ],
    [
      'the key opens nothing',
      'seal-broken',
      async ({ grantTo, ours, key }) => ({
        grant: await grantTo(ours.station.enrolment, centre.signer, { ...key, bytes: systemRandom.bytes(32) }),
      }),
    ],
  ])('is refused whole where %s', async (_, code, change) => {
    const given = await handedOver();
    const { ours, subject, telling } = given;
    await expect(ours.take({ ...telling, ...(await change(given)) })).rejects.toMatchObject({ code });
    expect(ours.people.all()).toEqual([]);
    expect(ours.log.length).toBe(0);
    expect(ours.foreign.eventsOf(subject)).toEqual([]);
    expect(ours.keys.find(subject)).toBeUndefined();
  });

  it('is transferred to the prison that sent them once they were received here, and expected there when they are sent back', async () => {
    const { ours, theirs, subject, telling } = await handedOver();
    const told = (event: string) => {
      const about = (text: string) => JSON.parse(Buffer.from(JSON.parse(text).payload, 'base64url').toString()).subject;
      const events = [...ours.log.signedTexts()].filter((text) => about(text) === subject);
      const { grant: _, ...news } = { ...telling, event, events, records: [ours.station.recordText] };
      return theirs.take(news);
    };
    await ours.take(telling);
    const received = {
      type: 'prisoner.transfer-received.v1',
      subject,
      data: { dispatched: telling.event, identity },
    } as const;
    expect(await told(ours.commit(received))).toBe(true);
    expect(theirs.people.find(subject)).toMatchObject({
      identity: { name: 'آصف علی' },
      custody: { state: 'TRANSFERRED' },
    });
    expect(theirs.people.count('IN_CUSTODY', 'IN_TRANSIT')).toBe(0);
    const order = { transfer: { ...transfer, destination: 'jail-b' }, identity, approvals: ['first', 'second'] };
    const dispatched = ours.commit({ type: 'prisoner.transfer-dispatched.v1', subject, data: order });
    expect(await told(dispatched)).toBe(true);
    expect(theirs.people.find(subject)?.custody).toMatchObject({ state: 'IN_TRANSIT', site: 'jail-a' });
    theirs.commit({ type: 'prisoner.transfer-received.v1', subject, data: { dispatched, identity } });
    expect(theirs.people.find(subject)?.custody).toMatchObject({ state: 'IN_CUSTODY', heads: { length: 1 } });
  });

  /** The prison that sent somebody took them back, and says that it erased them. */
  async function erasedThere() {
    const given = await handedOver();
    const { ours, theirs, subject, key, telling } = given;
    await ours.take(telling);
    const data = { dispatched: telling.event, identity };
    theirs.commit({ type: 'prisoner.back-from-transfer.v1', subject, data });
    const erased = drafts.erased(subject);
    if (erased.type !== 'prisoner.forgotten.v2') throw new Error('no erasure');
    const event = theirs.commit({ ...erased, data: { ...erased.data, keyId: key.keyId } });
    const { grant: _, ...news } = { ...telling, event, events: [...theirs.log.signedTexts()] };
    return { ...given, event, news };
  }

  it('keeps their name and fingers here where the centre did not follow the erasure, before and after a restart', async () => {
    const { ours, subject, news, event } = await erasedThere();
    expect(await ours.take(news)).toBe(true);
    const kept = { identity: { name: 'آصف علی' }, custody: { forgotten: false, heads: [event] } };
    expect(ours.people.find(subject)).toMatchObject(kept);
    expect(ours.people.templatesOf(subject)).toHaveLength(1);
    ours.db.close();
    const again = gateOf(openStore(ours.dataDir, ours.station));
    expect(again.people.find(subject)).toMatchObject(kept);
    // Whatever is told of them next stands on what was folded then.
    expect(await again.take(news)).toBe(false);
    expect(again.people.find(subject)).toMatchObject(kept);
  });

  it('is erased here as well, once the prison that sent them has erased them and the centre followed it', async () => {
    const { ours, subject, telling, news, event } = await erasedThere();
    expect(await ours.take({ ...news, erasures: [event] })).toBe(true);
    expect(ours.people.find(subject)?.custody.forgotten).toBe(true);
    expect(ours.keys.find(subject)).toBeUndefined();
    expect(ours.people.find(subject)).toMatchObject({ identity: undefined, custody: { state: 'TRANSFERRED' } });
    // A telling of the dispatch that comes late brings no key back.
    await ours.take(telling);
    expect(ours.keys.find(subject)).toBeUndefined();
  });

  it('comes with others, who are on the disk together, and keeps nobody back where something is wrong with what was told', async () => {
    const { ours, theirs, subject, telling } = await handedOver();
    const others = [];
    for (const name of ['بلال', 'نذیر', 'حامد'])
      others.push((await sent(theirs, ours.station.enrolment, name)).telling);
    const [bilal, nazir, hamid] = others.map((one) => one.subject);
    const wrong = others.map((one) => (one.subject === nazir ? { ...one, records: [] } : one));
    const { news, refused } = await ours.takeAll(telling, ...wrong.map((one) => ({ ...one, remaining: 7 })));
    expect(news).toEqual([subject, bilal, hamid]);
    expect(refused).toMatchObject([{ subject: nazir, error: { code: 'signer-unknown' } }]);
    expect(ours.told()).toHaveLength(3);
    expect(ours.takingOver.remaining).toBe(7);
    ours.log.verify();
    ours.db.close();
    expect(gateOf(openStore(ours.dataDir, ours.station)).takingOver.remaining).toBe(7);
  });

  it('is not kept back by somebody else whose record on the disk was altered', async () => {
    const { ours, theirs, subject, telling } = await handedOver();
    const { telling: bilal } = await sent(theirs, ours.station.enrolment, 'بلال');
    ours.db.prepare("INSERT INTO person (subject, custody) VALUES (?, '{}')").run(bilal.subject);
    const { news, refused } = await ours.takeAll(bilal, telling);
    expect(news).toEqual([subject]);
    expect(refused).toMatchObject([{ subject: bilal.subject, error: { code: 'database-damaged' } }]);
    expect(ours.told()).toHaveLength(1);
    expect(ours.keys.find(bilal.subject)).toBeUndefined();
    expect(ours.foreign.eventsOf(bilal.subject)).toEqual([]);
  });
});
