// Unpacks one picture file in a thread of its own: seconds of work on a small machine, and bytes that another program made.
import { parentPort, workerData } from 'node:worker_threads';
import { decodeImageFile } from '@custody-edge/fingerprint/image-files';
import { decodeJpeg2000, isJpeg2000 } from './jpeg2000.ts';

const bytes: Uint8Array = workerData;
const { width, height, pixels } = isJpeg2000(bytes) ? await decodeJpeg2000(bytes) : decodeImageFile(bytes);
parentPort?.postMessage({ width, height, pixels });
