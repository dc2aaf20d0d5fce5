import type { LineSettings } from '@custody-edge/device-profiles';
import type { ProbeQuestion } from './dialect.ts';
import type { Speakers } from './dialects.ts';
import { impressionOf } from './heard.ts';

/** A network has no line settings of ours. */
export type Medium = 'serial' | 'network';

/** One setting of the line, and what is asked at it. */
export interface Attempt {
  /** Nothing over a network. */
  readonly line?: LineSettings | undefined;
  readonly questions: readonly ProbeQuestion[];
}

/** What was asked, if anything, and what came until the next question. */
export interface Exchange {
  readonly asked?: Uint8Array | undefined;
  readonly heard: Uint8Array;
}

/** An attempt that was made. */
export interface Tried extends Attempt {
  readonly exchanges: readonly Exchange[];
  /** The port cannot be set so. */
  readonly refused?: string | undefined;
}

/** Longest time for opening and closing a port, and for a connection to come about. */
export const openMs: Readonly<Record<Medium, number>> = { serial: 50, network: 1500 };
/** For a balance that sends by itself, before anything is asked. */
export const listenMs = 250;
/** KERN's instruments lose a question that follows an answer sooner (KIB-TM manual: 100 ms between queries). */
export const gapMs = 120;
/** A serial server at the far end of a network has a line of its own; a slower one than this is left to the patience of each question. */
const behindNetwork: LineSettings = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' };

/** @returns every setting that a model may have, the most likely first, each with the questions of the dialects that may have it */
export function planFor(medium: Medium, speakers: readonly Speakers[]): Attempt[] {
  if (medium === 'network') return [{ questions: distinct(speakers.flatMap(({ probe }) => probe.questions)) }];
  const settings = new Map<string, { line: LineSettings; factory: number; any: number; questions: ProbeQuestion[] }>();
  for (const { probe, profiles } of speakers)
    for (const profile of profiles)
      for (const [place, line] of profile.lines.entries()) {
        // Handshakes are for long messages; a question must leave even where the balance shakes no hand.
        const known = settings.get(lineName(line)) ?? {
          line: { ...line, flowControl: 'none' },
          factory: 0,
          any: 0,
          questions: [],
        };
        known.factory += place === 0 ? 1 : 0;
        known.any += 1;
        known.questions.push(...probe.questions);
        settings.set(lineName(line), known);
      }
  return [...settings.values()]
    .toSorted((a, b) => b.factory - a.factory || b.any - a.any || b.line.baudRate - a.line.baudRate)
    .map(({ line, questions }) => ({ line, questions: distinct(questions) }));
}

/**
 * What deserves another attempt after all were made in vain: a setting that the parity bits of what came point to; the one at which text came,
 * since what was said at other settings may have spoilt its first question; where nothing came at all, the most likely one.
 */
export function secondLook(tried: readonly Tried[]): Attempt | undefined {
  const impressions = tried.map((one) => ({ one, impression: impressionOf(allHeard(one.exchanges)) }));
  for (const { one, impression } of impressions) {
    if (impression.kind !== 'seven-bit-text' || !one.line) continue;
    const meant: LineSettings = { ...one.line, dataBits: 7, parity: impression.parity };
    if (!tried.some(({ line }) => line && lineName(line) === lineName(meant)))
      return { line: meant, questions: one.questions };
  }
  if (impressions.every(({ impression }) => impression.kind === 'nothing')) return tried[0];
  return impressions.find(({ impression }) => impression.kind === 'text')?.one;
}

/** How long an answer is waited for: the balance's own time, and that of the bytes on the line. */
export function patienceMs({ bytes, answerMs, answerBytes }: ProbeQuestion, line = behindNetwork): number {
  const bits = 1 + line.dataBits + (line.parity === 'none' ? 0 : 1) + line.stopBits;
  return answerMs + ((bytes.length + answerBytes) * bits * 1000) / line.baudRate;
}

/** The longest that looking for a balance can take: nobody answers until the second look, and then all that it is asked for. */
export function worstCaseMs(medium: Medium, speakers: readonly Speakers[]): number {
  const attempts = planFor(medium, speakers);
  const times = attempts.map(
    ({ line, questions }) => openMs[medium] + listenMs + sum(questions.map((question) => patienceMs(question, line))),
  );
  const identities = speakers.map(({ probe, profiles }) => {
    const line = medium === 'network' ? behindNetwork : slowest(profiles.flatMap(({ lines }) => lines));
    return sum(probe.identity.map((question) => gapMs + patienceMs(question, line)));
  });
  return sum(times) + Math.max(...times) + Math.max(...identities);
}

/** As people write it: `9600 8N1`. */
export const lineName = ({ baudRate, dataBits, parity, stopBits }: LineSettings): string =>
  `${baudRate} ${dataBits}${parity.charAt(0).toUpperCase()}${stopBits}`;

export const allHeard = (exchanges: readonly Exchange[]): Uint8Array =>
  Buffer.concat(exchanges.map(({ heard }) => heard));

/** Questions in text come first: to a balance that reads text, a frame would be the beginning of a line. */
function distinct(questions: readonly ProbeQuestion[]): ProbeQuestion[] {
  const byBytes = new Map<string, ProbeQuestion>();
  for (const question of questions) {
    const key = Buffer.from(question.bytes).toString('hex');
    const same = byBytes.get(key) ?? question;
    byBytes.set(key, {
      ...same,
      answerMs: Math.max(same.answerMs, question.answerMs),
      answerBytes: Math.max(same.answerBytes, question.answerBytes),
    });
  }
  return [...byBytes.values()].toSorted((a, b) => Number(isFrame(a)) - Number(isFrame(b)));
}

/** A question in text ends its line. */
const isFrame = ({ bytes }: ProbeQuestion): boolean => bytes.at(-1) !== 0x0a && bytes.at(-1) !== 0x0d;

const slowest = (lines: readonly LineSettings[]): LineSettings | undefined =>
  lines.toSorted((a, b) => a.baudRate - b.baudRate)[0];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
