import { Text, Written } from '@custody-edge/ui-kit/components';
import { wordsIn } from './words.ts';

/** A code of the record in words; what is no code of ours is shown as it was written, in its own direction. */
export function CodeWords({ family, code }: { family: string; code: string }) {
  const words = wordsIn(family, code);
  return words ? <Text of={words} /> : <Written>{code}</Written>;
}
