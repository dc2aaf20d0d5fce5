import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createSigner,
  type FeedItem,
  feedKinds,
  publicJwk,
  signFeedRecord,
  signFeedStatement,
} from '@custody-edge/event-contract';
import { uuidV7 } from '@custody-edge/foundation';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../test-support/eventually.ts';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { type RunningCentre, runCentre } from '../test-support/running-centre.ts';
import { makeDataKey, type TestStation } from '../test-support/station.ts';

const about = { site: 'adiala', prisonerNumber: '40417' };
const order = (orderId: string) => ({ orderId, court: 'Sessions Court', caseNumber: '1/26' });
const release = (orderId: string): FeedItem => ({ kind: 'release-order', about, order: order(orderId) });
const hold: Extract<FeedItem, { kind: 'hold' }> = {
  kind: 'hold',
  about: { subject: 'person/p1' },
  hold: { holdId: 'H-1', authority: 'High Court', caseNumber: '9/26' },
};
const directory: FeedItem = {
  kind: 'court-directory',
  site: 'adiala',
  courts: [{ court: 'Sessions Court', telephone: '042-99211234' }],
};
const expected: FeedItem = {
  kind: 'expected-admission',
  site: 'adiala',
  warrant: {
    kind: 'remand-warrant',
    number: 'W-7',
    court: 'Sessions Court',
    caseNumber: '7/26',
    policeStation: 'Saddar',
  },
  person: { name: 'Nasir', relation: 'son-of', parentage: 'Karim' },
};

let project: TestProject;
let centre: RunningCentre;
let gate: TestStation;
let dir: string;

const say = (items: FeedItem[], statementId = uuidV7()): string =>
  signFeedStatement({ statementId, issuedAt: new Date().toISOString(), items }, project.court).text;
const put = (name: string, ...lines: string[]): void => writeFileSync(join(dir, 'inbox', name), lines.join('\n'));
/** What came of a file, once it was read. */
const resultOf = (name: string) =>
  eventually(() => {
    const [folder] = ['taken', 'refused'].filter((one) => existsSync(join(dir, one, name)));
    if (folder === undefined) return undefined;
    return { folder, lines: JSON.parse(readFileSync(join(dir, folder, `${name}.result.json`), 'utf8')) };
  });

beforeEach(async () => {
  project = makeProject();
  dir = join(project.folder, 'drop');
  const may = feedKinds.filter((kind) => kind !== 'lift-hold');
  const record = { feed: 'sessions-court', signing: publicJwk(project.court.privateKey), may };
  const signed = signFeedRecord({ ...record, issuedAt: new Date().toISOString() }, project.authority);
  writeFileSync(join(project.folder, 'feeds/sessions-court.jws'), signed.text);
  gate = project.addStation('gate-1');
  centre = await runCentre(project.config);
  await gate.connect(centre.urls.mqtt);
  const key = makeDataKey();
  gate.send('grant', (await gate.grant('person/p1', key)).text);
  gate.sendEvents(gate.admitted('person/p1', key, 'Aslam'));
  await centre.shows((view) => view.people.some(({ identity }) => identity?.prisonerNumber === '40417'));
});
afterEach(async () => {
  await gate.disconnect();
  await centre.close();
  project.remove();
});

