import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { noWard } from './counts.ts';
import type { PartProps } from './part.ts';

/** The name of a ward as the house has it; one that it no longer has, by its id. */
export const wardText = (id: string, wards: PartProps['house']['wards']): BilingualText =>
  id === noWard ? say('ward.none') : (wards.find((ward) => ward.id === id)?.name ?? { en: id, ur: id });
