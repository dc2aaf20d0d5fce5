import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import {
  Button,
  Code,
  Label,
  type PlainMessageKey,
  Sign,
  type SignKind,
  SignShape,
  Text,
  useLanguage,
  When,
} from '@custody-edge/ui-kit/components';
import { useEffect, useRef } from 'preact/hooks';
import type { WrittenMovement } from '../../src/gate/board/movements.ts';
import type { GateView } from '../../src/gate/view.ts';
import type { PressCount } from '../count/press.ts';
import { EvacuationKey } from '../count/start-count.tsx';
import { isPractice } from '../training/framed.ts';
import type { Press } from './press.ts';

const recentShown = 3;
const writtenMovements: readonly WrittenMovement[] = [
  'out-to-hospital',
  'out-on-remand',
  'out-on-leave',
  'transfer-dispatched',
];

/** A list that the start page opens into. */
export type Chosen = 'release' | 'admission' | 'arrivals';

interface HomeProps {
  readonly view: GateView;
  readonly again: BilingualText | undefined;
  readonly press: Press;
  readonly pressCount: PressCount;
  readonly onChoose: (what: Chosen) => void;
}

/** The next thing is one touch away, the state of the house always in sight; what waits too long stands above it. */
export function Home(props: HomeProps) {
  return (
    <div class="home-page">
      <div class="standing">
        <StillComing {...props.view} />
        <InHand step={props.view.inHand} press={props.press} />
        <OpenVan van={props.view.van} press={props.press} />
        <Matches matches={props.view.matches} press={props.press} />
        <Late late={props.view.late} press={props.press} />
      </div>
      <House {...props} />
    </div>
  );
}

/** What of the record of the house is not here yet, what nobody is moved without first: whoever is not found may still be on the way. */
function StillComing({ entriesToCome, takingOver }: Pick<GateView, 'entriesToCome' | 'takingOver'>) {
  const count = entriesToCome ?? takingOver;
  if (count === undefined) return null;
  const of = entriesToCome === undefined ? 'gate.taking-over' : 'gate.entries-to-come';
  return (
    <p class="late late-wait" role="status">
      <SignShape sign="wait" />
      <span class="prose">
        <Text of={say(of, { count })} />
      </span>
    </p>
  );
}

/** What closed while nobody touched it, and was not done. */
function InHand({ step, press }: { step: GateView['inHand']; press: Press }) {
  if (step === undefined) return null;
  return (
    <button type="button" class="late late-wait" onClick={() => void press({ action: 'resume' })}>
      <SignShape sign="wait" />
      <span class="prose">
        <Label of="gate.in-hand" />
      </span>
    </button>
  );
}

/** A vehicle that waits at the gate: leads back to it. */
function OpenVan({ van, press }: { van: GateView['van']; press: Press }) {
  if (!van) return null;
  const { movement, text } = van;
  return (
    <button type="button" class="late late-wait" onClick={() => void press({ action: 'begin-queue', movement })}>
      <SignShape sign="wait" />
      <span class="prose">
        <Text of={text} />
      </span>
    </button>
  );
}

/** Whose fingers are on record elsewhere as well: leads to the record of the first of them. */
function Matches({ matches: [first, ...more], press }: { matches: GateView['matches']; press: Press }) {
  if (!first) return null;
  const { subject, text, late } = first;
  const sign = late ? 'stop' : 'wait';
  return <Standing subject={subject} sign={sign} text={text} more={more.length} press={press} />;
}

/** What should have been done by now: leads to the record of who has waited longest, of a stop before anything else. */
function Late({ late: [first, ...more], press }: { late: GateView['late']; press: Press }) {
  if (!first) return null;
  return <Standing {...first} more={more.length} press={press} />;
}

/** A line above everything else that stands until somebody has done what it says. */
function Standing({
  subject,
  sign,
  text,
  more,
  press,
}: {
  subject: string;
  sign: SignKind;
  text: BilingualText;
  more: number;
  press: Press;
}) {
  return (
    <button type="button" class={`late late-${sign}`} onClick={() => void press({ action: 'open-record', subject })}>
      <SignShape sign={sign} />
      <span class="prose">
        <Text of={text} />
        {more > 0 && (
          <>
            {' '}
            <Text of={say('gate.late-more', { count: more })} />
          </>
        )}
      </span>
    </button>
  );
}

