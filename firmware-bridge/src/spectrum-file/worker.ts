// Reads the copy of one file in a thread of its own: bytes that another program made, and seconds of work on a small machine.
import { parentPort, workerData } from 'node:worker_threads';
import { readSpectrumFile } from '@custody-edge/spectra';
import { z } from 'zod';
import { readCopy } from './read-copy.ts';

const { name, path, sha256 } = z.object({ name: z.string(), path: z.string(), sha256: z.string() }).parse(workerData);
const copy = readCopy(path, sha256);
const result = copy.ok ? readSpectrumFile(name, copy.value) : copy;
parentPort?.postMessage(
  result.ok ? { file: result.value } : { code: result.error.code, details: JSON.stringify(result.error.details) },
);
