export { fuzzedCodecs } from './codecs.ts';
export { type CodecTally, fuzzCodec } from './fuzz.ts';
