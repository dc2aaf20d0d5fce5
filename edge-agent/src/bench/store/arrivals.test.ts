import { createHash } from 'node:crypto';
import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import { expect, it } from 'vitest';
import { nowMs, openStore } from '../../test-kit.ts';
import { benchConfig, openBench, openedParcel } from '../bench-kit.ts';
import { Arrivals, piecesOf } from './arrivals.ts';

const report = { mediaType: 'application/pdf', at: new Date(nowMs).toISOString() };
const text = (content: string) => [Buffer.from(content)];

it('two files of one name are two files, and one file that comes twice is one', () => {
  const { db, dataDir } = openStore();
  const arrivals = new Arrivals(db, dataDir);
  const first = arrivals.keep({ ...report, name: 'report.pdf', content: text('of Monday') });
  const second = arrivals.keep({ ...report, name: 'report.pdf', content: text('of Tuesday') });
  expect(arrivals.keep({ ...report, name: 'report.pdf', content: text('of Monday') })).toEqual(first);
  expect(arrivals.waiting(10).arrivals).toMatchObject([
    { arrival: second.arrival, isNamesake: true },
    { arrival: first.arrival, isNamesake: true },
  ]);
  expect(Buffer.from(arrivals.read(first.hash).content).toString()).toBe('of Monday');
  expect(Buffer.from(arrivals.read(second.hash).content).toString()).toBe('of Tuesday');
});

it('a file that was changed since it came, or on its way here, is none', () => {
  const { db, dataDir } = openStore();
  const arrivals = new Arrivals(db, dataDir);
  const { hash } = arrivals.keep({ ...report, name: 'a.pdf', content: text('as it came') });
  appendFileSync(join(dataDir, 'files', hash.slice(0, 2), hash), '!');
  expect(() => arrivals.read(hash)).toThrowError(expect.objectContaining({ code: 'file-damaged' }));
  const expected = createHash('sha256').update('something else').digest('base64url');
  expect(() => arrivals.keep({ ...report, name: 'b.pdf', content: text('this'), expected })).toThrowError(
    expect.objectContaining({ code: 'file-damaged' }),
  );
  expect(arrivals.waiting(10).arrivals).toHaveLength(1);
  expect(readdirSync(join(dataDir, 'files'))).toEqual([hash.slice(0, 2)]);
  expect(() => arrivals.read('A'.repeat(43))).toThrowError(expect.objectContaining({ code: 'file-unknown' }));
});

it('on a full disk nothing is kept of a file, and no half of it', () => {
  const { db, dataDir } = openStore();
  const arrivals = new Arrivals(db, dataDir);
  const full = (function* (): Generator<Uint8Array> {
    yield Buffer.from('the first half');
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  })();
  expect(() => arrivals.keep({ ...report, name: 'a.pdf', content: full })).toThrowError(
    expect.objectContaining({ code: 'disk-full' }),
  );
  expect(arrivals.waiting(10).arrivals).toEqual([]);
  expect(readdirSync(join(dataDir, 'files'))).toEqual([]);
});

it('what an instrument left in its folder, and what somebody brought, is bound to the exhibit in work by its hash', async () => {
  const config = benchConfig();
  const at = await openBench(config);
  await openedParcel(at);
  const path = join(newFolder(), 'GCMS-17.pdf');
  writeFileSync(path, 'a report');
  const sha256 = createHash('sha256').update('a report').digest('hex');
  const arrived = {
    kind: 'file-arrived',
    name: 'GCMS-17.pdf',
    sizeBytes: 8,
    sha256,
    path,
    arrivedAtMs: nowMs,
  } as const;
  at.bench.onReading('gcms', arrived);
  at.bench.onReading('gcms', { ...arrived, again: true });
  const brought = at.bench.keepFile('photo.jpg', 'image/jpeg', Buffer.from('a picture'));
  expect(at.view().arrivals).toMatchObject([{ name: 'photo.jpg' }, { name: 'GCMS-17.pdf', bytes: 8 }]);
  const [, report] = at.view().arrivals;
  at.scan('P-1');
  await at.act({ action: 'bind-file', arrival: report?.arrival ?? 0 });
  await at.refuses({ action: 'bind-file', arrival: 99 }, 'file-unknown');
  await at.act({ action: 'bind-file', arrival: brought.arrival });
  expect(at.view().arrivals).toEqual([]);
  const [picture, file] = at.exhibit().findings;
  expect(file).toMatchObject({ kind: 'file', name: 'GCMS-17.pdf', mediaType: 'application/pdf', hash: report?.hash });
  expect(Buffer.from(at.bench.file(brought.hash).content).toString()).toBe('a picture');
  const form = { technique: 'mass-spectrometry', protocol: 'SOP-3', outcome: 'positive', observed: 'm/z 82' } as const;
  await at.refuses(
    { action: 'test', form: { ...form, files: [picture?.event ?? '', brought.hash] } },
    'finding-unknown',
  );
  await at.act({ action: 'test', form: { ...form, files: [file?.event ?? ''] } });
  expect(at.exhibit().findings[0]).toMatchObject({ kind: 'test', files: [file?.event] });
});

it('pieces of a file are the whole of it', () => {
  const path = join(newFolder(), 'big');
  const content = Buffer.alloc(2_500_000, 'x');
  writeFileSync(path, content);
  expect(Buffer.concat([...piecesOf(path)]).equals(content)).toBe(true);
});
