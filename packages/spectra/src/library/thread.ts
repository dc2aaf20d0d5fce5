import { Worker } from 'node:worker_threads';
import { type CustodyError, isCustodyError } from '@custody-edge/foundation';
import { z } from 'zod';
import { spectraError } from '../errors.ts';
import { type Built, libraryOf } from './build.ts';
import { type LibrarySettings, libraryPartsSchema } from './parts.ts';

/** An error keeps its code over the border of a thread, not its class. */
const toldErrorSchema = z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) });

const answerSchema = z.union([
  z.object({
    parts: libraryPartsSchema,
    quarantined: z.array(
      z.object({
        fileName: z.string(),
        fileSha256: z.string().exactOptional(),
        line: z.int().exactOptional(),
        title: z.string().exactOptional(),
        error: toldErrorSchema,
      }),
    ),
  }),
  z.object({ error: toldErrorSchema }),
]);

export interface BuildOrder extends LibrarySettings {
  /** Of JCAMP-DX files. */
  readonly folder: string;
}

/**
 * Builds a library from a folder in a thread of its own, since thousands of spectra take minutes and a station must answer meanwhile.
 * @throws as `importLibraryFolder` and `partsOf`; `library-building-stopped` where the thread ended or nobody waits any more
 */
export function buildLibraryFromFolder(order: BuildOrder, signal?: AbortSignal): Promise<Built> {
  const { promise, resolve, reject } = Promise.withResolvers<Built>();
  const stopped = (cause: unknown) => reject(spectraError('library-building-stopped', { folder: order.folder }, cause));
  const worker = new Worker(new URL('./build-thread.ts', import.meta.url), { workerData: order });
  const giveUp = () => stopped('nobody waits any more');
  signal?.addEventListener('abort', giveUp);
  if (signal?.aborted) giveUp();
  worker.on('message', (message) => {
    const { data, error } = answerSchema.safeParse(message);
    if (error) stopped(error);
    else if ('error' in data) reject(errorOf(data.error));
    else
      resolve({
        library: libraryOf(data.parts),
        quarantined: data.quarantined.map((item) => ({ ...item, kind: 'quarantined', error: errorOf(item.error) })),
      });
  });
  worker.on('error', stopped);
  worker.on('exit', (code) => stopped(`ended with ${code}`));
  return promise.finally(() => {
    signal?.removeEventListener('abort', giveUp);
    return worker.terminate();
  });
}

/** What `errorOf` makes an error of again; what cannot be put into JSON is left out. */
export const toldOf = (error: CustodyError): z.infer<typeof toldErrorSchema> => ({
  code: error.code,
  details: toldErrorSchema.shape.details.parse(JSON.parse(JSON.stringify(error.details))),
});

function errorOf({ code, details }: z.infer<typeof toldErrorSchema>): CustodyError {
  const isOurs = <Code extends string>(table: Readonly<Record<Code, unknown>>, text: string): text is Code =>
    Object.hasOwn(table, text);
  return isOurs(spectraError.table, code)
    ? spectraError(code, details)
    : spectraError('library-building-stopped', { code, ...details });
}

/** @returns what a thread says when it failed */
export const failureOf = (error: unknown): { readonly error: z.infer<typeof toldErrorSchema> } => ({
  error: toldOf(isCustodyError(error) ? error : spectraError('library-building-stopped', {}, error)),
});
