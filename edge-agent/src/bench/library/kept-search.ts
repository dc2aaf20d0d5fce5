import { sha256Text } from '@custody-edge/event-contract';
import { z } from 'zod';
import { categoryOf } from '../method/categories.ts';
import { presumptiveText } from './presumptive.ts';
import { libraryMatchSchema, libraryResultSchema, libraryTechniques } from './search-view.ts';

/** By which the file of a search is known among the files of an exhibit. */
export const searchMediaType = 'application/vnd.custody-edge.library-search+json';

/** What a search of a library gave, whole, as it is kept under its hash: the report is made of it, and nobody has to search again. */
export const keptSearchSchema = z.strictObject({
  form: z.literal(1),
  searched: z.strictObject({ file: sha256Text, spectrum: z.int().min(0) }),
  technique: z.enum(libraryTechniques),
  category: z.enum(['A', 'B', 'C']).exactOptional(),
  /** What was made of both before they were compared. */
  recipe: z.string(),
  ...libraryResultSchema.omit({ matches: true }).shape,
  matches: z.array(libraryMatchSchema.omit({ curve: true })),
  /** Of the match of the first rank. */
  best: libraryMatchSchema.shape.curve.exactOptional(),
});
export type KeptSearch = z.infer<typeof keptSearchSchema>;

/** What a search gave, with the technique that it is of and what that can show. */
export const libraryAnswerSchema = libraryResultSchema.extend({
  technique: z.enum(libraryTechniques),
  /** As SWGDRUG has it. */
  category: z.enum(['A', 'B', 'C']).exactOptional(),
  recipe: z.string(),
  /** How far a likeness goes. */
  wording: z.object({ en: z.string(), ur: z.string() }),
});
export type LibraryAnswerView = z.infer<typeof libraryAnswerSchema>;

export function answerOf(
  result: z.infer<typeof libraryResultSchema>,
  technique: LibraryAnswerView['technique'],
  recipe: string,
): LibraryAnswerView {
  const category = categoryOf(technique);
  const wording = presumptiveText(technique, category);
  return { ...result, technique, recipe, wording, ...(category !== undefined && { category }) };
}

export function keptSearchOf(
  { matches, wording: _, ...answer }: LibraryAnswerView,
  searched: KeptSearch['searched'],
): KeptSearch {
  const [best] = matches;
  return {
    form: 1,
    searched,
    ...answer,
    matches: matches.map(({ curve: _, ...match }) => match),
    ...(best && { best: best.curve }),
  };
}
