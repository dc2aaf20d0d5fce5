import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The part of Vitest's JSON report that counts. */
const reportSchema = z.object({
  success: z.boolean(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
});

function readReport(path: string | undefined): z.infer<typeof reportSchema> | undefined {
  try {
    return reportSchema.parse(JSON.parse(readFileSync(path ?? '', 'utf8')));
  } catch (error) {
    console.error(`The test report cannot be read: ${String(error)}`);
    return undefined;
  }
}

const report = readReport(process.argv[2]);
if (report) {
  // A file that fails outside its tests has no failed test to show for it.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((assertion) => assertion.status !== 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  const skipped = report.numPendingTests + report.numTodoTests;
  console.log(`${report.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  const mustAllRun = Boolean(process.env.CUSTODY_EDGE_REQUIRE_ALL);
  if (!report.success || failed > 0 || report.numPassedTests === 0 || (mustAllRun && skipped > 0)) process.exitCode = 1;
} else {
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
