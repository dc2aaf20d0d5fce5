import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Reading } from '../../reading.ts';
import { WatchedFolder } from '../../transport/folder.ts';
import { Arrivals } from './arrivals.ts';
import { Journal } from './journal.ts';

const settleMs = 2000;
const name = fc.constantFrom('a.txt', 'b.txt');
const bytes = fc.uint8Array({ minLength: 1, maxLength: 6, max: 3 });

/** What somebody does to the folder, or the folder is looked at some time later. */
const deed = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('append' as const), name, bytes }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('write' as const), name, bytes }) },
  fc.record({ do: fc.constant('truncate' as const), name }),
  fc.record({ do: fc.constant('touch' as const), name }),
  fc.record({ do: fc.constant('remove' as const), name }),
  fc.record({ do: fc.constant('write-unfinished' as const), name, bytes }),
  fc.record({ do: fc.constant('rename' as const), name }),
  { weight: 8, arbitrary: fc.record({ do: fc.constant('look' as const), afterMs: fc.integer({ min: 1, max: 2500 }) }) },
  fc.record({ do: fc.constant('restart' as const) }),
);
type Deed = typeof deed extends fc.Arbitrary<infer Value> ? Value : never;

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** A real folder, and a clock that the test turns. */
async function world() {
  const root = mkdtempSync(join(tmpdir(), 'custody-edge-'));
  const [path, spool] = [join(root, 'in'), join(root, 'spool')];
  mkdirSync(path);
  let nowMs = 0;
  const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
  const arrived: Extract<Reading, { kind: 'file-arrived' }>[] = [];
  const emit = (reading: Reading) => {
    if (reading.kind === 'file-arrived') arrived.push(reading);
  };
  const open = async () => {
    const folder = new WatchedFolder(path, spool, 10_000, new AbortController().signal);
    await folder.prepare();
    const journal = await Journal.open(spool);
    await folder.tidy(new Set(journal.untold.map(({ copy }) => copy)));
    const rule = { settleMs, largestBytes: 1000, ignoredNames: ['*.part'] };
    return new Arrivals(folder, journal, rule, { clock, emit });
  };
  const at = (file: string) => join(path, file);
  const contentOf = (file: string): Buffer | undefined => {
    try {
      return readFileSync(at(file));
    } catch {
      return undefined;
    }
  };
  let arrivals = await open();
  /** Since when each file has its content, by the clock; and whether it was renamed into its name. */
  const since = new Map<string, { readonly hash: string; readonly ms: number; readonly renamed: boolean }>();
  const noteChange = (file: string, renamed = false) => {
    const content = contentOf(file);
    const before = since.get(file);
    if (!content) since.delete(file);
    else if (renamed || before?.hash !== sha256(content))
      since.set(file, { hash: sha256(content), ms: nowMs, renamed });
  };
  const act = async (what: Deed): Promise<void> => {
    if (what.do === 'look') {
      nowMs += what.afterMs;
      const before = arrived.length;
      await arrivals.look();
      for (const { name: file, sha256: hash, path: copy, sizeBytes } of arrived.slice(before)) {
        const content = contentOf(file) ?? Buffer.alloc(0);
        const known = since.get(file);
        expect(hash).toBe(sha256(content));
        expect(readFileSync(copy)).toEqual(content);
        expect(sizeBytes).toBe(content.length);
        expect(known?.renamed || nowMs - (known?.ms ?? nowMs) >= settleMs, 'it had not stood still').toBe(true);
      }
    } else if (what.do === 'restart') arrivals = await open();
    else {
      const file = at(what.name);
      const isThere = contentOf(what.name) !== undefined;
      switch (what.do) {
        case 'append':
          appendFileSync(file, what.bytes);
          break;
        case 'write':
          writeFileSync(file, what.bytes);
          break;
        case 'truncate':
          if (isThere) truncateSync(file, 0);
          break;
        case 'touch':
          if (isThere) utimesSync(file, Date.now() / 1000, Date.now() / 1000 + 10);
          break;
        case 'remove':
          rmSync(file, { force: true });
          break;
        case 'write-unfinished':
          appendFileSync(`${file}.part`, what.bytes);
          break;
        case 'rename':
          if (contentOf(`${what.name}.part`) !== undefined) renameSync(`${file}.part`, file);
          else return;
      }
      noteChange(what.name, what.do === 'rename');
    }
  };
  return { act, arrived, contentOf, close: () => rmSync(root, { recursive: true, force: true }) };
}

it('whatever is written, cut, renamed and removed in between: what arrives had stood still, arrives once, and is what was there', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 40 }), async (deeds) => {
      const { act, arrived, contentOf, close } = await world();
      try {
        for (const what of deeds) await act(what);
        for (let look = 0; look < 4; look += 1) await act({ do: 'look', afterMs: settleMs });
        const keys = arrived.map(({ name: file, sha256: hash }) => `${file} ${hash}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const file of ['a.txt', 'b.txt']) {
          const content = contentOf(file);
          if (content) expect(keys).toContain(`${file} ${sha256(content)}`);
        }
      } finally {
        close();
      }
    }),
    { seed: 11, numRuns: 60 },
  );
});
