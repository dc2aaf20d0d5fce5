import { spawnSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  authenticate,
  chainStart,
  contractError,
  createSigner,
  type Enrolment,
  type Signer,
  signEvent,
  signEventCode,
  statementOf,
} from '@custody-edge/event-contract';
import { fail, ok, uuidV7 } from '@custody-edge/foundation';
import { newFolder } from '@custody-edge/foundation/test-support';
import { say } from '@custody-edge/ui-kit';
import { beforeAll, describe, expect, it } from 'vitest';
import { provisionCentre } from '../provision/centre.ts';
import { createProject } from '../provision/project.ts';
import { provisionStation } from '../provision/station.ts';
import { type EventEvidence, examineEvent } from './examine-event.ts';
import { readAuthority, readEnrolment } from './read-enrolment.ts';
import { verifyChain } from './verify-chain.ts';

let dir: string;
let enrolment: Enrolment;
let signer: Signer;

beforeAll(async () => {
  dir = newFolder();
  const project = await createProject(join(dir, 'project'));
  await provisionCentre(project, {
    dir: join(dir, 'centre'),
    centreId: 'centre-1',
    site: 'headquarters',
    http: { port: 0 },
    broker: { kind: 'embedded', host: '127.0.0.1', port: 0 },
  });
  await provisionStation(project, join(dir, 'centre'), {
    dir: join(dir, 'gate-1'),
    stationId: 'gate-1',
    site: 'jail-a',
    role: 'gate',
    centreUrl: 'mqtts://127.0.0.1:8883',
    http: { port: 0 },
    devices: [],
  });
  const authority = await readAuthority(join(dir, 'gate-1', 'trust', 'authority.jwk.json'));
  enrolment = await readEnrolment(join(dir, 'gate-1', 'trust', 'station.jws'), authority);
  signer = createSigner(createPrivateKey(await readFile(join(dir, 'gate-1', 'keys', 'signing.key'))));
});

/** A chain of starts, as the station would have signed it. */
function chainOf(length: number): string[] {
  const { chainId, site, stationId } = enrolment.record;
  let head = chainStart(enrolment);
  return Array.from({ length }, (_, heldEvents) => {
    const signed = signEvent(
      {
        specversion: '1.0',
        id: uuidV7(),
        source: `/${site}/${stationId}`,
        type: 'station.started.v1',
        subject: `station/${stationId}`,
        time: new Date().toISOString(),
        datacontenttype: 'application/json',
        chainid: chainId,
        sequence: head.sequence + 1,
        prevhash: head.hash,
        bootid: randomUUID(),
        timequality: 'synced',
        data: { softwareVersion: '0.1.0', heldEvents },
      },
      signer,
    );
    head = { sequence: head.sequence + 1, hash: signed.hash };
    return signed.text;
  });
}

describe('an export of signed events', () => {
  it('that is whole is accepted and counted', async () => {
    const found = await verifyChain(chainOf(5), enrolment);
    expect(found).toMatchObject({ head: { sequence: 5 }, duplicates: 0, unreadable: 0 });
    expect(found.failure).toBeUndefined();
    expect([...found.types]).toEqual([['station.started.v1', 5]]);
  });

  it('that repeats an event is accepted', async () => {
    const texts = chainOf(3);
    const found = await verifyChain([...texts.slice(0, 2), ...texts.slice(1)], enrolment);
    expect(found).toMatchObject({ head: { sequence: 3 }, duplicates: 1 });
  });

  it.each<[string, (texts: string[]) => string[], string, number]>([
    ['lacks an event', (texts) => texts.toSpliced(1, 1), 'chain-gap', 2],
    ['has events in another order', (texts) => texts.toReversed(), 'chain-gap', 1],
    ['holds an altered event', (texts) => texts.with(2, flipped(texts[2] ?? '')), 'signature-invalid', 3],
    ['holds something else', (texts) => texts.with(0, '{}'), 'message-malformed', 1],
    ['holds a second event of one number', (texts) => [...texts, ...chainOf(1)], 'sequence-reused', 5],
    ['was joined from two histories', (texts) => [...texts.slice(0, 3), ...chainOf(4).slice(3)], 'chain-broken', 4],
  ])('that %s is refused where it begins to differ', async (_name, change, code, position) => {
    const found = await verifyChain(change(chainOf(4)), enrolment);
    expect(found.failure).toMatchObject({ code, position });
  });
});

/** The same message with one bit of its payload turned. */
function flipped(text: string): string {
  const message: { protected: string; payload: string; signature: string } = JSON.parse(text);
  const payload = Buffer.from(message.payload, 'base64url').toString().replace('0.1.0', '0.1.1');
  return JSON.stringify({ ...message, payload: Buffer.from(payload).toString('base64url') });
}

