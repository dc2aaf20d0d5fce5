import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { SignKind } from '@custody-edge/ui-kit/components';
import type { StationLine } from '../src/http/view.ts';
import { wordsOf } from './words.ts';

/** How a station is, and what somebody has to do about it, most urgent first. */
export interface StationCare {
  readonly sign: SignKind;
  readonly next: readonly BilingualText[];
}

/** Share of a full disk from which somebody has to make room. */
const diskWarning = 0.8;

export function careFor(station: StationLine): StationCare {
  const { health, online, quarantined, takingOver } = station;
  if (!online) return { sign: 'stop', next: [say('next.station-away')] };
  const refused = quarantined > 0 ? [say('next.refused-messages', { count: quarantined })] : [];
  if (!health) return { sign: 'wait', next: [say('next.no-health'), ...refused] };
  const next = [
    ...health.devices.flatMap(careForDevice),
    ...(health.timeQuality === 'unset' ? [say('next.clock')] : []),
    ...(health.diskUsed >= diskWarning ? [say('next.disk', { share: `${Math.round(health.diskUsed * 100)}%` })] : []),
    ...(takingOver ? careForTakingOver(takingOver) : []),
    ...refused,
  ];
  return next.length > 0 ? { sign: 'wait', next } : { sign: 'go', next: [say('next.nothing')] };
}

function careForTakingOver({ told, of, troubled }: NonNullable<StationLine['takingOver']>): BilingualText[] {
  const progress = say('next.taking-over', { told, of });
  return troubled > 0 ? [progress, say('next.taking-over-troubled', { count: troubled })] : [progress];
}

type Device = NonNullable<StationLine['health']>['devices'][number];

function careForDevice({ kind, state, error }: Device): readonly BilingualText[] {
  const device = wordsOf('device', kind);
  switch (state) {
    case 'ready':
      return [];
    case 'absent':
      return [say('next.device-absent', { device })];
    case 'faulted':
      return [say('next.device-faulted', { device, error: error ?? '–' })];
    case 'opening':
    case 'identifying':
      return [say('next.device-starting', { device })];
  }
}

const urgency: Readonly<Record<SignKind, number>> = { stop: 0, wait: 1, information: 2, go: 3 };

/** Trouble first, then by name. */
export function byUrgency(stations: readonly StationLine[]): readonly (StationLine & { readonly care: StationCare })[] {
  return stations
    .map((station) => ({ ...station, care: careFor(station) }))
    .toSorted((a, b) => urgency[a.care.sign] - urgency[b.care.sign] || a.stationId.localeCompare(b.stationId));
}
