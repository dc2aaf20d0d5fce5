import type { PanPlace } from '@custody-edge/event-contract';
import type { BenchDeskView } from '../../src/bench/view.ts';

type TrialDeskView = Extract<BenchDeskView, { step: 'trial' }>;

/** Where each place lies on the picture of a pan that is seen from above, its front below; in the order in which the weight goes there. */
const places = [
  ['centre', 60, 60],
  ['front-left', 34, 86],
  ['front-right', 86, 86],
  ['back-left', 34, 34],
  ['back-right', 86, 34],
] as const satisfies readonly (readonly [PanPlace, number, number])[];

type Mark = 'done' | 'now' | 'later';
const markOf = (index: number, done: number): Mark => (index < done ? 'done' : index === done ? 'now' : 'later');

/** What to put where next, without a word: the pan with its places, weights from light to heavy, or readings as they fill up. */
export function TrialPicture({ desk: { trial, readings, loads, wanted } }: { desk: TrialDeskView }) {
  const done = readings.length;
  switch (trial) {
    case 'eccentricity':
      return (
        <svg class="trial-picture" viewBox="0 0 120 120" aria-hidden="true">
          <rect class="trial-pan" x="6" y="6" width="108" height="108" rx="10" />
          {places.map(([place, x, y], index) => (
            <circle key={place} class={`trial-${markOf(index, done)}`} cx={x} cy={y} r="16" />
          ))}
        </svg>
      );
    case 'linearity':
      return (
        <svg class="trial-picture trial-row" viewBox={`0 0 ${loads.length * 40} 80`} aria-hidden="true">
          {loads.map(({ nominal }, index) => {
            const height = 24 + (48 * (index + 1)) / loads.length;
            const width = 12 + (20 * (index + 1)) / loads.length;
            return (
              <rect
                key={`${index} ${nominal}`}
                class={`trial-${markOf(index, done)}`}
                x={index * 40 + (40 - width) / 2}
                y={76 - height}
                width={width}
                height={height}
                rx="4"
              />
            );
          })}
        </svg>
      );
    case 'repeatability':
      return (
        <svg class="trial-picture trial-row" viewBox={`0 0 ${wanted * 24} 28`} aria-hidden="true">
          {Array.from({ length: wanted }, (_, index) => (
            <circle key={index} class={`trial-${markOf(index, done)}`} cx={index * 24 + 12} cy="14" r="9" />
          ))}
        </svg>
      );
    case 'check-weight':
      return null;
  }
}
