import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterwards, newFolder } from '@custody-edge/foundation/test-support';
import { expect, it, vi } from 'vitest';
import { benchConfig, openBench, openedParcel } from '../bench/bench-kit.ts';
import { keptSearchSchema, searchMediaType } from '../bench/library/kept-search.ts';
import { libraryResultSchema } from '../bench/library/search-view.ts';
import { stationServer } from '../main.ts';
import { silent } from '../test-kit.ts';

const x = Array.from({ length: 400 }, (_, point) => 200 + point * 4);
const band = (at: number) => x.map((value) => 100 + 900 * Math.exp(-((value - at) ** 2) / 800));

/** A Raman spectrum as JCAMP-DX 4.24. */
const jcamp = (title: string, y: readonly number[]): string =>
  [
    `##TITLE=${title}`,
    '##JCAMP-DX=4.24',
    '##DATA TYPE=RAMAN SPECTRUM',
    '##ORIGIN=test',
    '##OWNER=test',
    '##XUNITS=1/CM',
    '##YUNITS=ARBITRARY UNITS',
    '##XFACTOR=1',
    '##YFACTOR=1',
    `##FIRSTX=${x[0]}`,
    `##LASTX=${x.at(-1)}`,
    '##DELTAX=4',
    `##NPOINTS=${x.length}`,
    `##FIRSTY=${Math.round(y[0] ?? 0)}`,
    '##XYDATA=(X++(Y..Y))',
    ...y.map((value, point) => `${x[point]} ${Math.round(value)}`),
    '##END=',
    '',
  ].join('\n');

/** A library of two Raman spectra. */
function twoOfRaman(): string {
  const dir = newFolder();
  const raman = join(dir, 'raman', 'ours');
  mkdirSync(raman, { recursive: true });
  writeFileSync(join(raman, 'Quartz.jdx'), jcamp('Quartz', band(460)));
  writeFileSync(join(raman, 'Calcite.jdx'), jcamp('Calcite', band(1086)));
  return dir;
}

async function serve(dir: string) {
  const at = await openBench(benchConfig({ librariesDir: dir }));
  const server = await stationServer(at.station, silent);
  afterwards(() => server.close());
  const states = async () => (await server.inject('/api/bench/libraries')).json().libraries;
  const search = async (query: object) => {
    const payload = { technique: 'raman', x: { unit: '/cm', values: x }, yUnit: 'intensity', ...query };
    const response = await server.inject({ method: 'POST', url: '/api/bench/library-search', payload });
    return { status: response.statusCode, body: response.json() };
  };
  return { at, server, states, search };
}

it('a spectrum is looked up in a library of the laboratory, and what is damaged in it is put aside with its reason', async () => {
  const dir = twoOfRaman();
  writeFileSync(join(dir, 'raman', 'ours', 'Torn.jdx'), jcamp('Torn', band(900)).slice(0, 600));
  const { at, server, states, search } = await serve(dir);
  await vi.waitFor(async () => expect((await states())[0]?.state).toBe('ready'), { timeout: 20_000 });
  expect(await states()).toMatchObject([
    { technique: 'raman', name: 'ours', entries: 2, putAside: [{ fileName: 'Torn.jdx' }] },
  ]);

  const { status, body } = await search({ y: band(1088) });
  expect(status).toBe(200);
  const result = libraryResultSchema.parse(body);
  expect(result.matches.map(({ rank, name }) => [rank, name])).toEqual([
    [1, 'Calcite'],
    [2, 'Quartz'],
  ]);
  expect(result.matches[0]?.gap).toBeGreaterThan(0.5);
  expect(result.query.x).toHaveLength(result.query.y.length);

  const hash = at.bench.keepFile('sample.jdx', 'chemical/x-jcamp-dx', Buffer.from(jcamp('Sample', band(462)))).hash;
  const ofFile = (payload: object) => server.inject({ method: 'POST', url: '/api/bench/library-search', payload });
  const found = await ofFile({ technique: 'raman', file: hash });
  expect(found.json().matches[0]).toMatchObject({ rank: 1, name: 'Quartz' });
  expect((await ofFile({ technique: 'raman', file: hash, spectrum: 1 })).json()).toMatchObject({
    code: 'spectrum-absent',
  });

  expect(await search({ y: x.map(() => 5) })).toMatchObject({ status: 409, body: { code: 'spectrum-featureless' } });
  expect(await search({ y: band(900), library: 'theirs' })).toMatchObject({
    status: 404,
    body: { code: 'library-unknown' },
  });
  expect(await search({ y: [1, 2] })).toMatchObject({ status: 400 });
  at.station.officers.signOut();
  expect((await search({ y: band(900) })).status).toBe(403);
  expect((await server.inject('/api/bench/libraries')).statusCode).toBe(403);
});

