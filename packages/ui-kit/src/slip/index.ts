export { drawSlip } from './draw.ts';
export type { Slip, SlipLine } from './slip.ts';
