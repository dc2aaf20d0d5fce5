import { createPrivateKey } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { createSigner, type FeedItem, feedItemSchema, signFeedStatement } from '@custody-edge/event-contract';
import { systemClock, systemRandom, uuidV7 } from '@custody-edge/foundation';
import type { Command } from 'commander';
import { z } from 'zod';
import { commandError } from '../errors.ts';
import { feedKeyFile } from '../provision/feed.ts';
import { readIfThere, writeWhole } from '../provision/files.ts';

/** What one statement may take as JSON: signed, it has to fit into a message of 64 kB. */
const roomBytes = 44_000;
const mostItems = 100;

/** Shares items out over statements, in their order. */
function statementsOf(items: readonly FeedItem[]): FeedItem[][] {
  const statements: FeedItem[][] = [];
  let bytes = 0;
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item)) + 1;
    const last = statements.at(-1);
    if (last && last.length < mostItems && bytes + size <= roomBytes) {
      last.push(item);
      bytes += size;
    } else {
      statements.push([item]);
      bytes = size;
    }
  }
  return statements;
}

/** @throws `file-unusable`, `option-invalid` with the first thing that is wrong */
async function readItems(path: string): Promise<FeedItem[]> {
  let content: string;
  try {
    content = await text(path === '-' ? process.stdin : createReadStream(path));
  } catch (cause) {
    throw commandError('file-unusable', { path, reason: String(cause) }, cause);
  }
  try {
    return z.array(feedItemSchema).min(1).parse(JSON.parse(content));
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw commandError('option-invalid', { option: 'items', value: path, allowed: reason }, cause);
  }
}

async function signCommand({ dir, items, out }: { dir: string; items: string; out: string }): Promise<void> {
  const key = await readIfThere(join(dir, feedKeyFile));
  if (key === undefined) throw commandError('enrolment-missing', { dir: resolve(dir) });
  const signer = createSigner(createPrivateKey(key));
  const wanted = await readItems(items);
  const lines = statementsOf(wanted).map((some) => {
    const issuedAt = new Date(systemClock.nowMs()).toISOString();
    return signFeedStatement({ statementId: uuidV7(systemClock, systemRandom), issuedAt, items: some }, signer).text;
  });
  await writeWhole(out, `${lines.join('\n')}\n`, 'public');
  console.log(`Signed ${wanted.length} items in ${lines.length} statements: ${out}`);
}

/** `custody-edge feed`: what courts tell the centre in signed files. */
export function register(program: Command): void {
  program
    .command('feed')
    .description('Sign what a court tells the centre, as a file for the centre’s inbox')
    .command('sign')
    .description(
      'Sign a JSON list of items: release orders, court lists, expected admissions, other cases, court directories',
    )
    .requiredOption('--dir <folder>', 'folder of the source, with its key')
    .option('--items <file>', 'the list; - reads standard input', '-')
    .requiredOption('--out <file>', 'where the signed file is written, whole')
    .action(signCommand);
}
