export { type MessageKey, type MessageParams, messages, say } from './messages/say.ts';
export { inOwnScale, type PlotCurve } from './plot/curves.ts';
export { latinDigits } from './text/digits.ts';
export { type IndexedPerson, indexPerson, searchFor } from './text/find-person.ts';
export { wallDateTime, wallTime } from './text/instant.ts';
