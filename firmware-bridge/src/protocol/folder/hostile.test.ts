import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import { expect, it } from 'vitest';
import { station, until } from '../../test-kit.ts';

const table = 'Wavelength (nm),Absorbance\n400,0.1\n401,0.25\n402,0.5\n';
const jcamp = (points: string, rows: string) =>
  `##TITLE=x\n##JCAMP-DX=4.24\n##DATA TYPE=UV/VIS SPECTRUM\n##XUNITS=NANOMETERS\n##YUNITS=ABSORBANCE\n##FIRSTX=400\n##LASTX=402\n##XFACTOR=1\n##YFACTOR=1\n##NPOINTS=${points}\n##XYDATA=(X++(Y..Y))\n${rows}\n##END=\n`;

/** An SPC of the new format whose header says how many points there are, and which holds none. */
function spcOf(points: number): Buffer {
  const bytes = Buffer.alloc(512);
  bytes[1] = 0x4b;
  bytes[3] = 0x80;
  bytes.writeUInt32LE(points, 4);
  bytes.writeDoubleLE(400, 8);
  bytes.writeDoubleLE(402, 16);
  bytes.writeUInt32LE(1, 24);
  return bytes;
}

const hostile: Readonly<Record<string, string | Buffer>> = {
  'endless line.csv': '1,2,'.repeat(300_000),
  'more points than it holds.jdx': jcamp('302', '400 0.1 0.25 0.5'),
  'points without end.jdx': jcamp('3', '400@s999999999'),
  'a billion points.jdx': jcamp('1000000000', '400 0.1 0.25 0.5'),
  'lying.spc': spcOf(0xffffffff),
  'no number.csv': 'Wavelength (nm),Absorbance\n400,1e999\n401,NaN\n402,--\n',
};

it('whatever lies in a watched folder, what can be taken is taken, what cannot is told, and a good file gives its spectrum', async () => {
  const root = newFolder();
  const [path, spool] = [join(root, 'in'), join(root, 'copies')];
  mkdirSync(path);
  const at = (name: string) => join(path, name);
  const config = {
    id: 'instrument',
    profile: 'watched-folder',
    address: { kind: 'folder' as const, path, spool },
    settings: { pollIntervalMs: 10, settleMs: 30, largestBytes: 2_000_000 },
  };
  const { ready, ofKind, statuses, statusOf } = station([config]);
  await ready(config.id);

  mkdirSync(at('folder.csv'));
  symlinkSync('/dev/zero', at('zero.csv'));
  symlinkSync(path, at('itself.csv'));
  symlinkSync('/nowhere', at('nowhere.csv'));
  execFileSync('mkfifo', [at('pipe.csv')]);
  writeFileSync(at('too large.csv'), '');
  truncateSync(at('too large.csv'), 2 ** 40);
  // A name of another code: no UTF-8.
  writeFileSync(Buffer.concat([Buffer.from(`${path}/`), Buffer.from([0xc7, 0xe1, 0x2e, 0x63, 0x73, 0x76])]), table);
  writeFileSync(at('a\nb "c" ..%2f.csv'), table.replace('0.5', '0.51'));
  for (const [name, content] of Object.entries(hostile)) writeFileSync(at(name), content);

  const arrived = () =>
    ofKind('file-arrived')
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('moving'));
  // Renamed and replaced while it is looked at, then gone.
  for (let turn = 0; turn < 20; turn++) {
    writeFileSync(at('moving'), table.replace('0.5', String(turn)));
    renameSync(at('moving'), at(`moving ${turn % 3}.csv`));
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  for (const number of [0, 1, 2]) rmSync(at(`moving ${number}.csv`), { force: true });
  writeFileSync(at('good.csv'), table);
  await until(() => ofKind('file-spectrum').some(({ name }) => name === 'good.csv'));
  await until(() => ofKind('file-refused').length >= 2);

  expect(arrived().sort()).toEqual([...Object.keys(hostile), 'a\nb "c" ..%2f.csv', 'good.csv'].sort());
  const without = ofKind('file-without-spectrum');
  expect(without.map(({ name }) => name).sort()).toEqual(Object.keys(hostile).sort());
  for (const { error } of without) expect(error.entry.officer.ur).not.toBe('');
  expect(ofKind('file-refused').map(({ name, error }) => [name, error.code])).toEqual(
    expect.arrayContaining([
      ['too large.csv', 'file-too-large'],
      ['\ufffd\ufffd.csv', 'file-unreadable'],
    ]),
  );
  expect(ofKind('file-refused')).toHaveLength(2);
  expect(statusOf(config.id)?.state).toBe('ready');
  expect(statuses.some(({ error }) => error !== undefined)).toBe(false);
});
