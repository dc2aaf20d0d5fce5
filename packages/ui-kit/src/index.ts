export { type MessageKey, type MessageParams, messages, say } from './messages/say.ts';
export { wallTime } from './text/instant.ts';
