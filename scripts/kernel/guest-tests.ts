import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { DebianKernel } from './debian.ts';
import { writeImage } from './image.ts';
import { Machine } from './machine.ts';

/** What became of one test in the guest, as `guest/run-tests.ts` writes it. */
const reportSchema = z.object({
  file: z.string(),
  name: z.string(),
  durationMs: z.number(),
  /** Why it failed. */
  failure: z.string().optional(),
  /** Why it did not run. */
  skipped: z.string().optional(),
});
export type GuestReport = z.infer<typeof reportSchema>;

const limitMs = 240_000;

/** Starts a machine, runs the files of tests in its guest one after the other, and tells what became of each test. */
export async function runInGuest(kernel: DebianKernel, files: readonly string[]): Promise<GuestReport[]> {
  const folder = mkdtempSync(join(tmpdir(), 'custody-edge-kernel-'));
  const [image, consoleFile] = [join(folder, 'image'), join(folder, 'console')];
  const said: string[] = [];
  try {
    writeImage(image, kernel);
    const program = [join(import.meta.dirname, 'guest/run-tests.ts'), ...files];
    const machine = new Machine({ kernel, image, program, consoleFile, limitMs });
    for await (const line of machine.lines()) said.push(line);
    const reports = said.filter((line) => line.startsWith('{')).map((line) => reportSchema.parse(JSON.parse(line)));
    if (said.at(-1) !== 'done') throw new Error(`the guest ended early:\n${said.join('\n')}\n${read(consoleFile)}`);
    return reports;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const read = (file: string): string => readFileSync(file, 'utf8').slice(-20_000);
