import type { ComponentChildren } from 'preact';
import { say } from '../messages/say.ts';
import { Text } from './text.tsx';

/** The four states of every page: shape, word, tone and colour always come together. */
export type SignKind = 'go' | 'stop' | 'wait' | 'information';

const shapes: Readonly<Record<SignKind, { outline: string; inner: string }>> = {
  go: { outline: 'M32 3a29 29 0 1 1 0 58a29 29 0 0 1 0-58Z', inner: 'M18 33l10 10l19-21' },
  stop: { outline: 'M20.5 4h23L60 20.5v23L43.5 60h-23L4 43.5v-23Z', inner: 'M18 32h28' },
  wait: { outline: 'M32 4L62 58H2Z', inner: 'M32 23v17M32 47v4' },
  information: { outline: 'M6 6h52v52H6Z', inner: 'M32 28v19M32 17v4' },
};

/** The shape alone, beside words that say the same. */
export function SignShape({ sign }: { sign: SignKind }) {
  const { outline, inner } = shapes[sign];
  return (
    <svg class={`sign-shape sign-shape-${sign}`} viewBox="0 0 64 64" aria-hidden="true">
      <path class="sign-outline" d={outline} />
      <path class="sign-inner" d={inner} />
    </svg>
  );
}

/** A sentence under its sign; `size` line within a page, panel for one that fills the glass. */
export function Sign({
  sign,
  size,
  children,
}: {
  sign: SignKind;
  size: 'line' | 'panel';
  children: ComponentChildren;
}) {
  return (
    <div class={`sign sign-${size} sign-${sign}`} role={sign === 'stop' ? 'alert' : 'status'}>
      <SignShape sign={sign} />
      <span class={size === 'panel' ? 'sign-word' : 'visually-hidden'}>
        <Text of={say(`sign.${sign}`)} />
      </span>
      <div class="sign-sentence prose">{children}</div>
    </div>
  );
}
