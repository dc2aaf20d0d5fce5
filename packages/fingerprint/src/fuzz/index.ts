export { addTally, emptyTally, Fuzz, type FuzzFailure, type FuzzTally } from './run.ts';
