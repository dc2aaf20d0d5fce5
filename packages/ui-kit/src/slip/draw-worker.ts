import { parentPort, workerData } from 'node:worker_threads';
import type { Bitmap } from '@custody-edge/foundation';
import { drawBand, drawList, drawSlip } from './draw.ts';
import type { DrawRequest } from './draw-apart.ts';

function drawn(request: DrawRequest): Bitmap[] {
  if ('slip' in request) return [drawSlip(request.slip, request.width)];
  return 'band' in request ? [drawBand(request.band, request.width)] : drawList(request.list);
}

parentPort?.postMessage(drawn(workerData));
