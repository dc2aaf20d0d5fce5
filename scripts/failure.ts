import { toCustodyError } from '@custody-edge/foundation';

/**
 * Says on standard error what failed (code, sentence, next step) and makes the process end with 1.
 * The stack and the causes are shown only when the environment variable DEBUG is set.
 */
export function reportFailure(failure: unknown): void {
  const error = toCustodyError(failure);
  console.error(`${error.code}: ${error.entry.officer.en}`);
  for (const [name, value] of Object.entries(error.details)) {
    if (Array.isArray(value))
      console.error([`  ${name}:`, ...value.map((item) => `    - ${inWords(item)}`)].join('\n'));
    else if (value !== undefined) console.error(`  ${name}: ${inWords(value)}`);
  }
  console.error(`Next step: ${error.entry.staff}`);
  if (process.env.DEBUG) console.error(failure);
  process.exitCode = 1;
}

/** A detail on one line; the fields of an object as `path: problem`. */
function inWords(detail: unknown): string {
  if (typeof detail === 'string') return detail;
  const isFlat =
    typeof detail === 'object' && detail !== null && Object.values(detail).every((field) => typeof field === 'string');
  return isFlat ? Object.values(detail).join(': ') : JSON.stringify(detail);
}
