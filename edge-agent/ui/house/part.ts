import type { Address } from '@custody-edge/ui-kit/components';
import type { HouseView } from '../../src/house/view.ts';
import type { Press } from '../gate/press.ts';

/** What every part of the superintendent's page is made of. */
export interface PartProps {
  readonly house: NonNullable<HouseView['house']>;
  readonly address: Address;
  readonly press: Press;
}
