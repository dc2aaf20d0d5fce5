import type { FraudKind } from '../../plan/frauds.ts';
import { altered, asVisitor, bannedRespelt, copied, exchanged, swapped } from '../visits/tricks.ts';
import { clerkAlone, guessedPin, lentPin } from './officers.ts';
import {
  forged,
  forgedAndCalled,
  forNobody,
  hostileBarcode,
  misspelt,
  namesAnother,
  ofAnotherPrison,
  signedByOwnKey,
  unsigned,
  used,
  wantedElsewhere,
} from './papers.ts';
import { brotherToCourt, oneHeadMore, sameManAgain, standsIn, strangerComesBack } from './people.ts';
import type { Trick } from './trick.ts';

/** How each kind of fraud is played. */
export const tricks: Readonly<Record<FraudKind, Trick>> = {
  'forged-order': forged,
  'forged-order-called': forgedAndCalled,
  'used-order': used,
  'order-of-another-prison': ofAnotherPrison,
  'order-for-nobody': forNobody,
  'misspelt-order': misspelt,
  'order-names-another': namesAnother,
  'wanted-elsewhere': wantedElsewhere,
  'swapped-brother': standsIn,
  'stand-in-at-release': standsIn,
  'brother-to-court': brotherToCourt,
  'stand-in-at-return': strangerComesBack,
  'one-head-more': oneHeadMore,
  'clerk-alone': clerkAlone,
  'clerk-order-unsigned': unsigned,
  'clerk-order-own-key': signedByOwnKey,
  'lent-pin': lentPin,
  'guessed-pin': guessedPin,
  'hostile-barcode': hostileBarcode,
  'same-man-again': sameManAgain,
  'visitor-swapped': swapped,
  'prisoner-as-visitor': asVisitor,
  'passes-exchanged': exchanged,
  'altered-pass': altered,
  'copied-pass': copied,
  'banned-respelt': bannedRespelt,
};
