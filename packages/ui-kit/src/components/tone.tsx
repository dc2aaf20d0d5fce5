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

/** Plays the tone of a sign, or nothing where the browser still waits for a first touch: a late tone would mislead. */
export function playTone(sign: SignKind): void {
  if (tones[sign].length === 0) return;
  output ??= new AudioContext();
  const askedAt = performance.now();
  const context = output;
  void context.resume().then(() => {
    if (performance.now() - askedAt < lateMs) sound(context, tones[sign], context.currentTime);
  });
}

function sound(context: AudioContext, notes: readonly Note[], from: number): void {
  for (const note of notes) {
    const begin = from + note.startSeconds;
    const end = begin + note.lengthSeconds;
    const voice = new OscillatorNode(context, { frequency: note.hertz, type: 'triangle' });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setTargetAtTime(isNight() ? nightVolume : dayVolume, begin, 0.01);
    volume.gain.setTargetAtTime(0, end - 0.04, 0.015);
    voice.connect(volume).connect(context.destination);
    voice.start(begin);
    voice.stop(end + 0.1);
  }
}

/** Plays the tone of `sign` each time that `cause` changes: the same sentence twice is not the same cause. */
export function useTone(sign: SignKind, cause: string): void {
  useEffect(() => playTone(sign), [cause]);
}
