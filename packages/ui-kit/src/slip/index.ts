export { drawSlipApart } from './draw-apart.ts';
export type { Slip, SlipLine } from './slip.ts';
