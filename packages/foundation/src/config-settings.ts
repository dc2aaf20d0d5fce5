import { z } from 'zod';
import { pathFormat } from './config-fields.ts';

/** One value of a configuration, with the environment variable that overrides it. */
export interface Setting {
  readonly variable: string;
  readonly path: readonly string[];
  readonly kind: 'text' | 'number' | 'list' | 'file';
  readonly byDefault?: unknown;
}

interface SchemaNode {
  readonly type?: string | undefined;
  readonly format?: string | undefined;
  readonly default?: unknown;
  readonly items?: SchemaNode | undefined;
  readonly properties?: Readonly<Record<string, SchemaNode>> | undefined;
  readonly oneOf?: readonly SchemaNode[] | undefined;
  readonly anyOf?: readonly SchemaNode[] | undefined;
}
const schemaNode: z.ZodType<SchemaNode> = z.looseObject({
  type: z.string().optional(),
  format: z.string().optional(),
  default: z.unknown().optional(),
  get items() {
    return schemaNode.optional();
  },
  get properties() {
    return z.record(z.string(), schemaNode).optional();
  },
  get oneOf() {
    return z.array(schemaNode).optional();
  },
  get anyOf() {
    return z.array(schemaNode).optional();
  },
});
const objectSchema = z.record(z.string(), z.unknown());

/** For editors; it sets nothing. */
const schemaField = '$schema';

const variableOf = (prefix: string, path: readonly string[]): string =>
  prefix + path.map((part) => part.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()).join('_');

function kindOf({ type, format, items }: SchemaNode): Setting['kind'] | undefined {
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'array') return items?.type === 'string' ? 'list' : undefined;
  return format === pathFormat ? 'file' : 'text';
}

function settingsBelow(node: SchemaNode, path: readonly string[], prefix: string): Setting[] {
  const branches = [node, ...(node.oneOf ?? []), ...(node.anyOf ?? [])];
  const nested = branches.flatMap((branch) =>
    Object.entries(branch.properties ?? {}).flatMap(([name, child]) => settingsBelow(child, [...path, name], prefix)),
  );
  if (nested.length > 0) return nested;
  const kind = kindOf(node);
  if (path.length === 0 || path[0] === schemaField || kind === undefined) return [];
  return [{ variable: variableOf(prefix, path), path, kind, byDefault: node.default }];
}

/**
 * Every setting of a configuration: with the prefix `CENTRE_`, `http.allowedHosts` is `CENTRE_HTTP_ALLOWED_HOSTS`.
 * A list of objects has no variable.
 */
export function settingsOf(schema: z.ZodType, prefix: string): Setting[] {
  const root = schemaNode.parse(z.toJSONSchema(schema, { io: 'input' }));
  const settings = settingsBelow(root, [], prefix);
  return [...new Map(settings.map((setting) => [setting.variable, setting])).values()];
}

/** The value of a setting as its variable tells it; lists are separated by commas. */
export function readVariable(kind: Setting['kind'], text: string): unknown {
  if (kind === 'number') return text.trim() === '' ? Number.NaN : Number(text);
  if (kind === 'list') return text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
  return text;
}

/** The value at a path of a raw configuration, or undefined. */
export function valueAt(raw: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => objectSchema.safeParse(value).data?.[name], raw);
}

/** A copy with the value at the path. What is no object stays as it is: the schema names the place. */
export function withValue(raw: unknown, path: readonly string[], value: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const object = objectSchema.safeParse(raw ?? {});
  if (!object.success) return raw;
  return { ...object.data, [name]: withValue(object.data[name], rest, value) };
}
