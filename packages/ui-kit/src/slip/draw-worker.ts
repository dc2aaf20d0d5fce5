import { parentPort, workerData } from 'node:worker_threads';
import { drawList, drawSlip } from './draw.ts';
import type { DrawRequest } from './draw-apart.ts';

const request: DrawRequest = workerData;
parentPort?.postMessage('slip' in request ? [drawSlip(request.slip, request.width)] : drawList(request.list));
