import { isCustodyError } from '@custody-edge/foundation';
import { type Logger, pino } from 'pino';

/** Fields that must never reach a log, at the top or one and two levels down: what identifies a person, keys and what opens them. */
const withheldFields = [
  'name',
  'parentage',
  'prisonerNumber',
  'cnic',
  'identity',
  'templates',
  'template',
  'pixels',
  'image',
  'key',
  'bytes',
  'wrapped',
  'privateKey',
  'signingKey',
  'encryptionKey',
  'pin',
  'ownPin',
  'oneTimeCode',
];

const describeError = (error: unknown): Readonly<Record<string, unknown>> => {
  if (!(error instanceof Error)) return { message: String(error) };
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  return isCustodyError(error)
    ? { code: error.code, message: error.message, stack: error.stack, ...cause }
    : { type: error.constructor.name, message: error.message, stack: error.stack, ...cause };
};

/**
 * A service's log: JSON lines that carry ids, never personal data.
 * @param base fields of every line, such as the service's name
 */
export function createLog(
  level: string,
  base: Readonly<Record<string, string>>,
  destination: { write(line: string): void } = process.stdout,
): Logger {
  return pino(
    {
      base,
      level,
      serializers: { err: describeError },
      redact: {
        paths: withheldFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: '[withheld]',
      },
    },
    destination,
  );
}
