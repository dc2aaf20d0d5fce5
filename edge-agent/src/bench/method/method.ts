import { labSections, plainText, reviewKinds } from '@custody-edge/event-contract';
import { z } from 'zod';
import { inBothLanguages, stepName, stepSchema } from './step.ts';

const stepNames = z.array(stepName).min(1).max(20);
const checkHead = {
  id: stepName,
  title: inBothLanguages(120),
  /** Where its operands are looked for: the exhibit on which the method was begun with all its parts, or each unit with its own. */
  of: z.enum(['parcel', 'each-unit']).default('each-unit'),
} as const;

/** An arithmetic that weights have to bear out; this package says which weights, `packages/measurement` whether they do. */
const checkSchema = z.discriminatedUnion('kind', [
  /** What is left of one weight without others: net = gross - packaging; held against what was weighed, where `is` names it. */
  z.strictObject({
    ...checkHead,
    kind: z.literal('difference'),
    from: stepName,
    less: stepNames,
    is: stepName.exactOptional(),
  }),
  /** What lay there before lies there afterwards: one weight is the sum of others, within their uncertainty. */
  z.strictObject({ ...checkHead, kind: z.literal('reconcile'), before: stepName, after: stepNames }),
]);
export type Check = z.infer<typeof checkSchema>;

/** An order of work at the bench. The order of its fields is the order in which files write them. */
export const methodSchema = z.strictObject({
  id: stepName,
  version: plainText(20),
  title: inBothLanguages(80),
  section: z.enum(labSections),
  sources: z.array(plainText(300)).min(1).max(20),
  steps: z.array(stepSchema).min(1).max(60),
  checks: z.array(checkSchema).max(20).default([]),
  /** By another person than the analyst. */
  review: z
    .array(z.enum(reviewKinds))
    .min(1)
    .default([...reviewKinds]),
});
export type Method = z.infer<typeof methodSchema>;

/** A method with the SHA-256 of its file, which the record names. */
export interface FiledMethod {
  readonly method: Method;
  readonly hash: string;
}

/** JSON Schema of a method's file, for editors. */
export const methodJsonSchema = (): unknown => z.toJSONSchema(methodSchema, { io: 'input' });
