/*
 * The extraction's kernels, four or eight numbers an instruction; the plain twin of each, in `src/`, says what it computes and gives
 * the same bits. Addresses are bytes: arrays that are read, arrays that are written, scratch; then sizes. Each array is followed by 32
 * bytes that may be read and overwritten, so a row may be worked through in whole vectors; rows are written from the first to the last.
 */
export { blur } from './extract/blur';
export { normalise } from './extract/normalise';
export { readSignatures } from './extract/signature';
export { sumTensor } from './extract/tensor';
export { thinRidges } from './extract/thin';
export { filterTiles } from './extract/tile-filter';
export { wavePowers } from './extract/wave-power';
