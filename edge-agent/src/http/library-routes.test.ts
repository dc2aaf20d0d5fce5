import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterwards, newFolder } from '@custody-edge/foundation/test-support';
import { expect, it, vi } from 'vitest';
import { benchConfig, openBench } from '../bench/bench-kit.ts';
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
  const dir = newFolder();
  const raman = join(dir, 'raman', 'ours');
  mkdirSync(raman, { recursive: true });
  for (const [name, at] of [
    ['Quartz', 460],
    ['Calcite', 1086],
  ] as const)
    writeFileSync(join(raman, `${name}.jdx`), jcamp(name, band(at)));
  writeFileSync(join(raman, 'Torn.jdx'), jcamp('Torn', band(900)).slice(0, 600));
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
