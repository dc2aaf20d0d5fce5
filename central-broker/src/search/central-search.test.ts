import { type Command, matchedIdentitySchema, openLetter, seal } from '@custody-edge/event-contract';
import { encodeTemplate, type FingerImpressions, type FingerName, type Template } from '@custody-edge/fingerprint';
import { syntheticTemplate } from '@custody-edge/fingerprint/synthetic';
import { systemRandom } from '@custody-edge/foundation';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { drafts } from '../../../packages/event-contract/src/test-kit.ts';
import { eventually } from '../test-support/eventually.ts';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { enrolments, signedErasure } from '../test-support/release.ts';
import { type RunningCentre, runCentre } from '../test-support/running-centre.ts';
import { makeDataKey, type TestStation } from '../test-support/station.ts';

type Stated = Extract<Command['body'], { purpose: 'state-central-search' }>;
type Match = Extract<Command['body'], { purpose: 'state-match' }>;

let project: TestProject;
let centre: RunningCentre;
let lahore: TestStation;
let adiala: TestStation;

beforeEach(async () => {
  project = makeProject();
  lahore = project.addStation('lahore-gate', 'lahore');
  adiala = project.addStation('adiala-gate', 'adiala');
  centre = await runCentre(project.config);
  for (const gate of [lahore, adiala]) await gate.connect(centre.urls.mqtt);
});
afterEach(async () => {
  for (const gate of [lahore, adiala]) await gate.disconnect();
  await centre.close();
  project.remove();
});

/** Another impression of a finger: every minutia a little elsewhere. */
function pressed(template: Template, press: number): Uint8Array {
  const minutiae = template.minutiae.map((minutia, index) => ({ ...minutia, x: minutia.x + ((index + press) % 3) }));
  return encodeTemplate({ ...template, minutiae });
}

const handOf = (person: number, press = 0, names: readonly FingerName[] = ['right-index', 'left-index']) =>
  names.map(
    (finger, index): FingerImpressions => ({
      finger,
      impressions: [0, 1].map((more) => pressed(syntheticTemplate(100 * person + index), press + more)),
    }),
  );

async function admit(gate: TestStation, subject: string, fingers: readonly FingerImpressions[], key = makeDataKey()) {
  gate.send('grant', (await gate.grant(subject, key)).text);
  const admission = gate.admitted(subject, key, subject.slice(7), fingers);
  gate.sendEvents(admission);
  return { admission, key };
}

const stated = (gate: TestStation, subject: string, nth = 0): Promise<Stated> =>
  eventually(() => {
    const bodies = gate.commands.flatMap(({ body }) =>
      body.purpose === 'state-central-search' && body.subject === subject ? [body] : [],
    );
    return new Map(bodies.map((body) => [body.search, body])).values().toArray()[nth];
  });

const matchStated = (gate: TestStation, fits: (body: Match) => boolean): Promise<Match> =>
  eventually(() =>
    gate.commands.flatMap(({ body }) => (body.purpose === 'state-match' && fits(body) ? [body] : [])).at(0),
  );

/** The gate puts on record what it was told. */
function record(gate: TestStation, { subject, admission, search, compared, held, matches }: Stated): void {
  const data = { admission, search, compared, held, matches };
  gate.sendEvents(gate.next({ type: 'prisoner.searched-at-centre.v1', subject, data }));
}

const answerOf = (gate: TestStation, subject: string, person: string): void =>
  gate.sendEvents(
    gate.next({
      type: 'prisoner.match-answered.v1',
      subject,
      data: { person, answer: 'stand-in-suspected', reason: 'the photographs differ', approvals: ['signed'] },
    }),
  );

async function named(gate: TestStation, { letters: [letter = ''] }: Stated) {
  const opened = await openLetter(letter, gate.encryptionKey);
  if (!opened.ok) throw opened.error;
  return matchedIdentitySchema.parse(JSON.parse(Buffer.from(opened.value).toString()));
}

/** Fingers are extracted, searched and told of, several times: more than a machine that is busy otherwise does in a moment. */
const limitMs = 120_000;

