import { subjectId } from '@custody-edge/event-contract';
import { type HttpServer, refusalSchema } from '@custody-edge/service-kit';
import { z } from 'zod';
import type { Bench } from '../bench/bench.ts';
import { searchOfFile } from '../bench/library/file-search.ts';
import { keptSearchOf, libraryAnswerSchema } from '../bench/library/kept-search.ts';
import { Libraries } from '../bench/library/libraries.ts';
import { fileSearchSchema, librarySearchSchema, libraryStateSchema } from '../bench/library/search-view.ts';
import type { Officers } from '../officers/officers.ts';

/** HTTP status of why a spectrum is not looked up. */
export const libraryStatuses = {
  'library-unknown': 404,
  'library-technique-unknown': 409,
  'library-none-of-kind': 409,
  'library-not-ready': 409,
  'library-empty': 409,
  'library-file-unreadable': 409,
  'library-building-stopped': 409,
  'spectrum-absent': 409,
  'spectrum-file-damaged': 409,
  'spectrum-file-large': 409,
  'spectrum-form-unsupported': 409,
  'spectrum-format-unknown': 409,
  'spectrum-unsound': 409,
  'spectrum-featureless': 409,
  'spectrum-outside-recipe': 409,
};

/** A spectrum is looked up in the laboratory's libraries. @param dir where they are; none without it */
export function libraryRoutes(
  server: HttpServer,
  bench: Pick<Bench, 'file' | 'keepSearch'>,
  officers: Pick<Officers, 'mustAttend'>,
  dir: string | undefined,
): void {
  const libraries = new Libraries(dir);
  server.addHook('onClose', () => libraries.close());
  server.get(
    '/api/bench/libraries',
    {
      schema: {
        summary: 'Libraries of spectra, how far each is ready, and what was put aside with its reason',
        response: { 200: z.object({ libraries: z.array(libraryStateSchema) }), 403: refusalSchema },
      },
    },
    async () => {
      officers.mustAttend();
      return { libraries: libraries.states() };
    },
  );
  server.post(
    '/api/bench/library-search',
    {
      schema: {
        summary:
          'The entries of a library that a spectrum, or one of a file that came here, is most like; only while an officer attends',
        body: z.union([librarySearchSchema, fileSearchSchema]),
        response: { 200: libraryAnswerSchema, 403: refusalSchema, 404: refusalSchema, 409: refusalSchema },
      },
    },
    async ({ body }) => {
      officers.mustAttend();
      return libraries.search('file' in body ? searchOfFile(body, bench.file(body.file)) : body);
    },
  );
  server.post(
    '/api/bench/library-search/keep',
    {
      schema: {
        summary: 'Searches for a spectrum of a file of an exhibit, and binds what was found to the exhibit',
        body: fileSearchSchema.extend({ exhibit: subjectId }),
        response: {
          200: z.object({ done: z.literal(true) }),
          403: refusalSchema,
          404: refusalSchema,
          409: refusalSchema,
        },
      },
    },
    async ({ body: { exhibit, ...search } }) => {
      officers.mustAttend();
      const { file, spectrum } = search;
      const answer = await libraries.search(searchOfFile(search, bench.file(file)));
      bench.keepSearch(exhibit, keptSearchOf(answer, { file, spectrum }));
      return { done: true as const };
    },
  );
}
