import { useEffect } from 'preact/hooks';
import type { SignKind } from './sign.tsx';
import { isNight } from './theme.tsx';

interface Note {
  readonly hertz: number;
  readonly startSeconds: number;
  readonly lengthSeconds: number;
}

const tones: Readonly<Record<SignKind, readonly Note[]>> = {
  go: [
    { hertz: 660, startSeconds: 0, lengthSeconds: 0.13 },
    { hertz: 990, startSeconds: 0.15, lengthSeconds: 0.2 },
  ],
  stop: [{ hertz: 165, startSeconds: 0, lengthSeconds: 1.2 }],
  wait: [{ hertz: 440, startSeconds: 0, lengthSeconds: 0.14 }],
  information: [],
};

const dayVolume = 0.5;
const nightVolume = 0.08;
const lateMs = 500;
let output: AudioContext | undefined;
/** How many tones are asked for and not over yet. */
let asked = 0;

/** Plays the tone of a sign, or nothing where the browser still waits for a first touch: a late tone would mislead. */
export function playTone(sign: SignKind): void {
  if (tones[sign].length === 0) return;
  output ??= new AudioContext();
  void play(output, tones[sign]);
}

/** The output is open for as long as something sounds: it takes up the processor all the time, also with nothing to play. */
async function play(context: AudioContext, notes: readonly Note[]): Promise<void> {
  const askedAt = performance.now();
  asked += 1;
  await context.resume();
  if (performance.now() - askedAt < lateMs) await sound(context, notes);
  asked -= 1;
  if (asked === 0) await context.suspend();
}

/** @returns when the last note is over */
async function sound(context: AudioContext, notes: readonly Note[]): Promise<void> {
  const from = context.currentTime;
  const voices = notes.map((note) => {
    const begin = from + note.startSeconds;
    const end = begin + note.lengthSeconds;
    const voice = new OscillatorNode(context, { frequency: note.hertz, type: 'triangle' });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setTargetAtTime(isNight() ? nightVolume : dayVolume, begin, 0.01);
    volume.gain.setTargetAtTime(0, end - 0.04, 0.015);
    voice.connect(volume).connect(context.destination);
    voice.start(begin);
    voice.stop(end + 0.1);
    return new Promise((ended) => voice.addEventListener('ended', ended));
  });
  await Promise.all(voices);
}

/** Plays the tone of `sign` each time that `cause` changes: the same sentence twice is not the same cause. */
export function useTone(sign: SignKind, cause: string): void {
  useEffect(() => playTone(sign), [cause]);
}
