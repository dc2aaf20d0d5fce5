import { say } from '@custody-edge/ui-kit';
import {
  Button,
  Code,
  Label,
  Sign,
  Text,
  useKeys,
  useLanguage,
  useTone,
  When,
  Written,
} from '@custody-edge/ui-kit/components';
import type { BenchAction } from '../../src/bench/actions.ts';
import type { AcceptedWeightView, WeighingPageView } from '../../src/bench/weighing-view.ts';
import { StationFrame } from '../station-frame.tsx';
import { useAction } from '../use-action.tsx';
import './bench.css';

export function WeighingAlone({ view }: { view: WeighingPageView }) {
  const { press, refusal, closeRefusal } = useAction<BenchAction>('/api/bench', view.exhibit ?? '');
  return (
    <StationFrame status={view.status} refusal={refusal} onCloseRefusal={closeRefusal}>
      <Weighing view={view} press={press} />
    </StationFrame>
  );
}

/** The balance's digits as large as the glass allows; the analyst's eyes stay on the pan. */
function Weighing({ view, press }: { view: WeighingPageView; press: (action: BenchAction) => Promise<unknown> }) {
  const { pick } = useLanguage();
  const { exhibit, reading } = view;
  useTone(view.sign, `${view.sign} ${exhibit ?? ''} ${view.instruction.en} ${view.accepted[0]?.eventId ?? ''}`);
  const does = (action: 'accept' | 'cancel' | 'tare' | 'zero') => () => void press({ action });
  const accept = view.acceptable ? does('accept') : undefined;
  const leave = exhibit === undefined ? undefined : does('cancel');
  useKeys({ Enter: accept, ' ': accept, Escape: leave });

  return (
    <div class="bench">
      <section class="pan">
        <p class="exhibit">
          <span class="exhibit-word">
            <Label of="bench.exhibit" />
          </span>
          {exhibit === undefined ? (
            <span class="exhibit-none">
              <Label of="bench.no-exhibit" />
            </span>
          ) : (
            <strong>
              <Written>{exhibit}</Written>
            </strong>
          )}
        </p>
        <output class="digits" aria-label={pick(say('bench.reading'))}>
          {reading ? (
            <bdi dir="ltr" class={reading.value.length > 8 ? 'code digits-many' : 'code'}>
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
          class={view.acceptable ? 'steadiness steadiness-full' : 'steadiness'}
          aria-label={pick(say('bench.steadiness'))}
          value={view.steadiness}
          max={1}
        />
        <Sign sign={view.sign} size="line">
          <Text of={view.instruction} />
        </Sign>
        <div class="bench-buttons">
          <Button rank="main" onPress={does('accept')} disabled={!view.acceptable}>
            <Text
              of={
                view.acceptable && exhibit !== undefined && reading
                  ? say('bench.accept-for', { label: exhibit, weight: `${reading.value} ${reading.unit}` })
                  : say('bench.accept')
              }
            />
          </Button>
          <Button rank="other" onPress={does('tare')}>
            <Label of="bench.tare" />
          </Button>
          <Button rank="other" onPress={does('zero')}>
            <Label of="bench.zero" />
          </Button>
          <Button rank="quiet" onPress={does('cancel')} disabled={exhibit === undefined}>
            <Label of="bench.leave-exhibit" />
          </Button>
        </div>
      </section>
      <Accepted weights={view.accepted} />
    </div>
  );
}

function Accepted({ weights }: { weights: readonly AcceptedWeightView[] }) {
  return (
    <section class="accepted">
      <h2 class="prose">
        <Label of="bench.accepted" />
      </h2>
      {weights.length === 0 && (
        <p>
          <Label of="bench.none-accepted" />
        </p>
      )}
      <ol class="accepted-list">
        {weights.map(({ eventId, at, label, value, unit }) => (
          <li key={eventId} class="accepted-weight">
            <span class="accepted-label">
              <Written>{label}</Written>
            </span>
            <When at={at} />
            <strong class="accepted-value">
              <Code>
                {value} {unit}
              </Code>
            </strong>
          </li>
        ))}
      </ol>
    </section>
  );
}
