import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Technique, techniques } from '@custody-edge/event-contract';
import JSON5 from 'json5';
import { z } from 'zod';

/** How much a technique can show of a substance by itself; A is the most. */
const categoriesSchema = z.strictObject({
  title: z.string().min(1),
  sources: z.array(z.string().min(1)).min(1),
  techniques: z.partialRecord(z.enum(techniques), z.enum(['A', 'B', 'C'])),
});
export type TechniqueCategories = z.infer<typeof categoriesSchema>;

/** SWGDRUG's categories with their source; a technique that it does not name has none. */
export const swgdrug: TechniqueCategories = categoriesSchema.parse(
  JSON5.parse(
    readFileSync(fileURLToPath(new URL('../../../methods/categories/swgdrug.json5', import.meta.url)), 'utf8'),
  ),
);

/** `A`, `B` or `C`; undefined where the source does not name the technique, so that nothing is concluded from it. */
export const categoryOf = (technique: Technique): 'A' | 'B' | 'C' | undefined => swgdrug.techniques[technique];
