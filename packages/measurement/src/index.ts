export { measurementError } from './errors.ts';
export type { Quantity } from './quantity.ts';
