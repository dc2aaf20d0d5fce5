import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { Open } from './judge.ts';
import type { Expected } from './run.ts';

/** Why a step is open, for the analyst. */
export function whyOpen(open: Open): BilingualText {
  switch (open.why) {
    case 'more-needed':
      return say('method.more-needed', { have: open.have, of: open.of });
    case 'does-not-count':
      return say(`method.flaw-${open.flaw}`);
    default:
      return say(`method.${open.why}`);
  }
}

/** What is done with an exhibit that was scanned, or which one is expected in its place. */
export function whatNow(expected: Expected): BilingualText {
  if (expected.kind === 'step') {
    const { label, prompt } = expected.step;
    return say('method.next', { label, prompt });
  }
  const { next } = expected;
  if (expected.kind === 'later')
    return say('method.later', { label: expected.next.label, prompt: expected.next.prompt });
  const first = say(`method.${expected.kind}`);
  const then = next ? say('method.next', { label: next.label, prompt: next.prompt }) : say('method.done');
  return { en: `${first.en} ${then.en}`, ur: `${first.ur} ${then.ur}` };
}
