import type { BilingualText } from '@custody-edge/foundation';
import type { GatePolicy } from '../../config.ts';

/** How the house names another prison; its site, where the configuration does not say. */
export const prisonName = (site: string, { prisons }: Pick<GatePolicy, 'prisons'>): BilingualText =>
  prisons.find((prison) => prison.site === site)?.name ?? { en: site, ur: site };
