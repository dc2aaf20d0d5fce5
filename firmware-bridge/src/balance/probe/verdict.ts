import type { LineSettings } from '@custody-edge/device-profiles';
import type { CustodyError } from '@custody-edge/foundation';
import type { DeviceIdentity } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import type { Speakers } from './dialects.ts';
import { type Impression, impressionOf } from './heard.ts';
import { type Attempt, allHeard, lineName, type Tried } from './plan.ts';

/** What looking for a balance came to. */
export type ProbeOutcome = {
  /** In the order they were tried. */
  readonly tried: readonly Tried[];
  /** Left out for want of time. */
  readonly untried: readonly Attempt[];
} & (
  | {
      readonly kind: 'found';
      /** The models that speak like this; the wire does not tell which of several it is. */
      readonly profileIds: readonly string[];
      /** As the first of them has it, or as it was found; nothing over a network. */
      readonly line?: LineSettings | undefined;
      /** It sent without being asked, and so was asked for nothing. */
      readonly streams: boolean;
      readonly identity: Partial<DeviceIdentity>;
    }
  | { readonly kind: 'not-found'; readonly diagnosis: CustodyError }
);

/** @returns the dialects that understand something of what came */
export const knowing = (speakers: readonly Speakers[], heard: Uint8Array): Speakers[] =>
  speakers.filter(({ probe }) => probe.knows(heard));

/** Which settings a model has that was found at some line: its own, with its handshake, where it lists them. */
export function lineOf({ profiles }: Speakers, found: LineSettings): LineSettings {
  const listed = profiles.flatMap(({ lines }) => lines).find((line) => lineName(line) === lineName(found));
  return listed ?? found;
}

/** What is wrong where no single dialect fits, in words. @param fitting the profiles of each dialect that fits */
export function diagnose(tried: readonly Tried[], fitting: readonly Speakers[]): CustodyError {
  const details = { tried: tried.map(inWords) };
  if (fitting.length > 1) {
    const profiles = fitting.flatMap((speakers) => speakers.profiles.map(({ id }) => id));
    return bridgeError('balance-probe-ambiguous', { profiles, ...details });
  }
  const impressions = tried.map(({ exchanges }) => impressionOf(allHeard(exchanges)).kind);
  if (impressions.includes('text')) return bridgeError('balance-probe-unknown', details);
  if (impressions.some((kind) => kind !== 'nothing')) return bridgeError('balance-probe-unreadable', details);
  return bridgeError('balance-probe-silent', details);
}

/** One attempt on one line, for people: `9600 8N1: SI → S S 100.00 g`. */
export function inWords({ line, exchanges, refused }: Tried): string {
  const setting = line ? lineName(line) : 'network';
  if (refused !== undefined) return `${setting}: the port refuses it (${refused})`;
  const parts = exchanges.map(({ asked, heard }) => `${asked ? shown(asked) : 'listened'} → ${heardInWords(heard)}`);
  const advice = adviceOn(impressionOf(allHeard(exchanges)));
  return `${setting}: ${parts.join('; ')}${advice}`;
}

function adviceOn(impression: Impression): string {
  if (impression.kind === 'seven-bit-text') return ` (looks like 7 bits with ${impression.parity} parity)`;
  return impression.kind === 'no-text' ? ' (no text: another speed or parity?)' : '';
}

/** Bytes of an answer that a line of words has room for. */
const mostShownBytes = 48;

function heardInWords(heard: Uint8Array): string {
  if (heard.length === 0) return 'nothing';
  const part = heard.subarray(0, mostShownBytes);
  const more = heard.length > part.length ? ` and ${heard.length - part.length} bytes more` : '';
  return `${shown(part)}${more}`;
}

const escapeByte = 0x1b;

/** Text as it is, anything else in hexadecimal. */
function shown(bytes: Uint8Array): string {
  const isEscaped = bytes[0] === escapeByte;
  const text = Buffer.from(isEscaped ? bytes.subarray(1) : bytes).toString('latin1');
  if (!/^[\x20-\x7e\t\r\n]+$/.test(text)) return Buffer.from(bytes).toString('hex');
  return `${isEscaped ? 'ESC ' : ''}${JSON.stringify(text.replace(/[\r\n]+$/, ''))}`;
}
