import type { Mover } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { TileMeaning } from '../../src/gate/board/vouch-meanings.ts';
import type { DeskView } from '../../src/gate/view.ts';
import type { PersonView } from '../../src/people/shown.ts';

type BoardView = Extract<DeskView, { step: 'board' }>;

/** The person as a sentence names them: `Aslam ولد Karim`. */
export function nameOf({ identity, numberOnly }: Pick<PersonView, 'identity' | 'numberOnly'>): BilingualText {
  if (numberOnly !== undefined) return say('gate.child-number', { number: numberOnly });
  return identity
    ? say(`person.${identity.relation}`, { name: identity.name, parentage: identity.parentage })
    : say('gate.erased-person');
}

/** The verb of the one button, naming the person. */
export function verbFor({
  movement,
  person,
  prison,
  police,
}: Pick<BoardView, 'movement' | 'person' | 'prison' | 'police'>): BilingualText {
  const named = { person: nameOf(person) };
  if (police) return say('police.release-person', { ...named, police: police.name });
  if (movement === 'release') return say('gate.release-person', named);
  if (movement === 'out-to-court') return say('gate.send-person', named);
  if (movement === 'transfer-received') return say('gate.receive-person', named);
  if (prison) return say('gate.transfer-person', { ...named, prison });
  if (movement.startsWith('back-from-')) return say('gate.return-person', named);
  return say('gate.let-person-out', { ...named, movement: say(`gate.${movement}`) });
}

/** What an officer signs, naming the person. @param toPolice whether the police take them over */
export function sentenceFor(meaning: TileMeaning, movement: Mover = 'release', toPolice = false) {
  if (toPolice && meaning === 'release') return 'police.sign';
  if (toPolice && meaning === 'release-review') return 'police.sign-review';
  if (meaning === 'release' && movement === 'transfer-dispatched') return 'gate.sign-transfer';
  if (meaning === 'release' && movement !== 'release') return 'gate.sign-journey';
  if (meaning === 'release-review' && movement === 'out-on-remand') return 'gate.sign-remand';
  return `gate.sign-${meaning}` as const;
}

/** Several sentences as one line. */
export function listed(texts: readonly BilingualText[]): BilingualText {
  return { en: texts.map((text) => text.en).join(' · '), ur: texts.map((text) => text.ur).join(' · ') };
}