describe('a signed file of a court', () => {
  it('does what the interface would, item by item, and says what came of each', async () => {
    put('day.jws', say([release('RO-1'), hold, directory, expected]), '', say([release('RO-1')]), '');
    expect(await resultOf('day.jws')).toMatchObject({
      folder: 'taken',
      lines: [
        {
          line: 1,
          outcomes: [{ kind: 'release-order' }, { kind: 'hold' }, { kind: 'court-directory' }, expect.anything()],
        },
        { line: 3, outcomes: [{ kind: 'release-order', code: 'release-order-granted' }] },
      ],
    });
    const purposes = await eventually(() => {
      const seen = new Set(gate.commands.map(({ body }) => body.purpose));
      return seen.has('grant-release-order') && seen.has('expect-admission') ? seen : undefined;
    });
    expect([...purposes]).toContain('state-court-directory');
    const { statements, people } = await centre.overview();
    expect(people[0]?.holds).toMatchObject([{ holdId: 'H-1' }]);
    expect(statements).toMatchObject([
      { feed: 'sessions-court', taken: 0, refused: [{ kind: 'release-order', trouble: { ur: expect.any(String) } }] },
      { feed: 'sessions-court', taken: 4, refused: [] },
    ]);
  });

  it('says of a hold whether the police take the person over, for the gate to hear as it was said', async () => {
    const forPolice = { holdId: 'H-2', authority: 'Ichhra', caseNumber: '8/26', handOver: true as const };
    put('hold.jws', say([hold, { ...hold, hold: forPolice }]));
    expect(await resultOf('hold.jws')).toMatchObject({ folder: 'taken' });
    const { people } = await centre.overview();
    expect(people[0]?.holds).toEqual([hold.hold, forPolice]);
    // Whoever states it otherwise can keep somebody inside, and let nobody out.
    const { handOver: _, ...strict } = forPolice;
    put(
      'strict.jws',
      say([
        { ...hold, hold: strict },
        { ...hold, hold: forPolice },
      ]),
    );
    const [told] = (await resultOf('strict.jws')).lines;
    expect(told.outcomes.map(({ code }: { code: string }) => code)).toEqual([undefined, 'hold-known']);
    expect((await centre.overview()).people[0]?.holds).toEqual([hold.hold, strict]);
  });

  it('takes back what it announced', async () => {
    const warrant = { number: 'W-7', court: 'Sessions Court' };
    put('wrong.jws', say([expected, { kind: 'withdraw-expected', site: 'adiala', warrant }, expected]));
    expect(await resultOf('wrong.jws')).toMatchObject({
      folder: 'taken',
      lines: [{ outcomes: [{}, { kind: 'withdraw-expected' }, { kind: 'expected-admission' }] }],
    });
    const told = await eventually(() => {
      // What is not on record yet may be said again.
      const different = new Map(gate.commands.map(({ commandId, body }) => [commandId, body.purpose]));
      return different.size === 3 ? [...different.values()] : undefined;
    });
    expect(told.toSorted()).toEqual(['expect-admission', 'expect-admission', 'withdraw-expected']);
  });

  it('counts once, however often it is handed over, and one file never overwrites another', async () => {
    const text = say([release('RO-2')]);
    put('order.jws', text);
    const first = await resultOf('order.jws');
    put('order.jws', text);
    await eventually(() => (readdirSync(join(dir, 'taken')).length === 4 ? true : undefined));
    const again = readdirSync(join(dir, 'taken')).find((name) => /^\d+-order.jws.result.json$/.test(name)) ?? '';
    expect(JSON.parse(readFileSync(join(dir, 'taken', again), 'utf8'))).toEqual(first.lines);
    expect(gate.commands.filter(({ body }) => body.purpose === 'grant-release-order')).toHaveLength(1);
  });

  it.each([
    ['that is empty', () => [''], []],
    ['that is no statement', () => ['RO-1 release him'], [{ line: 1, refused: 'message-malformed' }]],
    [
      'of somebody else',
      () => [
        signFeedStatement(
          { statementId: uuidV7(), issuedAt: new Date().toISOString(), items: [hold] },
          createSigner(generateKeyPairSync('ed25519').privateKey),
        ).text,
      ],
      [{ line: 1, refused: 'signer-unknown' }],
    ],
    [
      'that speaks of what its source may not',
      () => [say([{ kind: 'lift-hold', about, holdId: 'H-1', authority: 'High Court' }])],
      [{ line: 1, refused: 'feed-not-allowed' }],
    ],
  ])('%s is set aside with the reason, and does nothing', async (_, lines, results) => {
    put('bad.jws', ...lines());
    expect(await resultOf('bad.jws')).toEqual({ folder: 'refused', lines: results });
    expect(gate.commands).toEqual([]);
  });

  it('about nobody or somebody who is not there is taken and shows what could not be done', async () => {
    const nobody: FeedItem = { kind: 'release-order', about: { ...about, prisonerNumber: '1' }, order: order('RO-9') };
    put('day.jws', say([nobody, release('RO-3')]));
    expect(await resultOf('day.jws')).toMatchObject({
      folder: 'taken',
      lines: [{ outcomes: [{ kind: 'release-order', code: 'person-unknown' }, { kind: 'release-order' }] }],
    });
  });

  it('is taken although a folder that nobody can read as a file lies before it', async () => {
    mkdirSync(join(dir, 'inbox', 'a folder'));
    put('day.jws', say([release('RO-5')]));
    expect(await resultOf('day.jws')).toMatchObject({ folder: 'taken' });
    put('later.jws', say([hold]));
    expect(await resultOf('later.jws')).toMatchObject({ folder: 'taken' });
  });

  it('that is still being written is left until it lies still', async () => {
    const text = say([release('RO-4')]);
    put('.part', text.slice(0, 40));
    put('whole.jws', say([hold]));
    await resultOf('whole.jws');
    expect(readdirSync(join(dir, 'inbox'))).toEqual(['.part']);
  });
});
