import { parentPort } from 'node:worker_threads';
import { drawList, drawSlip } from './draw.ts';
import type { DrawAnswer, DrawRequest } from './draw-apart.ts';

const draw = (request: DrawRequest): DrawAnswer => {
  try {
    return { pictures: 'slip' in request ? [drawSlip(request.slip, request.width)] : drawList(request.list) };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
};

parentPort?.on('message', (request: DrawRequest) => parentPort?.postMessage(draw(request)));
