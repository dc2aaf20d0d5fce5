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

/** The last line of a test run, and whether all is well. */
export interface TestCounts {
  readonly line: string;
  readonly isWell: boolean;
}

/**
 * @param report Vitest's JSON report
 * @param mustAllRun whether a skipped test is a failure
 * @throws `SyntaxError` or `z.ZodError` for what is no report
 */
export function readReport(report: string, mustAllRun: boolean): TestCounts {
  const { success, testResults, ...counts } = reportSchema.parse(JSON.parse(report));
  // A file that fails outside its tests has no failed test to show for it.
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((assertion) => assertion.status !== 'failed'),
  ).length;
  const passed = counts.numPassedTests;
  const failed = counts.numFailedTests + brokenFiles;
  const skipped = counts.numPendingTests + counts.numTodoTests;
  return {
    line: `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
    isWell: success && failed === 0 && passed > 0 && !(mustAllRun && skipped > 0),
  };
}
