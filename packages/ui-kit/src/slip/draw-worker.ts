import type { Bitmap } from '@custody-edge/foundation';
import { answerRequests } from '../paper/drawing-worker.ts';
import { drawBand, drawList, drawSlip } from './draw.ts';
import type { DrawRequest } from './draw-apart.ts';

answerRequests((request: DrawRequest): Bitmap[] => {
  if ('slip' in request) return [drawSlip(request.slip, request.width)];
  return 'band' in request ? [drawBand(request.band, request.width)] : drawList(request.list);
});
