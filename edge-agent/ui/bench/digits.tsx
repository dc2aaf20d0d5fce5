import { say } from '@custody-edge/ui-kit';
import { Label, useLanguage } from '@custody-edge/ui-kit/components';
import type { PanView } from '../../src/bench/view.ts';
import './pan.css';

/** With fewer, the digits keep their size: they do not jump while a load comes to rest. */
const fewestDigits = 7;

/** What the balance shows, in its own digits and as large as the glass allows, above a bar that fills while they hold still. */
export function Digits({ pan, full }: { pan: PanView | undefined; full: boolean }) {
  const { pick } = useLanguage();
  const reading = pan?.reading;
  return (
    <>
      <output class="digits" aria-label={pick(say('bench.reading'))}>
        {reading ? (
          <bdi
            dir="ltr"
            class="code digits-fitting"
            style={{ '--digits': Math.max(fewestDigits, reading.value.length) }}
          >
            {reading.value}
            <span class="unit"> {reading.unit}</span>
          </bdi>
        ) : (
          <span class="digits-none prose">
            <Label of="bench.no-reading" />
          </span>
        )}
      </output>
      <progress
        class={full ? 'steadiness steadiness-full' : 'steadiness'}
        value={pan?.steadiness ?? 0}
        max={1}
        aria-label={pick(say('bench.steadiness'))}
      />
    </>
  );
}
