import { parentPort } from 'node:worker_threads';
import type { Bitmap } from '@custody-edge/foundation';
import { drawBand, drawList, drawSlip } from './draw.ts';
import type { DrawAnswer, DrawRequest } from './draw-apart.ts';

function drawn(request: DrawRequest): Bitmap[] {
  if ('slip' in request) return [drawSlip(request.slip, request.width)];
  return 'band' in request ? [drawBand(request.band, request.width)] : drawList(request.list);
}

function answerTo(request: DrawRequest): DrawAnswer {
  try {
    return { pictures: drawn(request) };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (request: DrawRequest) => parentPort?.postMessage(answerTo(request)));
