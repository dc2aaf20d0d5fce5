import { createHash } from 'node:crypto';
import {
  admissionFileSchema,
  type EventDraft,
  foundHash,
  personalIdentitySchema,
  type Sealed,
  unseal,
} from '@custody-edge/event-contract';
import { fingerNames } from '@custody-edge/fingerprint';
import { systemRandom } from '@custody-edge/foundation';
import { describe, expect, it } from 'vitest';
import { PersonKeys } from '../../store/person-keys.ts';
import { enrol, openStore, superintendent } from '../../test-kit.ts';
import type { AdmissionDesk } from '../desk.ts';
import { tinyJpeg } from '../photograph/jpeg-kit.ts';
import { salt } from '../test-world.ts';
import { emptyAdmission } from './admission.ts';
import { belongings, body, detailsOf, signedBy } from './admission-kit.ts';
import { foundAt } from './admission-words.ts';
import { ageYears, prepareAdmission } from './admit.ts';

const nowMs = new Date(2026, 2, 1, 12).getTime();
const complete: AdmissionDesk = {
  ...emptyAdmission(salt),
  details: detailsOf('Asif'),
  body,
  belongings,
  reference: 'no-answer',
};

async function written(changes: Partial<AdmissionDesk>) {
  const store = openStore();
  const keys = new PersonKeys(store.db, systemRandom.bytes(32), systemRandom);
  const { draft, hands, storeKey } = await prepareAdmission(
    { ...complete, ...changes },
    { compared: 4, policy: { juvenileBelowYears: 18 }, nowMs },
    keys,
    enrol('centre-1', 'centre', 'headquarters').enrolment,
    store.station.signer,
    systemRandom,
  );
  const commit = (): EventDraft => {
    store.log.commit([draft], storeKey);
    return draft;
  };
  return { draft, keys, hands, commit };
}

describe('an admission is written down', () => {
  it('with what was found sealed under the person’s own key, and only what is done in the clear', async () => {
    const exception = { fingers: ['right-thumb' as const], reason: 'worn' as const, at: '2026-03-01T05:00:00.000Z' };
    const jpeg = tinyJpeg();
    const approval = 'signed';
    const second = { ...exception, fingers: ['left-thumb' as const, 'left-index' as const], approval };
    const { draft, keys, hands, commit } = await written({
      exceptions: [
        { ...exception, photograph: { jpeg: jpeg.toString('base64') }, approval },
        { ...second, photograph: 'not-taken' },
      ],
    });
    commit();
    const { templates: _, identity: __, file, ...clear } = draft.data;
    expect(clear).toEqual({
      warrant: {
        kind: 'remand-warrant',
        number: 'RW-Asif',
        court: 'Sessions Court',
        caseNumber: 'FIR 12/2026',
        policeStation: 'Saddar',
        detainUntil: '2026-03-15',
      },
      fingers: [],
      localSearch: { compared: 4, hit: false },
      reference: 'no-answer',
      search: { found: foundAt(complete), searcher: superintendent.officerId, state: 'pending' },
      medical: 'pending',
      approvals: [],
      excepted: 3,
      unphotographed: 2,
      juvenile: false,
      differentFrom: [],
    });
    const key = keys.find(draft.subject);
    const opened = key && unseal(key, draft.subject, 'file', file);
    if (!opened?.ok) throw new Error('the file does not open');
    const hash = createHash('sha256').update(jpeg).digest('base64url');
    expect(admissionFileSchema.parse(JSON.parse(Buffer.from(opened.value).toString()))).toEqual({
      escort: complete.details.escort,
      body,
      salt,
      belongings,
      exceptions: [
        { ...exception, photograph: { hash }, approval },
        { ...second, photograph: 'not-taken' },
      ],
    });
    expect(hands.map((hand) => hand.hash)).toEqual([hash]);
    expect(JSON.stringify(draft)).not.toContain(hash);
  });

  it('with ten fingers and everything that can be said of a person within one event', async () => {
    const long = (length: number) => 'چوٹ '.repeat(length).slice(0, length).trim();
    const items = Array.from({ length: 20 }, () => ({ item: long(40), quantity: 12 }));
    const injuries = Array.from({ length: 10 }, () => ({ place: 'left-arm' as const, words: long(60) }));
    const { commit } = await written({
      fingers: fingerNames.map((finger) => ({
        finger,
        impressions: Array.from({ length: 3 }, () => systemRandom.bytes(600)),
      })),
      body: { ...body, injuries, complaints: long(300) },
      belongings: { ...belongings, property: { receipt: 'PR-1', items } },
    });
    expect(commit).not.toThrow();
  });

  it('with the words that were given for what was found, which its own file proves and nobody else can guess', async () => {
    const signed = signedBy(complete, 'admission-search', 'medical-screening');
    const { draft, keys, commit } = await written(signed);
    commit();
    const { search, medical, approvals, warrant, identity, file } = draft.data;
    expect({ search, medical, approvals }).toMatchObject({
      search: { state: 'signed', searcher: superintendent.officerId },
      medical: 'seen',
      approvals: [`admission-search by ${superintendent.officerId}`, 'medical-screening by 5001'],
    });
    const key = keys.find(draft.subject);
    const open = (field: string, sealed: Sealed) => {
      const opened = key && unseal(key, draft.subject, field, sealed);
      if (!opened?.ok) throw new Error(`${field} does not open`);
      return JSON.parse(Buffer.from(opened.value).toString());
    };
    const { body: sealedBody, salt: sealedSalt } = admissionFileSchema.parse(open('file', file));
    const named = personalIdentitySchema.parse(open('identity', identity));
    const found = { salt: sealedSalt, identity: named, warrant, body: sealedBody };
    expect(foundHash(found)).toBe(search.found);
    expect(foundHash({ ...found, salt: 'T'.repeat(22) })).not.toBe(search.found);
    const late = { ...signed, words: signed.words.map((word) => ({ ...word, expiresAtMs: nowMs })) };
    expect((await written(late)).draft.data).toMatchObject({ search: { state: 'pending' }, medical: 'pending' });
  });

  it('as a child’s below the age of the house', async () => {
    const child = { ...body, birth: { bornOn: '2008-03-02' } };
    expect((await written({ body: child })).draft.data).toMatchObject({ juvenile: true });
    expect((await written({})).draft.data).toMatchObject({ juvenile: false });
  });

  it.each(['details', 'body', 'belongings', 'reference'] as const)('never without its %s', async (part) => {
    const { [part]: _, ...without } = complete;
    await expect(written({ ...without, [part]: part === 'details' ? {} : undefined })).rejects.toMatchObject({
      code: 'action-incomplete',
    });
  });
});

describe('an age', () => {
  it.each([
    [{ ageYears: 17 }, 17],
    [{ bornOn: '2008-03-01' }, 18],
    [{ bornOn: '2008-03-02' }, 17],
    [{ bornOn: '2008-12-31' }, 17],
    [{ bornOn: '2007-02-28' }, 19],
  ])('of %o is %i on the first of March 2026', (birth, years) => {
    expect(ageYears(birth, nowMs)).toBe(years);
  });
});
