import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import { readVariable, type Setting, settingsOf, valueAt, withValue } from './config-settings.ts';
import { foundationError } from './errors.ts';

/** Environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a configuration comes from and what it must be. */
export interface ConfigSource<Schema extends z.ZodType> {
  /** The JSON file. */
  readonly file: string;
  readonly env: Environment;
  /** How the names of all variables of this program start. */
  readonly prefix: string;
  readonly schema: Schema;
}

/** One thing that is wrong with a configuration. */
interface ConfigProblem {
  /** Where, as `keys.tlsKey`, or the name of a variable. */
  readonly path: string;
  /** What is wrong, and what is allowed where that is a closed list. */
  readonly problem: string;
}

/**
 * Reads a configuration: the JSON file, over it the environment, every `filePath` made absolute from the file's folder.
 * @throws `config-unreadable`; `config-invalid` with every problem, also a variable with the prefix that names no setting
 */
export function loadConfigFile<Schema extends z.ZodType>(source: ConfigSource<Schema>): z.output<Schema> {
  const { file, env, prefix, schema } = source;
  const settings = settingsOf(schema, prefix);
  const unknown = unknownVariables(env, prefix, settings);
  if (unknown.length > 0) throw foundationError('config-invalid', { file, problems: unknown });
  const raw = withEnvironment(readJson(file), env, settings);
  const parsed = schema.safeParse(withAbsolutePaths(raw, dirname(resolve(file)), settings));
  if (parsed.success) return parsed.data;
  throw foundationError('config-invalid', { file, problems: parsed.error.issues.map(problemOf) }, parsed.error);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw foundationError('config-unreadable', { file, reason: String(cause) }, cause);
  }
}

function unknownVariables(env: Environment, prefix: string, settings: readonly Setting[]): ConfigProblem[] {
  const known = settings.map(({ variable }) => variable);
  return Object.keys(env)
    .filter((variable) => variable.startsWith(prefix) && !known.includes(variable))
    .map((path) => ({ path, problem: `unknown variable; allowed: ${known.join(', ')}` }));
}

function withEnvironment(raw: unknown, env: Environment, settings: readonly Setting[]): unknown {
  return settings.reduce((config, { variable, path, kind }) => {
    const text = env[variable];
    return text === undefined ? config : withValue(config, path, readVariable(kind, text));
  }, raw);
}

function withAbsolutePaths(raw: unknown, folder: string, settings: readonly Setting[]): unknown {
  return settings.reduce((config, { path, kind, byDefault }) => {
    const file = kind === 'file' ? (valueAt(config, path) ?? byDefault) : undefined;
    return typeof file === 'string' && file !== '' ? withValue(config, path, resolve(folder, file)) : config;
  }, raw);
}

function problemOf(issue: z.core.$ZodIssue): ConfigProblem {
  const path = issue.path.join('.') || '(root)';
  if (issue.code !== 'unrecognized_keys') return { path, problem: issue.message };
  return { path, problem: `unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}` };
}
