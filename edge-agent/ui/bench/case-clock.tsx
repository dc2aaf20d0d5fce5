import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Code, Label, Sign, Text } from '@custody-edge/ui-kit/components';
import type { ClockView } from '../../src/bench/view.ts';
import './case-clock.css';

const hourMs = 3_600_000;
const minuteMs = 60_000;
const withinHours = 72;

/** Hours and minutes, `61:20`, however many hours. */
function hoursText(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / minuteMs));
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** The 72 hours within which samples reach the laboratory, large; who is late has a reason on paper. */
export function CaseClock({ clock, lateReason }: { clock: ClockView; lateReason: string | undefined }) {
  const at = Date.parse(clock.at);
  const passedMs = at - Date.parse(clock.seizedAt);
  const leftMs = Date.parse(clock.until) - at;
  const says: BilingualText = clock.isLate
    ? say('lab.clock-late', { time: hoursText(-leftMs) })
    : say('lab.clock-left', { time: hoursText(leftMs) });
  return (
    <div class="bench-clock">
      <p class="bench-clock-label">
        <Label of="lab.clock" />
      </p>
      <p class={clock.isLate ? 'bench-clock-digits bench-clock-late' : 'bench-clock-digits'}>
        <Code>{hoursText(passedMs)}</Code>
      </p>
      <progress
        class="steadiness"
        aria-hidden="true"
        value={Math.min(passedMs / hourMs, withinHours)}
        max={withinHours}
      />
      <Sign sign={clock.isLate ? 'stop' : 'information'} size="line">
        <p>
          <Text of={says} />
        </p>
        {clock.isLate && (
          <p class="bench-late-reason">{lateReason === undefined ? <Label of="lab.no-late-reason" /> : lateReason}</p>
        )}
      </Sign>
      {clock.isUncertain && (
        <Sign sign="wait" size="line">
          <Label of="lab.clock-uncertain" />
        </Sign>
      )}
    </div>
  );
}
