import { say } from '@custody-edge/ui-kit';
import { HoldButton, Label, SignShape, Text } from '@custody-edge/ui-kit/components';
import type { CountingView } from '../../src/count/view.ts';
import type { PressCount } from './press.ts';
import './count.css';

/** One key that is held starts an evacuation, whether or not anybody is signed in; nothing is asked. */
export function EvacuationKey({
  counting: { mayStart, count },
  press,
  says = 'count.hold',
}: {
  counting: CountingView;
  press: PressCount;
  says?: 'count.hold' | 'practice.count-hold';
}) {
  if (!mayStart || count?.kind === 'evacuation') return null;
  return (
    <HoldButton onHeld={() => void press({ action: 'start', kind: 'evacuation' })}>
      <Label of={says} />
    </HoldButton>
  );
}

/** A count that goes on while the station does something else: leads back to it. */
export function CountGoesOn({ counting: { count }, press }: { counting: CountingView; press: PressCount }) {
  if (!count || count.shown) return null;
  const sign = count.kind === 'evacuation' ? 'stop' : 'wait';
  const { missing, expected } = count;
  return (
    <button type="button" class={`late late-${sign}`} onClick={() => void press({ action: 'show' })}>
      <SignShape sign={sign} />
      <span class="prose">
        <Text of={say('count.goes-on', { kind: say(`count.kind-${count.kind}`), missing, expected })} />
      </span>
    </button>
  );
}
