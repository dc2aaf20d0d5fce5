import { say } from '@custody-edge/ui-kit';
import { Text, useLanguage } from '@custody-edge/ui-kit/components';
import type { MethodView } from '../../src/bench/view.ts';

/** How many packets of a seizure nothing is left to do with: in words, and as a bar that a glance reads. */
export function UnitsDone({ units }: { units: MethodView['units'] }) {
  const { pick } = useLanguage();
  if (units.of === 0) return null;
  const said = say('lab.units-done', units);
  return (
    <span class="bench-units">
      <span>
        <Text of={said} />
      </span>
      <progress value={units.done} max={units.of} aria-label={pick(said)} />
    </span>
  );
}
