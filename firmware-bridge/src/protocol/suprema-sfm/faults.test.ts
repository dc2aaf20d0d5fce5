import { describe } from 'vitest';
import { print } from '../../test-kit.ts';
import { itComesBackAfterAPull, itNeverGivesADamagedPicture, itSaysItsFault } from '../finger-faults-kit.ts';
import { plugIn } from './test-kit.ts';

const finger = print(1, 208, 288);

describe('an SFM6050', () => {
  itNeverGivesADamagedPicture(plugIn, finger, 20);
  itSaysItsFault(plugIn, finger, [
    ['early-close', 'device-disconnected'],
    ['silence', 'device-silent'],
    ['stuck-busy', 'device-refused'],
    ['restart', undefined],
  ]);
  itComesBackAfterAPull(plugIn, finger, 4000, 4);
});
