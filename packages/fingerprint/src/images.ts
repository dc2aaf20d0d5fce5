export { pairPicture } from './evaluation/pair-picture.ts';
export { extractInStages, extractTemplate } from './extract/extract.ts';
export { stagesPicture } from './extract/picture.ts';
export { decodeImageFile } from './image/decode.ts';
