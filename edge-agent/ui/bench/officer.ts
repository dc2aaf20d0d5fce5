import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { ExhibitLineView, OfficerNameView } from '../../src/bench/view.ts';

/** An officer within a sentence: name and number, or the number where nobody here knows the name. */
export function officerText({ officerId, name }: OfficerNameView): BilingualText {
  const text = name === undefined ? officerId : `${name} (${officerId})`;
  return { en: text, ur: text };
}

/** In whose hands an exhibit is. @param me whoever is signed in */
export function handsText({ state, custodian }: ExhibitLineView, me: string | undefined): BilingualText {
  if (state === 'returned') return say('lab.returned');
  if (state === 'nowhere' || !custodian) return say('lab.nowhere');
  return custodian.officerId === me ? say('lab.held-by-me') : say('lab.held-by', { officer: officerText(custodian) });
}
