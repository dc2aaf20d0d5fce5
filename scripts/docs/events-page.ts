import { envelopeSchema, eventCatalogue } from '@custody-edge/event-contract';
import { z } from 'zod';
import { markdownTable, page } from './markdown.ts';

interface FieldSchema {
  readonly type?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: unknown;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly items?: FieldSchema;
}
const fieldSchema: z.ZodType<FieldSchema> = z.looseObject({
  enum: z.array(z.unknown()).exactOptional(),
  required: z.array(z.string()).exactOptional(),
  get properties() {
    return z.record(z.string(), fieldSchema).exactOptional();
  },
  get items() {
    return fieldSchema.exactOptional();
  },
});

const kindOf = ({ enum: values, const: constant, format, type, items }: FieldSchema): string => {
  if (values) return values.map((value) => `\`${String(value)}\``).join(', ');
  if (constant !== undefined) return `\`${String(constant)}\``;
  if (items) return `list of ${items.properties ? 'objects' : kindOf(items)}`;
  return typeof format === 'string' ? format : typeof type === 'string' ? type : 'any';
};

/** One row a field, nested fields as `a.b` and `a[].b`. */
function fieldRows(schema: FieldSchema, prefix = ''): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = `${prefix}${name}`;
    const presence = schema.required?.includes(name) ? 'always' : 'if known';
    if (field.properties) return fieldRows(field, `${path}.`);
    const row = [`\`${path}\``, kindOf(field), presence];
    return field.items?.properties ? [row, ...fieldRows(field.items, `${path}[].`)] : [row];
  });
}

const fieldTable = (schema: z.ZodType): string => {
  const rows = fieldRows(fieldSchema.parse(z.toJSONSchema(schema, { io: 'input' })));
  return markdownTable(['field', 'kind', 'present'], rows);
};

/** Every event type and its fields. */
export const eventsPage = (): string =>
  page(
    '# Events',
    'CloudEvents 1.0, signed as flattened JWS. Every event carries:',
    fieldTable(envelopeSchema),
    ...Object.entries(eventCatalogue).map(([type, schema]) => `## ${type}\n\n${fieldTable(schema)}`),
  );
