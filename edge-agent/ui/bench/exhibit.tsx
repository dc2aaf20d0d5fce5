import { say } from '@custody-edge/ui-kit';
import {
  Button,
  Code,
  Label,
  type PlainMessageKey,
  Sign,
  Text,
  useKeys,
  When,
  Written,
} from '@custody-edge/ui-kit/components';
import type { BenchView, ExhibitView, NextStep } from '../../src/bench/view.ts';
import { Drawn } from './draw.tsx';
import { onDuty } from './duty.ts';
import { ExhibitList } from './exhibit-list.tsx';
import { Findings } from './findings.tsx';
import { lookBack } from './look-back-address.ts';
import { MethodLine, stepOf as methodStepOf } from './method.tsx';
import { handsText } from './officer.ts';
import type { ExhibitDeskView, OpenOnExhibit } from './open-on-exhibit.ts';
import type { Press } from './press.ts';
import { SealsSeen } from './seals.tsx';
import { Sums } from './sums.tsx';
import './facts.css';
import './exhibit.css';

type Pressed =
  | 'call-supervisor'
  | 'choose'
  | 'bind-file'
  | 'hand-over'
  | 'open'
  | 'weigh'
  | 'divide'
  | 'test'
  | 'reseal'
  | 'return'
  | 'receive';

/** The button of each step that has one. */
const labels = {
  receive: 'lab.next-receive',
  open: 'lab.next-open',
  weigh: 'lab.next-weigh',
  divide: 'lab.next-divide',
  choose: 'draw.next',
  test: 'lab.next-test',
  reseal: 'lab.next-reseal',
  return: 'lab.next-return',
  'hand-over': 'lab.hand-over',
  'bind-file': 'lab.bind-file',
  'call-supervisor': 'lab.settle-fork',
} as const satisfies Record<Pressed, PlainMessageKey>;

const isPressed = (step: NextStep): step is NextStep & Pressed => step in labels;

/** An exhibit: where it is and in whose hands, what was found of it, and the one thing that is next as the big button. */
export function ExhibitPage({
  exhibit,
  weighing,
  view,
  press,
  onOpen,
}: {
  exhibit: ExhibitView;
  weighing: ExhibitDeskView['weighing'];
  view: BenchView;
  press: Press;
  onOpen: (open: OpenOnExhibit) => void;
}) {
  const leave = () => void press({ action: 'cancel' });
  useKeys({ Escape: leave });
  const scan = (text: string) => () => void press({ action: 'scan', text });
  const { step } = exhibit.next;
  const goOn = exhibit.obstacle ? undefined : exhibit.method?.goOn;
  const does = (what: Pressed): (() => void) | undefined => {
    // The method says what is weighed, as it does where its label is scanned.
    if (what === 'weigh' && !weighing && exhibit.method?.step?.kind === 'weigh') return scan(exhibit.label);
    if (what === 'weigh') return () => onOpen({ kind: 'weighing' });
    if (what === 'divide') return () => void press({ action: 'take-labels' });
    if (what === 'call-supervisor') return () => onOpen({ kind: 'settle-fork' });
    if (what !== 'receive') return () => onOpen({ kind: what });
    const { case: of } = exhibit;
    return of && (() => void press({ action: 'show-case', case: of.subject }));
  };
  const next = isPressed(step) ? does(step) : undefined;
  const takesSpectrum = view.spectrometers.length > 0 && exhibit.isOpen && !exhibit.obstacle;
  const spectrumNext = takesSpectrum && exhibit.method?.step?.kind === 'spectrum';
  const takeSpectrum = () => void press({ action: 'show-spectrum', ...(spectrumNext && methodStepOf(exhibit)) });
  const others = possibleOthers(exhibit).filter((what) => what !== step);
  return (
    <div class="step">
      <Title exhibit={exhibit} press={press} />
      <div class="step-body bench-exhibit">
        <Facts exhibit={exhibit} view={view} press={press} />
        <section class="bench-panel">
          <h2>
            <Label of="lab.findings" />
          </h2>
          <div class="bench-scroll">
            <Sums sums={exhibit.sums} />
            <Findings
              findings={exhibit.findings}
              onAmend={(finding) => onOpen({ kind: 'amend', finding })}
              lookUp={
                view.hasLibraries ? (hash) => lookBack('library', { exhibit: exhibit.subject, file: hash }) : undefined
              }
            />
          </div>
        </section>
      </div>
      <div class="bench-next">
        {exhibit.state === 'returned' ? (
          <Sign sign="information" size="line">
            <Text of={exhibit.next.text} />
          </Sign>
        ) : (
          <Sign sign={exhibit.obstacle ? 'stop' : view.sign} size="line">
            <Text of={exhibit.obstacle ?? exhibit.next.text} />
          </Sign>
        )}
        {spectrumNext && (
          <Button rank="main" onPress={takeSpectrum}>
            <Label of="spectrum.take" />
          </Button>
        )}
        {!spectrumNext && next && isPressed(step) && (
          <Button rank="main" onPress={next}>
            <Label of={labels[step]} />
          </Button>
        )}
        {!next && goOn && (
          <Button rank="main" onPress={scan(goOn.label)}>
            <Text of={say('lab.go-on-with', { label: goOn.label })} />
          </Button>
        )}
      </div>
      <div class="step-buttons bench-others">
        {others.map((what) => (
          <Button key={what} rank="other" onPress={() => does(what)?.()}>
            <Label of={labels[what]} />
          </Button>
        ))}
        {!exhibit.obstacle && (
          <Button rank="other" onPress={() => onOpen({ kind: 'write-weight' })}>
            <Label of="lab.write-weight" />
          </Button>
        )}
        {!exhibit.obstacle && !exhibit.method && view.methods.length > 0 && (
          <Button rank="other" onPress={() => onOpen({ kind: 'method' })}>
            <Label of="lab.begin-method" />
          </Button>
        )}
        {takesSpectrum && !spectrumNext && (
          <Button rank="other" onPress={takeSpectrum}>
            <Label of="spectrum.take" />
          </Button>
        )}
        {exhibit.state !== 'nowhere' && (step !== 'bind-file' || spectrumNext) && (
          <Button rank="other" onPress={() => onOpen({ kind: 'bind-file' })}>
            <Label of="lab.bind-file" />
          </Button>
        )}
        <Button rank="quiet" onPress={leave}>
          <Label of="lab.leave" />
        </Button>
      </div>
    </div>
  );
}

