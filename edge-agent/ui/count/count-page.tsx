import { say, wallTime } from '@custody-edge/ui-kit';
import { Button, Code, Label, Sign, Text, useKeys, useLanguage, useTone } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { CountView, CountWardView } from '../../src/count/view.ts';
import type { PrintState } from '../../src/station/print-state.ts';
import { useWedge } from '../gate/use-wedge.ts';
import { CountList, type ListShown } from './count-list.tsx';
import { CallOffDialog, EndDialog, TakeBackDialog } from './dialogs.tsx';
import type { PressCount } from './press.ts';
import { ListButtons } from './print-list.tsx';
import './count.css';

const grouped = (count: number): string => count.toLocaleString('en');
type Question = 'end' | 'call-off' | 'take-back';

/** The whole glass is the count: how many, by ward, where most are short first; a finger or a wristband at any time counts. */
export function CountPage({
  count,
  slips,
  press,
  named,
  onSignIn,
  onLeave,
  onEscaped,
}: {
  count: CountView;
  /** How the station's own printer is with the list; absent where there is none. */
  slips: PrintState | undefined;
  press: PressCount;
  /** Whether an officer attends, who may see names. */
  named: boolean;
  /** Leads to the sign-in, where nobody attends. */
  onSignIn?: () => void;
  /** Where the station has other work. */
  onLeave?: () => void;
  /** Where a report can be made. */
  onEscaped?: (subject: string) => void;
}) {
  const [shown, setShown] = useState<ListShown>();
  const [question, setQuestion] = useState<Question>();
  const { last } = count;
  useTone(last?.sign ?? 'information', `count ${last?.cause ?? 0}`);
  useWedge({ onCode: (text) => void press({ action: 'wristband', text }), onBroken: () => {} });
  useKeys(question || shown ? {} : { Escape: onLeave });
  if (shown && named)
    return (
      <CountList
        key={`${shown.list} ${shown.ward?.id}`}
        count={count}
        shown={shown}
        press={press}
        onLeave={() => setShown(undefined)}
        {...(onEscaped && { onEscaped })}
      />
    );
  const open = named ? setShown : undefined;
  return (
    <div class={`tally tally-${count.kind}`}>
      <header class="tally-head">
        <h1 class="prose">
          <Label of={`count.kind-${count.kind}`} />
        </h1>
        <p class="tally-started">
          <Text
            of={say('count.started-by', {
              when: wallTime(count.startedAt, Date.now()),
              station: count.station,
              officer: count.by,
            })}
          />
          {count.joined > 0 && (
            <>
              {' · '}
              <Text of={say('count.joined', { count: count.joined })} />
            </>
          )}
          {count.waiting > 0 && (
            <>
              {' · '}
              <Text of={say('count.waiting', { count: count.waiting })} />
            </>
          )}
        </p>
      </header>
      <Numbers count={count} />
      <div class="tally-last">
        <Last count={count} named={named} onMistake={() => setQuestion('take-back')} />
      </div>
      <Wards wards={count.wards} open={open && ((ward) => open({ list: 'missing', ward }))} />
      <footer class="tally-buttons">
        {named ? (
          <>
            <Button rank="main" disabled={count.missing === 0} onPress={() => setShown({ list: 'missing' })}>
              <Label of="count.who-missing" />
            </Button>
            <Some count={count.twice} label="count.twice" onPress={() => setShown({ list: 'twice' })} />
            <Some count={count.outside} label="count.outside-count" onPress={() => setShown({ list: 'outside' })} />
            <Button rank="other" onPress={() => setQuestion('end')}>
              <Label of="count.end" />
            </Button>
            {count.callOffUntil !== undefined && (
              <Button rank="quiet" onPress={() => setQuestion('call-off')}>
                <Label of="count.call-off" />
              </Button>
            )}
            {onLeave && (
              <Button rank="quiet" onPress={onLeave}>
                <Label of="count.leave" />
              </Button>
            )}
            <ListButtons slips={slips} />
          </>
        ) : (
          onSignIn && (
            <Button rank="main" onPress={onSignIn}>
              <Label of="count.sign-in-for-names" />
            </Button>
          )
        )}
      </footer>
      {question === 'end' && <EndDialog count={count} press={press} onLeave={() => setQuestion(undefined)} />}
      {question === 'call-off' && <CallOffDialog press={press} onLeave={() => setQuestion(undefined)} />}
      {question === 'take-back' && last?.seen !== undefined && (
        <TakeBackDialog seen={last.seen} press={press} onLeave={() => setQuestion(undefined)} />
      )}
    </div>
  );
}

function Numbers({ count: { accounted, expected, missing } }: { count: CountView }) {
  return (
    <dl class="tally-numbers">
      <div class="tally-number tally-go">
        <dt>
          <Label of="count.accounted" />
        </dt>
        <dd>
          <Code>
            {grouped(accounted)}
            <span class="tally-of">/ {grouped(expected)}</span>
          </Code>
        </dd>
      </div>
      <div class={`tally-number ${missing > 0 ? 'tally-stop' : 'tally-go'}`}>
        <dt>
          <Label of="count.missing" />
        </dt>
        <dd>
          <Code>{grouped(missing)}</Code>
        </dd>
      </div>
    </dl>
  );
}

function Last({ count, named, onMistake }: { count: CountView; named: boolean; onMistake: () => void }) {
  const { last, where, missing } = count;
  if (!last)
    return (
      <Sign sign={missing === 0 ? 'go' : 'information'} size="line">
        <Label of={missing === 0 ? 'count.whole' : 'count.next'} />
      </Sign>
    );
  return (
    <>
      <Sign key={last.cause} sign={last.sign} size="line">
        <Text of={last.text} />
        {where && (
          <>
            {' · '}
            <Text of={say('count.here', { ward: where.name })} />
          </>
        )}
      </Sign>
      {named && last.seen !== undefined && (
        <Button rank="quiet" onPress={onMistake}>
          <Label of="count.was-mistake" />
        </Button>
      )}
    </>
  );
}

/** Wards as rows, their share that is counted as a bar; each opens who is short in it. */
function Wards({
  wards,
  open,
}: {
  wards: readonly CountWardView[];
  open: ((ward: CountWardView['ward']) => void) | undefined;
}) {
  const { pick } = useLanguage();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by the keyboard as well
    <ol class="tally-wards" aria-label={pick(say('count.by-ward'))} tabIndex={0}>
      {wards.map(({ ward, expected, accounted, missing }) => (
        <li key={ward.id}>
          <button
            type="button"
            class={`tally-ward ${missing > 0 ? '' : 'tally-ward-whole'}`}
            disabled={!open}
            onClick={() => open?.(ward)}
          >
            <span class="tally-ward-name prose">
              <Text of={ward.name} />
            </span>
            <span class="tally-bar" aria-hidden="true">
              <span style={{ inlineSize: `${(100 * accounted) / Math.max(1, expected)}%` }} />
            </span>
            <span class="tally-ward-share">
              <Code>
                {grouped(accounted)} / {grouped(expected)}
              </Code>
            </span>
            <strong class="tally-ward-short">
              {missing > 0 ? <Code>{grouped(missing)}</Code> : <Label of="count.ward-whole" />}
            </strong>
          </button>
        </li>
      ))}
    </ol>
  );
}

function Some({
  count,
  label,
  onPress,
}: {
  count: number;
  label: 'count.twice' | 'count.outside-count';
  onPress: () => void;
}) {
  if (count === 0) return null;
  return (
    <Button rank="other" onPress={onPress}>
      <Text of={say(label, { count })} />
    </Button>
  );
}
