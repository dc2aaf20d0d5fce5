import type { FaultKind } from '../../plan/faults.ts';
import type { Break } from './break.ts';
import { clockAhead, clockBehind, clockRight, clockRightAndHeard, lineCut, lineHealed } from './line-and-clock.ts';
import { centreBack, centreKilled, deadComputer, powerCut, powerCutInVan, readerUnplugged } from './power.ts';
import { diskFull, doubleScan } from './scans-and-disk.ts';

/** How each fault begins, and how one that lasts ends. */
export const breaks: Readonly<Record<FaultKind, { readonly begin: Break; readonly end?: Break }>> = {
  'power-cut': { begin: powerCut },
  'power-cut-in-van': { begin: powerCutInVan },
  'centre-killed': { begin: centreKilled, end: centreBack },
  'line-cut': { begin: lineCut, end: lineHealed },
  'clock-ahead': { begin: clockAhead, end: clockRightAndHeard },
  'clock-behind': { begin: clockBehind, end: clockRight },
  'disk-full': { begin: diskFull },
  'dead-computer': { begin: deadComputer },
  'double-scan': { begin: doubleScan },
  'reader-unplugged': { begin: readerUnplugged },
};
