import { type AdmissionWord, admissionWords } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { AdmissionDesk, World } from '../desk.ts';
import { photographId } from '../photograph/photograph-id.ts';
import type { DeskView, TileView } from '../view.ts';
import { missingForAdmission, missingOn } from './admission.ts';
import { type AdmissionPage, admissionPages } from './admission-details.ts';
import { admissionToSign, searcherOf, wordsAt } from './admission-words.ts';
import { mayRefuseChild } from './child-refusal.ts';
import { fingerProgress, nextFinger } from './enrolled-fingers.ts';

/** An admission in work: the page that is open, what is filled in, and what is missing. */
export function admissionView(desk: AdmissionDesk, world: World): Extract<DeskView, { step: 'admission' }> {
  const { page, details, body, belongings, reference } = desk;
  const next = nextFinger(desk, world.policy);
  const missing = missingForAdmission(desk, world);
  return {
    step: 'admission',
    page,
    complete: admissionPages.filter((one) => missingOn(one, desk, world).length === 0),
    details,
    ...(body && { body }),
    ...(belongings && { belongings }),
    ...(desk.photograph !== undefined && { photograph: photographId(desk.photograph) }),
    mayRefuseChild: mayRefuseChild(desk, world),
    nextOfKinRequired: world.policy.nextOfKinRequired,
    ...(reference && { reference }),
    words: wordTiles(desk, world),
    fingers: fingerProgress(desk, world.policy),
    excepted: desk.exceptions.flatMap(({ fingers, reason, photograph }) =>
      fingers.map((name) => ({
        finger: say(`finger.${name}`),
        reason: say(`finger-exception.${reason}`),
        photograph: say(`hand.${typeof photograph === 'string' ? photograph : 'photographed'}`),
      })),
    ),
    ...(next && { next: say(`finger.${next}`) }),
    instruction: desk.again ?? instructionFor(page, desk, world),
    again: desk.again !== undefined,
    missing,
  };
}

/** The searching and the medical officer sign here; where they are not at hand, from the record later. */
function wordTiles(desk: AdmissionDesk, world: World): TileView[] {
  const given = wordsAt(desk, world.nowMs);
  const searcher = searcherOf(desk);
  const open: Readonly<Record<AdmissionWord, BilingualText>> = {
    'admission-search':
      searcher === undefined ? say('gate.search-pending') : say('gate.search-signs', { officer: searcher }),
    'medical-screening': say('gate.screening-signs'),
  };
  return admissionWords.map((meaning): TileView => {
    const signer = given.find((word) => word.meaning === meaning)?.officerId;
    const title = say(`gate.tile-${meaning}`);
    if (signer !== undefined)
      return { kind: 'vouching', state: 'present', title, detail: say('gate.signed-by', { officer: signer }) };
    const canSign = admissionToSign(meaning, desk) !== undefined;
    return { kind: 'vouching', state: 'missing', title, detail: open[meaning], ...(canSign && { vouch: meaning }) };
  });
}

function instructionFor(page: AdmissionPage, desk: AdmissionDesk, world: World) {
  const next = nextFinger(desk, world.policy);
  if (page === 'fingers') {
    if (next) return say('gate.put-finger', { finger: say(`finger.${next}`) });
    return say(desk.fingers.length > 0 ? 'gate.fingers-taken' : 'gate.no-finger-taken');
  }
  if (page === 'confirm') return missingForAdmission(desk, world)[0] ?? say('gate.confirm-admission');
  return say(`gate.ask-${page}`);
}
