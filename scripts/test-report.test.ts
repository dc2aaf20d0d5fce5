import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newFolder } from '@custody-edge/foundation/test-support';
import { beforeAll, describe, expect, it } from 'vitest';
import { readReport } from './test-report.ts';

let dir: string;
beforeAll(async () => {
  dir = newFolder();
});

const counts = {
  success: true,
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
};

/** As `.ci/run` asks for it, in a process. */
async function summaryOf(report: unknown, env: NodeJS.ProcessEnv = {}) {
  const path = join(dir, 'report.json');
  await writeFile(path, typeof report === 'string' ? report : JSON.stringify(report));
  const { CUSTODY_EDGE_REQUIRE_ALL: _, ...inherited } = process.env;
  const script = fileURLToPath(new URL('./count-tests.ts', import.meta.url));
  const done = spawnSync(process.execPath, [script, path], { encoding: 'utf8', env: { ...inherited, ...env } });
  return { line: done.stdout.trim().split('\n').at(-1), status: done.status };
}

describe('the last line of a test run', () => {
  const of = (report: object, mustAllRun = false) => readReport(JSON.stringify(report), mustAllRun);

  it('counts what passed', () => {
    expect(of(counts)).toEqual({ line: '3 passed, 0 failed', isWell: true });
  });

  it('is a failure when a test failed, or a file fell before its tests', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    expect(of({ ...counts, success: false, numFailedTests: 1, testResults })).toEqual({
      line: '3 passed, 2 failed',
      isWell: false,
    });
  });

  it('is a failure for skipped tests only where all must run', async () => {
    const skipped = { ...counts, numPendingTests: 2 };
    expect(await summaryOf(skipped)).toEqual({ line: '3 passed, 0 failed, 2 skipped', status: 0 });
    expect(await summaryOf(skipped, { CUSTODY_EDGE_REQUIRE_ALL: '1' })).toMatchObject({ status: 1 });
  });

  it('is a failure when nothing ran or nothing was written', async () => {
    expect(of({ ...counts, numPassedTests: 0 })).toMatchObject({ isWell: false });
    expect(await summaryOf('half a rep')).toEqual({ line: '0 passed, 1 failed', status: 1 });
  });
});
