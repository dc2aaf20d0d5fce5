import { basename } from 'node:path';
import { run } from 'node:test';

/** Runs files of tests in this process, one test after the other, and tells what became of each in a line of JSON. */
for await (const event of run({ files: process.argv.slice(2), isolation: 'none', concurrency: 1 })) {
  if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
  const { name, file = '', details, skip } = event.data;
  const failure = event.type === 'test:fail' ? event.data.details.error : undefined;
  // A suite has nothing to say that its tests do not, unless it is itself that failed.
  if (details.type === 'suite' && (!failure || isOfTests(failure))) continue;
  const report = {
    ...{ file: basename(file), name, durationMs: Math.round(details.duration_ms) },
    ...(failure && { failure: reasonOf(failure) }),
    ...(typeof skip === 'string' && { skipped: skip }),
  };
  console.log(JSON.stringify(report));
}
console.log('done');
process.exit();

function isOfTests(failure: Error): boolean {
  return 'failureType' in failure && failure.failureType === 'subtestsFailed';
}

function reasonOf(failure: Error): string {
  const cause = failure.cause instanceof Error ? failure.cause : failure;
  return cause.stack ?? cause.message;
}