/** What else may be done besides the next thing; the station refuses what may not. */
function possibleOthers({ obstacle, isOpen }: ExhibitView): readonly Pressed[] {
  if (obstacle) return [];
  return isOpen ? ['weigh', 'test', 'divide', 'reseal', 'hand-over'] : ['weigh', 'open', 'return', 'hand-over'];
}

function Title({ exhibit, press }: { exhibit: ExhibitView; press: Press }) {
  const { label, described, kind, parcel, case: of, parent } = exhibit;
  return (
    <header class="bench-head">
      <h1 class="step-title">
        <span class="step-movement prose">
          <Label of={`part-kind.${kind}`} />
        </span>
        <strong class="bench-label">
          <Written>{label}</Written>
        </strong>
        <span class="bench-title-fact">
          {parcel !== undefined && (
            <>
              <Written>{parcel}</Written> ·{' '}
            </>
          )}
          <Written>{described}</Written>
        </span>
      </h1>
      <div class="bench-head-buttons">
        <Button rank="quiet" onPress={() => location.assign(lookBack('timeline', { exhibit: exhibit.subject }))}>
          <Label of="look-back.timeline" />
        </Button>
        {parent && (
          <Button rank="quiet" onPress={() => void press({ action: 'scan', text: parent.label })}>
            <Text of={say('lab.taken-from', { label: parent.label })} />
          </Button>
        )}
        {of && (
          <Button rank="quiet" onPress={() => void press({ action: 'show-case', case: of.subject })}>
            <Label of="lab.case" /> <Code>{of.number}</Code>
          </Button>
        )}
      </div>
    </header>
  );
}

function Facts({ exhibit, view, press }: { exhibit: ExhibitView; view: BenchView; press: Press }) {
  const { gaps, place, since, elsewhere, seals, parts, isOpen, state } = exhibit;
  const me = onDuty(view);
  return (
    /* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by the keyboard as well */
    <div class="bench-facts-column" tabIndex={0}>
      {gaps.map((gap) => (
        <Sign key={gap.en} sign="stop" size="line">
          <Text of={gap} />
        </Sign>
      ))}
      {exhibit.method && <MethodLine method={exhibit.method} said={exhibit.obstacle ?? exhibit.next.text} />}
      <dl class="bench-facts">
        <dt>
          <Label of="lab.where" />
        </dt>
        <dd>
          <strong>
            <Text of={handsText(exhibit, me)} />
          </strong>
          {place !== undefined && (
            <>
              {' · '}
              <Written>{place}</Written>
            </>
          )}
          {since !== undefined && (
            <>
              {' · '}
              <When at={since} />
            </>
          )}
          {elsewhere !== undefined && (
            <>
              {' · '}
              <Text of={say('lab.elsewhere', { station: elsewhere })} />
            </>
          )}
        </dd>
        <dt>
          <Label of="lab.seals" />
        </dt>
        <dd>
          {state === 'held' && (
            <p class="bench-lies">
              <Label of={isOpen ? 'lab.lies-open' : seals.length > 0 ? 'lab.lies-sealed' : 'lab.lies-closed'} />
            </p>
          )}
          <SealsSeen seals={seals} />
        </dd>
      </dl>
      <Drawn drawn={exhibit.drawn} />
      {parts.length > 0 && (
        <>
          <h2 class="bench-subtitle">
            <Label of="lab.parts" />
          </h2>
          <ExhibitList exhibits={parts} me={me} press={press} isCounted />
        </>
      )}
    </div>
  );
}
