import { isCustodyError } from '@custody-edge/foundation';
import { type Method, methodSchema } from './method.ts';
import { hashOf, isFormer, type MethodFile, parseMethodFile } from './method-file.ts';
import { stepSchema } from './step.ts';
import { blanksOf, type StructureProblem, structureProblems } from './structure.ts';

/** One thing to correct in a file of a method, or to complete where only the laboratory can. */
export interface MethodFinding {
  readonly path: string;
  readonly rule:
    | StructureProblem['rule']
    | 'readable'
    | 'schema'
    | 'file-name'
    | 'field-order'
    | 'version'
    | 'incomplete';
  readonly message: string;
}

/**
 * Checks files of methods for form, order, what their steps say of each other, and what is still blank.
 * @param below files that these come before: one that differs from them under the same version would be refused at the bench
 */
export function lintMethods(files: readonly MethodFile[], below: readonly MethodFile[] = []): MethodFinding[] {
  const versions = new Map(below.flatMap((file) => versionOf(file)));
  return files.flatMap((file) => {
    const { path } = file;
    const findings: MethodFinding[] = [];
    const report = (rule: MethodFinding['rule'], message: string) => findings.push({ path, rule, message });
    const data = tryToParse(file);
    if (data.failed !== undefined) return [{ path, rule: 'readable' as const, message: data.failed }];
    const parsed = methodSchema.safeParse(data.is);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) report('schema', `${issue.path.join('.') || 'file'}: ${issue.message}`);
      return findings;
    }
    const method = parsed.data;
    if (!isFormer(file) && path !== `${method.id}.json5`)
      report('file-name', `the file of ${method.id} is called ${method.id}.json5`);
    for (const message of orderProblems(data.is)) report('field-order', message);
    for (const { rule, message } of structureProblems(method)) report(rule, message);
    for (const blank of blanksOf(method)) report('incomplete', `${blank} is blank: the laboratory names it`);
    const [key, hash] = keyOf(method, file);
    const other = versions.get(key);
    if (other !== undefined && other !== hash)
      report(
        'version',
        `another file is version ${method.version} of ${method.id}: give this one a version of its own`,
      );
    versions.set(key, hash);
    return findings;
  });
}

const keyOf = ({ id, version }: Method, { bytes }: MethodFile): readonly [string, string] => [
  `${id} ${version}`,
  bytes ? hashOf(bytes) : '',
];

function versionOf(file: MethodFile): (readonly [string, string])[] {
  const parsed = methodSchema.safeParse(tryToParse(file).is);
  return parsed.success ? [keyOf(parsed.data, file)] : [];
}

function tryToParse(file: MethodFile): { readonly is?: unknown; readonly failed?: string } {
  try {
    return { is: parseMethodFile(file) };
  } catch (error) {
    if (!isCustodyError(error)) throw error;
    const why = error.cause instanceof Error ? error.cause.message : error.message;
    return { failed: why };
  }
}

/** Same order in every file, so that two methods can be compared side by side. */
function orderProblems(data: unknown): string[] {
  const orders = [orderProblem('the method', data, Object.keys(methodSchema.shape))];
  const steps = isObject(data) && Array.isArray(data.steps) ? data.steps : [];
  for (const step of steps) {
    const variant = stepSchema.options.find(({ shape }) => isObject(step) && shape.kind.value === step.kind);
    if (variant && isObject(step)) orders.push(orderProblem(String(step.id), step, Object.keys(variant.shape)));
  }
  return orders.flatMap((problem) => problem ?? []);
}

function orderProblem(what: string, data: unknown, order: readonly string[]): string | undefined {
  const present = isObject(data) ? Object.keys(data) : [];
  const wanted = order.filter((key) => present.includes(key));
  return present.join() === wanted.join()
    ? undefined
    : `write the fields of ${what} in this order: ${wanted.join(', ')}`;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
