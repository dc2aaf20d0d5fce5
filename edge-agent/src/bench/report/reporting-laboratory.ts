import type { ReportingLaboratory } from '@custody-edge/event-contract';
import type { StationConfig } from '../../config.ts';

/** How this bench names its laboratory on a report: as it is configured, or by its site. */
export function reportingLaboratory({ site, bench }: Pick<StationConfig, 'site' | 'bench'>): ReportingLaboratory {
  const { laboratory = { en: site, ur: site }, address } = bench;
  return { ...laboratory, ...(address !== undefined && { address }) };
}