it('a spectrum of an exhibit is looked up by its file alone, and what was found is bound to the exhibit', async () => {
  const { at, server, states } = await serve(twoOfRaman());
  await vi.waitFor(async () => expect((await states())[0]?.state).toBe('ready'), { timeout: 20_000 });
  const post = async (url: string, payload: object) => {
    const response = await server.inject({ method: 'POST', url, payload });
    return { status: response.statusCode, body: response.json() };
  };
  await openedParcel(at);
  const { subject } = at.exhibit();
  const content = Buffer.from(jcamp('Sample', band(462)));
  const { hash: file, arrival } = at.bench.keepFile('sample.jdx', 'chemical/x-jcamp-dx', content);
  const keep = (exhibit: string) => post('/api/bench/library-search/keep', { file, exhibit });
  expect(await keep(subject)).toMatchObject({ status: 404, body: { code: 'finding-unknown' } });
  await at.act({ action: 'bind-file', arrival });
  expect(at.exhibit().findings[0]).toMatchObject({ kind: 'file', maybeSpectrum: true });
  expect(at.view().hasLibraries).toBe(true);

  const found = await post('/api/bench/library-search', { file });
  expect(found.body).toMatchObject({
    technique: 'raman',
    category: 'A',
    wording: { en: expect.stringMatching(/^Presumptive only.*category A/) },
    matches: [{ name: 'Quartz' }, { name: 'Calcite' }],
  });
  expect(await keep('exhibit/unknown')).toMatchObject({ status: 404, body: { code: 'exhibit-nowhere' } });
  expect((await keep(subject)).status).toBe(200);
  at.scan('P-1');
  const [kept] = at.exhibit().findings;
  if (kept?.kind !== 'file') throw new Error('nothing was kept');
  expect(kept).toMatchObject({ mediaType: searchMediaType, maybeSpectrum: false });
  const written = keptSearchSchema.parse(JSON.parse(Buffer.from(at.bench.file(kept.hash).content).toString()));
  expect(written).toMatchObject({
    searched: { file, spectrum: 0 },
    library: { name: 'ours', entries: 2 },
    matches: [{ rank: 1, name: 'Quartz' }, { rank: 2 }],
  });
  expect(written.best?.x).toEqual(written.query.x);

  const table = at.bench.keepFile('numbers.csv', 'text/csv', Buffer.from('1,2\n2,3\n3,5\n')).hash;
  expect((await post('/api/bench/library-search', { file: table })).body.code).toMatch(
    /^(library-technique|spectrum-form)/,
  );
  const nameless = jcamp('Sample', band(462)).replace('RAMAN SPECTRUM', 'SPECTRUM');
  const unsaid = at.bench.keepFile('unsaid.jdx', 'chemical/x-jcamp-dx', Buffer.from(nameless)).hash;
  expect((await post('/api/bench/library-search', { file: unsaid })).body.code).toBe('library-technique-unknown');
  expect((await post('/api/bench/library-search', { file: unsaid, technique: 'raman' })).status).toBe(200);
  const visible = jcamp('Sample', band(462)).replace('RAMAN SPECTRUM', 'UV/VIS SPECTRUM').replace('1/CM', 'NANOMETERS');
  const uv = at.bench.keepFile('uv.jdx', 'chemical/x-jcamp-dx', Buffer.from(visible)).hash;
  expect(await post('/api/bench/library-search', { file: uv })).toMatchObject({
    status: 409,
    body: { code: 'library-none-of-kind' },
  });
  at.station.officers.signOut();
  expect((await keep(subject)).status).toBe(403);
});