function House({ view, again, press, pressCount, onChoose }: HomeProps) {
  const { pick } = useLanguage();
  const instruction = useRef<HTMLDivElement>(null);
  // Where more stands above the house than a small glass holds, it is seen all the same.
  useEffect(() => {
    if (again) instruction.current?.scrollIntoView({ block: 'nearest' });
  }, [again]);
  const beginQueue = (movement: 'out-to-court' | 'back-from-court') => () =>
    void press({ action: 'begin-queue', movement });
  return (
    <div class="home">
      <ul class="movements">
        <Movement
          name="gate.out-to-court"
          count={view.counts.toCourt}
          counted="gate.still-to-go"
          onPress={beginQueue('out-to-court')}
        />
        <Movement
          name="gate.back-from-court"
          count={view.counts.away.court ?? 0}
          counted="gate.still-to-return"
          onPress={beginQueue('back-from-court')}
        />
        <Movement
          name="gate.release"
          count={view.counts.releases.ready}
          counted="gate.ready-for-release"
          onPress={() => onChoose('release')}
        />
        {view.expected.length > 0 ? (
          <Movement
            name="gate.admission"
            count={view.expected.length}
            counted="gate.expected"
            onPress={() => onChoose('admission')}
          />
        ) : (
          <Movement
            name="gate.admission"
            counted="gate.new-person"
            onPress={() => void press({ action: 'begin-admission' })}
          />
        )}
        <li class="passes">
          {writtenMovements.map((movement) => (
            <button
              key={movement}
              type="button"
              class="movement movement-pass"
              onClick={() => void press({ action: 'begin-pass', movement })}
            >
              <span class="movement-name prose">
                <Label of={`gate.${movement}`} />
              </span>
            </button>
          ))}
          <button type="button" class="movement movement-pass" onClick={() => void press({ action: 'begin-find' })}>
            <span class="movement-name prose">
              <Label of="record.open" />
            </span>
          </button>
        </li>
      </ul>
      <aside class="house" aria-label={pick(say('gate.counts'))}>
        <dl class="counts">
          <Count label="state.IN_CUSTODY" count={view.counts.inCustody} />
          <Count label="gate.outside" count={view.counts.out} />
          <Count label="gate.overdue" count={view.counts.overdue} trouble="wait" />
          {!isPractice && (
            <Count
              label="gate.waiting-to-send"
              count={view.status.waiting}
              {...(view.status.centre === 'away' && { trouble: 'wait' as const })}
            />
          )}
        </dl>
        {view.arrivals.length > 0 && (
          <button type="button" class="arrivals" onClick={() => onChoose('arrivals')}>
            {view.arrivals.some(({ overdue }) => overdue) && <SignShape sign="wait" />}
            <Label of="gate.arrivals" />
            <strong>
              <Code>{view.arrivals.length}</Code>
            </strong>
          </button>
        )}
        <EvacuationKey counting={view.counting} press={pressCount} />
        {!view.counting.count && !isPractice && (
          <Button rank="other" onPress={() => void pressCount({ action: 'start', kind: 'roll-call' })}>
            <Label of="count.start-roll-call" />
          </Button>
        )}
        <Recent recent={view.recent.slice(0, recentShown)} />
      </aside>
      <div class="home-instruction" ref={instruction}>
        {again ? (
          <Sign sign="wait" size="line">
            <Text of={again} />
          </Sign>
        ) : (
          <p class="hint prose">
            <Label of="gate.start-hint" />
          </p>
        )}
      </div>
    </div>
  );
}

function Movement({
  name,
  count,
  counted,
  onPress,
}: {
  name: PlainMessageKey;
  count?: number;
  counted: PlainMessageKey;
  onPress: () => void;
}) {
  return (
    <li>
      <button type="button" class="movement" onClick={onPress}>
        <span class="movement-name prose">
          <Label of={name} />
        </span>
        <span class="movement-count">
          {count !== undefined && (
            <strong>
              <Code>{count}</Code>
            </strong>
          )}
          <span>
            <Label of={counted} />
          </span>
        </span>
      </button>
    </li>
  );
}

function Count({ label, count, trouble }: { label: PlainMessageKey; count: number; trouble?: SignKind }) {
  const sign = count > 0 ? trouble : undefined;
  return (
    <div class={`count ${sign ? `count-${sign}` : ''}`}>
      <dt>
        {sign && <SignShape sign={sign} />}
        <Label of={label} />
      </dt>
      <dd>
        <Code>{count.toLocaleString('en')}</Code>
      </dd>
    </div>
  );
}

/** Whoever should have been released by now, the longest waiting first. */
function Recent({ recent }: { recent: GateView['recent'] }) {
  return (
    <section class="recent">
      <h2 class="recent-title">
        <Label of="gate.last" />
      </h2>
      {recent.length === 0 && (
        <p>
          <Label of="gate.nothing-yet" />
        </p>
      )}
      <ol>
        {recent.map(({ id, at, sign, text }) => (
          <li key={id} class="recent-line">
            <SignShape sign={sign} />
            <span class="prose">
              <When at={at} /> <Text of={text} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
