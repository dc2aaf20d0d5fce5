import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newFolder } from '@custody-edge/foundation/test-support';
import { describe, expect, it } from 'vitest';
import { station, until } from '../../test-kit.ts';

const table = 'Wavelength (nm),Absorbance\n400,0.1\n401,0.25\n402,0.5\n';
const sha256 = createHash('sha256').update(table).digest('hex');
const child = fileURLToPath(new URL('./test-support/die-at.ts', import.meta.url));

function places() {
  const root = newFolder();
  const [path, spool] = [join(root, 'in'), join(root, 'copies')];
  mkdirSync(path);
  return { path, spool };
}

const watching = ({ path, spool }: ReturnType<typeof places>) =>
  station([
    {
      id: 'instrument',
      profile: 'watched-folder',
      address: { kind: 'folder', path, spool },
      settings: { pollIntervalMs: 10, settleMs: 20 },
    },
  ]);

const journal = (spool: string, ...lines: object[]) =>
  writeFileSync(join(spool, 'arrived.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

const copy = '5-1-uv.csv';
const kept = { name: 'uv.csv', sha256, copy, sizeBytes: table.length, arrivedAtMs: 5, begun: 0 };

describe('a station that is killed', () => {
  it.each(['file-arrived', 'file-spectrum'])(
    'as it hands on a %s tells of the kept copy and its spectrum when it is back, and then no more',
    async (kind) => {
      const { path, spool } = places();
      writeFileSync(join(path, 'uv.csv'), table);
      const [, signal] = await once(spawn(process.execPath, [child, path, spool, kind], { stdio: 'ignore' }), 'exit');
      expect(signal).toBe('SIGKILL');
      // The instrument's own file may be gone by then.
      rmSync(join(path, 'uv.csv'));
      const later = watching({ path, spool });
      await until(() => later.ofKind('file-spectrum').length > 0);
      const [arrived] = later.ofKind('file-arrived');
      expect(arrived).toMatchObject({ name: 'uv.csv', sha256, again: true });
      expect(later.ofKind('file-spectrum')).toMatchObject([
        { sha256, path: arrived?.path, number: 1, y: [0.1, 0.25, 0.5] },
      ]);
      await until(() => readFileSync(join(spool, 'arrived.jsonl'), 'utf8').includes('told'));
      await later.bridge.stop();
      const last = watching({ path, spool });
      writeFileSync(join(path, 'other.csv'), table.replace('0.5', '0.6'));
      await until(() => last.ofKind('file-arrived').length > 0);
      expect(last.readings.map(({ reading }) => 'name' in reading && reading.name)).toEqual(['other.csv']);
    },
  );

  it.each([
    ['before its copy had its name', `.incoming-${copy}`],
    ['after its copy had its name', copy],
  ])('%s finds it again', async (_, name) => {
    const { path, spool } = places();
    mkdirSync(spool);
    writeFileSync(join(spool, name), table);
    journal(spool, kept);
    const later = watching({ path, spool });
    await until(() => later.ofKind('file-spectrum').length > 0);
    expect(later.ofKind('file-arrived')).toMatchObject([{ path: join(spool, copy), sha256, arrivedAtMs: 5 }]);
    expect(readFileSync(join(spool, copy), 'utf8')).toBe(table);
  });

  it('before its copy was noted takes the file as new, and leaves nothing lying about', async () => {
    const { path, spool } = places();
    mkdirSync(spool);
    writeFileSync(join(spool, `.incoming-${copy}`), table.slice(0, 20));
    writeFileSync(join(path, 'uv.csv'), table);
    const later = watching({ path, spool });
    await until(() => later.ofKind('file-arrived').length > 0);
    expect(later.ofKind('file-arrived')).toMatchObject([{ sha256 }]);
    expect(later.ofKind('file-arrived')[0]).not.toHaveProperty('again');
    expect(readdirSync(spool).sort()).toHaveLength(2);
  });

  it('and whose copy was taken away takes the file again', async () => {
    const { path, spool } = places();
    mkdirSync(spool);
    journal(spool, kept);
    writeFileSync(join(path, 'uv.csv'), table);
    const later = watching({ path, spool });
    await until(() => later.ofKind('file-arrived').length > 0);
    expect(later.ofKind('file-arrived')).toHaveLength(1);
  });

  it('again and again while it reads one file gives that one up, and says so', async () => {
    const { path, spool } = places();
    mkdirSync(spool);
    writeFileSync(join(spool, copy), table);
    journal(spool, { ...kept, begun: 4 }, { begun: copy });
    const later = watching({ path, spool });
    await until(() => later.ofKind('file-without-spectrum').length > 0);
    expect(later.ofKind('file-without-spectrum')).toMatchObject([
      { sha256, error: { code: 'spectrum-reading-stopped' } },
    ]);
  });

  it('and whose copy was written to since says so instead of a spectrum', async () => {
    const { path, spool } = places();
    mkdirSync(spool);
    writeFileSync(join(spool, copy), table.replace('0.5', '0.6'));
    journal(spool, kept);
    const later = watching({ path, spool });
    await until(() => later.ofKind('file-without-spectrum').length > 0);
    expect(later.ofKind('file-without-spectrum')[0]?.error.code).toBe('file-copy-altered');
  });
});
