import { say } from '@custody-edge/ui-kit';
import {
  Button,
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
import type { BenchView } from '../../src/bench/view.ts';
import { StationFrame } from '../station-frame.tsx';
import { useAction } from '../use-action.tsx';
import './bench.css';

export function BenchPage({ view }: { view: BenchView }) {
  const { press, refusal, closeRefusal } = useAction<BenchAction>('/api/bench', exhibitOf(view) ?? '');
  return (
    <StationFrame status={view.status} refusal={refusal} onCloseRefusal={closeRefusal}>
      <Weighing view={view} press={press} />
    </StationFrame>
  );
}

/** The label of the exhibit in work. */
const exhibitOf = ({ desk }: BenchView): string | undefined =>
  desk.step === 'exhibit' ? desk.exhibit.label : undefined;

/** The balance's digits as large as the glass allows; the analyst's eyes stay on the pan. */
function Weighing({ view, press }: { view: BenchView; press: (action: BenchAction) => Promise<unknown> }) {
  const { pick } = useLanguage();
  const exhibit = exhibitOf(view);
  const reading = view.pan?.reading;
  useTone(view.sign, `${view.sign} ${exhibit ?? ''} ${view.instruction.en} ${view.recent[0]?.id ?? ''}`);
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
          value={view.pan?.steadiness ?? 0}
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
      <Accepted recent={view.recent} />
    </div>
  );
}

function Accepted({ recent }: Pick<BenchView, 'recent'>) {
  return (
    <section class="accepted">
      <h2 class="prose">
        <Label of="bench.accepted" />
      </h2>
      {recent.length === 0 && (
        <p>
          <Label of="bench.none-accepted" />
        </p>
      )}
      <ol class="accepted-list">
        {recent.map(({ id, at, text }) => (
          <li key={id} class="accepted-weight">
            <span class="accepted-label">
              <Text of={text} />
            </span>
            <When at={at} />
          </li>
        ))}
      </ol>
    </section>
  );
}
