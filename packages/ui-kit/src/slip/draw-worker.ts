import { parentPort, workerData } from 'node:worker_threads';
import { drawSlip } from './draw.ts';
import type { DrawRequest } from './draw-apart.ts';

const { slip, width }: DrawRequest = workerData;
parentPort?.postMessage(drawSlip(slip, width));
