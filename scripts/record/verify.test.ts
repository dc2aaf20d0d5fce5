import { spawnSync } from 'node:child_process';
import { createPrivateKey, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chainStart, createSigner, type Enrolment, type Signer, signEvent } from '@custody-edge/event-contract';
import { uuidV7 } from '@custody-edge/foundation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { provisionCentre } from '../provision/centre.ts';
import { createProject } from '../provision/project.ts';
import { provisionStation } from '../provision/station.ts';
import { readAuthority, readEnrolment } from './read-enrolment.ts';
import { verifyChain } from './verify-chain.ts';

let dir: string;
let enrolment: Enrolment;
let signer: Signer;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'verify-'));
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
afterAll(() => rm(dir, { recursive: true, force: true }));

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
        fileURLToPath(new URL('../cli.ts', import.meta.url)),
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