describe('the search for the fingers of an admission among the people of every prison', { timeout: limitMs }, () => {
  test('finds nobody among strangers, and says among how many', async () => {
    await admit(lahore, 'person/first', handOf(1));
    expect(await stated(lahore, 'person/first')).toMatchObject({ compared: 0, held: 0, matches: [] });
    const { admission } = await admit(adiala, 'person/second', handOf(2));
    const body = await stated(adiala, 'person/second');
    expect(body).toMatchObject({ admission: admission.id, compared: 1, held: 1, matches: [], letters: [] });
  });

  test('finds the same person at another prison and names them to the newcomer’s gate alone; the other prison hears of it, and of the answer', async () => {
    const { key } = await admit(lahore, 'person/old', handOf(1));
    await stated(lahore, 'person/old');
    const alias = { name: 'Shani', relation: 'son-of', parentage: 'Karim', warrantNumber: 'W-9', court: 'Sessions' };
    const sealed = seal(key, 'person/old', 'alias', Buffer.from(JSON.stringify(alias)), systemRandom);
    const data = { answer: 'same-person' as const, alias: sealed, approvals: ['signed'] };
    lahore.sendEvents(lahore.next({ type: 'prisoner.identity-conflict-answered.v1', subject: 'person/old', data }));
    await lahore.receipted(2);
    await admit(adiala, 'person/new', handOf(1, 1));
    const body = await stated(adiala, 'person/new');
    expect(body.matches).toEqual([{ person: 'person/old', site: 'lahore' }]);
    expect(await named(adiala, body)).toEqual({
      name: 'old',
      relation: 'son-of',
      parentage: 'Karim',
      prisonerNumber: '40417',
      aliases: [{ name: 'Shani', relation: 'son-of', parentage: 'Karim' }],
    });
    await expect(named(lahore, body)).rejects.toMatchObject({ code: 'seal-broken' });
    const told = await matchStated(lahore, ({ answer }) => answer === undefined);
    expect(told).toMatchObject({ subject: 'person/old', person: 'person/new', site: 'adiala' });
    record(adiala, body);
    answerOf(adiala, 'person/new', 'person/old');
    await matchStated(lahore, ({ answer }) => answer === 'stand-in-suspected');
  });

  test('is kept over a restart of the centre and said to a gate that had no line, until the gate has it on record', async () => {
    await admit(lahore, 'person/old', handOf(1));
    await stated(lahore, 'person/old');
    await adiala.disconnect();
    await adiala.connect(centre.urls.mqtt);
    await admit(adiala, 'person/new', handOf(1, 1));
    await adiala.receipted(1);
    await adiala.disconnect();
    await centre.close();
    adiala.commands.length = 0;
    centre = await runCentre(project.config);
    await adiala.connect(centre.urls.mqtt);
    const body = await stated(adiala, 'person/new');
    expect(body).toMatchObject({ compared: 1, matches: [{ person: 'person/old' }] });
    record(adiala, body);
    answerOf(adiala, 'person/new', 'person/old');
    await adiala.receipted(3);
    await adiala.disconnect();
    adiala.commands.length = 0;
    await adiala.connect(centre.urls.mqtt);
    // Whatever the centre says next, it says nothing of this search.
    await admit(adiala, 'person/third', handOf(3));
    expect(await stated(adiala, 'person/third')).toMatchObject({ compared: 2, matches: [] });
    expect(adiala.commands.some(({ body: said }) => 'subject' in said && said.subject === 'person/new')).toBe(false);
  });

  test('waits for the person’s key, and looks for nobody who was released', async () => {
    const key = makeDataKey();
    lahore.sendEvents(lahore.admitted('person/late', key, 'late', handOf(1)));
    await lahore.receipted(1);
    await admit(adiala, 'person/new', handOf(1, 1));
    expect(await stated(adiala, 'person/new')).toMatchObject({ compared: 0, held: 1, matches: [] });
    // The one whose key came later is compared with who came meanwhile.
    lahore.send('grant', (await lahore.grant('person/late', key)).text);
    expect(await stated(lahore, 'person/late')).toMatchObject({ matches: [{ person: 'person/new', site: 'adiala' }] });
    adiala.sendEvents(adiala.next({ type: 'prisoner.deceased.v1', subject: 'person/new', data: dead }));
    lahore.sendEvents(lahore.next({ type: 'prisoner.deceased.v1', subject: 'person/late', data: dead }));
    await Promise.all([adiala.receipted(2), lahore.receipted(2)]);
    await admit(adiala, 'person/third', handOf(1, 2));
    expect(await stated(adiala, 'person/third')).toMatchObject({ compared: 0, held: 0, matches: [] });
  });

  test('forgets the name of whoever is erased: what a gate was told is said anew without it', async () => {
    const { key } = await admit(lahore, 'person/old', handOf(1));
    await stated(lahore, 'person/old');
    await admit(adiala, 'person/new', handOf(1, 1));
    const first = await stated(adiala, 'person/new');
    expect(first.letters).toEqual([expect.stringMatching(/./)]);
    record(adiala, first);
    await adiala.receipted(2);
    const enrolled = enrolments(lahore.id).map((draft) => lahore.next(draft));
    const release = lahore.next(drafts.released('person/old'));
    const erasure = signedErasure(lahore.id, 'person/old', { keyId: key.keyId, release: release.id });
    lahore.sendEvents(...enrolled, release, lahore.next(erasure));
    await lahore.receipted(enrolled.length + 3);
    await adiala.disconnect();
    await adiala.connect(centre.urls.mqtt);
    const again = await stated(adiala, 'person/new', 1);
    expect(again).toMatchObject({ matches: first.matches, letters: [''] });
    await admit(lahore, 'person/third', handOf(1, 2));
    const third = await stated(lahore, 'person/third');
    expect(third.matches.map(({ person }) => person)).toEqual(['person/new']);
  });
});

const dead = { certificate: 'MO-1', inquiry: 'INQ-1', approvals: ['one', 'two'] };
