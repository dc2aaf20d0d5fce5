import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { newThread } from '@custody-edge/foundation/threads';
import { type SpectrumFile, spectraError, spectrumFormats, spectrumKinds, xUnits, yUnits } from '@custody-edge/spectra';
import { z } from 'zod';
import { bridgeError } from '../errors.ts';

export interface SpectraLimits {
  readonly timeMs: number;
  readonly megabytes: number;
}
const defaults: SpectraLimits = { timeMs: 30_000, megabytes: 512 };

const floats = z.instanceof(Float64Array);
const axis = <Unit extends z.ZodType<string>>(unit: Unit) =>
  z.object({ unit, unitAsWritten: z.string().exactOptional(), values: floats });
const spectrum = z.object({
  title: z.string(),
  kind: z.enum(spectrumKinds),
  x: axis(z.enum(xUnits)),
  y: axis(z.enum(yUnits)),
  instrument: z.string().exactOptional(),
  operator: z.string().exactOptional(),
  date: z.string().exactOptional(),
});
const answerSchema = z.union([
  z.object({
    file: z.object({ format: z.enum(spectrumFormats), spectra: z.array(spectrum).min(1) }),
  }),
  z.object({ code: z.string(), details: z.string() }),
]);

/**
 * Reads the spectra of a copy in a thread of its own; whatever the file does to that thread, this ends in time.
 * @param signal given up by whoever no longer waits: then `spectrum-reading-stopped`
 */
export function spectraOf(
  copy: { readonly name: string; readonly path: string; readonly sha256: string },
  signal?: AbortSignal,
  { timeMs, megabytes }: SpectraLimits = defaults,
): Promise<Result<SpectrumFile, CustodyError>> {
  const { promise, resolve } = Promise.withResolvers<Result<SpectrumFile, CustodyError>>();
  const thread = newThread(new URL('./worker.ts', import.meta.url), {
    workerData: { name: copy.name, path: copy.path, sha256: copy.sha256 },
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  const stopped = (cause: unknown) => {
    resolve(fail(bridgeError('spectrum-reading-stopped', {}, cause)));
    void thread.terminate();
  };
  const timer = setTimeout(() => stopped(`not read within ${timeMs} ms`), timeMs);
  const giveUp = () => stopped('nobody waits any more');
  signal?.addEventListener('abort', giveUp);
  if (signal?.aborted) giveUp();
  thread.on('message', (message) => {
    const answer = answerSchema.safeParse(message);
    if (!answer.success) stopped(answer.error);
    else if ('file' in answer.data) resolve(ok(answer.data.file));
    else resolve(fail(errorOf(answer.data.code, answer.data.details)));
  });
  thread.on('error', stopped);
  thread.on('exit', (code) => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
    stopped(`ended with ${code}`);
  });
  return promise;
}

/** An error keeps its code over the border of a thread, not its class. */
function errorOf(code: string, details: string): CustodyError {
  const isOf = <Code extends string>(table: Readonly<Record<Code, unknown>>, text: string): text is Code =>
    Object.hasOwn(table, text);
  const parsed = z.record(z.string(), z.unknown()).parse(JSON.parse(details));
  if (isOf(spectraError.table, code)) return spectraError(code, parsed);
  return isOf(bridgeError.table, code) ? bridgeError(code, parsed) : bridgeError('spectrum-reading-stopped', { code });
}