describe('the verify command', () => {
  const verify = (events: readonly string[], ...more: string[]) =>
    spawnSync(
      process.execPath,
      [
        fileURLToPath(new URL('../custody-edge.js', import.meta.url)),
        ...['verify', '--authority', join(dir, 'gate-1', 'trust', 'authority.jwk.json')],
        ...['--station', join(dir, 'gate-1', 'trust', 'station.jws'), ...more],
      ],
      { encoding: 'utf8', input: events.join('\n') },
    );

  it('prints a summary and succeeds', () => {
    const done = verify(chainOf(3));
    expect(done.stdout).toContain('3  station.started.v1');
    expect(done.stdout).toContain('Every signature and every link holds.');
    expect(done.status).toBe(0);
  });

  it('names the line that does not hold and fails', () => {
    const done = verify(chainOf(3).toSpliced(0, 1), '--json');
    expect(JSON.parse(done.stdout)).toMatchObject({ holds: false, sequence: 0, failure: { code: 'chain-gap' } });
    expect(done.stderr).toContain('record-refused');
    expect(done.status).toBe(1);
  });
});

/** The code that the station prints for a signed event. */
function codeOf(text: string, by = signer): string {
  const event = authenticate(text, enrolment);
  if (!event.ok) throw event.error;
  return signEventCode(statementOf(event.value), by);
}

describe('a slip and an event', () => {
  const examined = (evidence: EventEvidence) => {
    const { holds, findings } = examineEvent(evidence, ok(enrolment));
    return { holds, refusals: findings.flatMap(({ check, refusal }) => (refusal ? [`${check}: ${refusal}`] : [])) };
  };

  it('of one event hold together', () => {
    const [event = ''] = chainOf(1);
    const examination = examineEvent({ code: codeOf(event), event }, ok(enrolment));
    expect(examination.findings.map(({ check, holds }) => [check, holds])).toEqual([
      ['station-enrolled', true],
      ['code-signed', true],
      ['event-signed', true],
      ['event-readable', true],
      ['same-event', true],
    ]);
    expect(examination).toMatchObject({ holds: true, statement: { type: 'station.started.v1', sequence: 1 } });
  });

  it('hold each by itself', () => {
    const [event = ''] = chainOf(1);
    expect(examined({ event })).toEqual({ holds: true, refusals: [] });
    expect(examined({ code: codeOf(event) })).toEqual({ holds: true, refusals: [] });
  });

  it.each<[string, (events: readonly [string, string]) => EventEvidence, string]>([
    ['a slip of another event', ([one, two]) => ({ code: codeOf(one), event: two }), 'same-event: event-differs'],
    ['an altered event', ([one]) => ({ event: flipped(one) }), 'event-signed: signature-invalid'],
    ['a file of something else', () => ({ event: '{"released":true}' }), 'event-signed: message-malformed'],
    ['half a code', ([one]) => ({ code: codeOf(one).slice(0, 150) }), 'code-signed: code-malformed'],
    [
      'a code that somebody else signed',
      ([one]) => ({ code: codeOf(one, createSigner(generateKeyPairSync('ed25519').privateKey)) }),
      'code-signed: signature-invalid',
    ],
  ])('%s is refused', (_, evidence, refusal) => {
    const [one = '', two = ''] = chainOf(2);
    expect(examined(evidence([one, two]))).toEqual({ holds: false, refusals: [refusal] });
  });

  it('are not examined by a record that the authority did not sign', () => {
    const [event = ''] = chainOf(1);
    const examination = examineEvent({ event }, fail(contractError('signer-unknown')));
    expect(examination).toEqual({ holds: false, findings: [expect.objectContaining({ check: 'station-enrolled' })] });
  });
});

describe('the verify-event command', () => {
  const trust = () => [
    '--authority',
    join(dir, 'gate-1/trust/authority.jwk.json'),
    '--station',
    join(dir, 'gate-1/trust/station.jws'),
  ];
  const verifyEvent = (args: readonly string[], input = '') =>
    spawnSync(
      process.execPath,
      [fileURLToPath(new URL('../custody-edge.js', import.meta.url)), 'verify-event', ...args],
      {
        encoding: 'utf8',
        input,
      },
    );

  it('says in words what holds, and ends with 0', async () => {
    const [event = ''] = chainOf(1);
    const file = join(dir, 'event.jws');
    await writeFile(file, `${event}\n`);
    const done = verifyEvent([...trust(), '--event', file, '--code', '-'], codeOf(event).toLowerCase());
    expect(done.stdout).toContain('The gate jail-a/gate-1 is enrolled by this authority.');
    expect(done.stdout).toContain('The slip and the event are of one and the same event.');
    const { en, ur } = say('event.station.started.v1');
    expect(done.stdout).toContain(`${en} · ${ur}`);
    expect(done.stdout).not.toContain('REFUSED');
    expect(done.status).toBe(0);
  });

  it('names what does not hold, and ends with 1', () => {
    const [event = ''] = chainOf(1);
    const done = verifyEvent([...trust(), '--event', '-', '--json'], flipped(event));
    expect(JSON.parse(done.stdout)).toMatchObject({ holds: false, findings: [{}, { refusal: 'signature-invalid' }] });
    expect(done.status).toBe(1);
  });

  it.each([
    ['neither a code nor an event', () => trust()],
    ['no authority', () => trust().slice(2)],
  ])('ends with 2 for %s', (_, args) => {
    const done = verifyEvent(args());
    expect(done.stderr).not.toBe('');
    expect(done.status).toBe(2);
  });
});
