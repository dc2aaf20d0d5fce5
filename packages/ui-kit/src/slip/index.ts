export type { Band } from './band.ts';
export { drawBandApart, drawListApart, drawSlipApart } from './draw-apart.ts';
export type { List, ListRow } from './list.ts';
export type { Slip, SlipLine } from './slip.ts';
