import { say } from '@custody-edge/ui-kit';
import { Button, Code, Field, Label, Sign, SignShape, Text, When, Written } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { BenchView, CaseLineView } from '../../src/bench/view.ts';
import { textIn } from '../visitor/text-in.ts';
import { ArrivalLine } from './arrivals.tsx';
import { CaseForm } from './case-form.tsx';
import { onDuty } from './duty.ts';
import { ExhibitList } from './exhibit-list.tsx';
import { BenchForm } from './form.tsx';
import { lookBack } from './look-back-address.ts';
import { officerText } from './officer.ts';
import type { Press } from './press.ts';
import { RoomForm, RoomNow } from './room.tsx';
import './home.css';

/** Scanning an exhibit is the one big thing; what is in the analyst's hands and what waits stand beside it. */
export function Home({ view, press }: { view: BenchView; press: Press }) {
  const [open, setOpen] = useState<'label' | 'case' | 'room'>();
  const close = () => setOpen(undefined);
  const me = onDuty(view);
  if (open === 'label') return <LabelForm press={press} onLeave={close} />;
  if (open === 'case') return <CaseForm press={press} onLeave={close} />;
  if (open === 'room') return <RoomForm room={view.room} press={press} onLeave={close} />;
  return (
    <div class="bench-home">
      {/* A reader is heard wherever the keyboard stands; a stray Enter opens nothing. */}
      <div class="bench-scan" data-next tabIndex={-1}>
        <div class="bench-scan-says">
          <BarcodePicture />
          <div>
            <p class="bench-scan-title prose">
              <Label of="lab.scan-exhibit" />
            </p>
            {view.sign !== 'information' && (
              <Sign sign={view.sign} size="line">
                <Text of={view.instruction} />
              </Sign>
            )}
          </div>
        </div>
        <div class="bench-row-buttons">
          <Button rank="other" onPress={() => setOpen('label')}>
            <Label of="lab.type-label" />
          </Button>
          <Button rank="other" onPress={() => setOpen('case')}>
            <Label of="lab.new-case" />
          </Button>
        </div>
      </div>
      <section class="bench-panel">
        <h2>
          <Label of="lab.in-hands" />
        </h2>
        <div class="bench-scroll">
          {view.inWork.length === 0 && (
            <p class="hint">
              <Label of="lab.none-in-hands" />
            </p>
          )}
          <ExhibitList exhibits={view.inWork} me={me} press={press} />
          <More count={view.more.inWork} />
        </div>
      </section>
      <section class="bench-panel">
        <h2>
          <Label of="lab.cases" />
        </h2>
        <div class="bench-scroll">
          {view.inReview > 0 && (
            <div class="bench-in-review">
              <Button rank="other" onPress={() => location.assign(lookBack('reports'))}>
                <Text of={say('in-review.open', { count: view.inReview })} />
              </Button>
            </div>
          )}
          {view.cases.length === 0 && (
            <p class="hint">
              <Label of="lab.no-cases" />
            </p>
          )}
          <ul class="bench-list">
            {view.cases.map((line) => (
              <CaseLine key={line.subject} line={line} press={press} />
            ))}
          </ul>
          <More count={view.more.cases} />
        </div>
      </section>
      <aside class="bench-panel bench-beside">
        <Button rank="other" onPress={() => setOpen('room')}>
          <Label of="room.measure" />
        </Button>
        <Button rank="other" onPress={() => void press({ action: 'show-instruments' })}>
          <Label of="lab.instruments" />
        </Button>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by the keyboard as well */}
        <div class="bench-scroll" tabIndex={0}>
          <RoomNow room={view.room} />
          <Unfit view={view} />
          <h2>
            <Label of="lab.arrivals" />
          </h2>
          {view.arrivals.length === 0 && (
            <p class="hint">
              <Label of="lab.no-arrivals" />
            </p>
          )}
          <ul class="bench-list">
            {view.arrivals.map((arrival) => (
              <li key={arrival.arrival} class="bench-arrival">
                <ArrivalLine arrival={arrival} />
              </li>
            ))}
          </ul>
          <More count={view.more.arrivals} />
        </div>
      </aside>
    </div>
  );
}

/** Instruments that are not fit, each in one sentence. */
function Unfit({ view }: { view: BenchView }) {
  const unfit = view.instruments.filter(({ sign }) => sign !== 'go' && sign !== 'information');
  return (
    <>
      {view.instruments.length > 0 && unfit.length === 0 && (
        <p class="bench-fit">
          <SignShape sign="go" /> <Label of="lab.instruments-fit" />
        </p>
      )}
      <ul class="bench-unfit">
        {unfit.map(({ deviceId, model, sign, text }) => (
          <li key={deviceId}>
            <SignShape sign={sign} />
            <span>
              <strong>
                <Code>{model}</Code>
              </strong>
              : <Text of={text} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function CaseLine({ line, press }: { line: CaseLineView; press: Press }) {
  const { subject, number, section, fir, policeStation, openedAt, analyst, state } = line;
  return (
    <li>
      <button type="button" class="choice" onClick={() => void press({ action: 'show-case', case: subject })}>
        <span class="bench-line-what">
          <strong>
            <Written>{number}</Written>
          </strong>{' '}
          <span class="bench-line-described">
            <span class="bench-whole">
              <Written>{fir}</Written>
            </span>{' '}
            · <Written>{policeStation}</Written>
          </span>
        </span>
        <span class="listed-facts">
          <span>
            <Label of={`lab-section.${section}`} />
          </span>
          <When at={openedAt} />
          <span class={state === 'given-back' || state === 'unassigned' ? 'listed-overdue' : ''}>
            <Label of={`case-state.${state}`} />
          </span>
          {analyst && (
            <span>
              <Text of={officerText(analyst)} />
            </span>
          )}
        </span>
      </button>
    </li>
  );
}

function More({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p class="hint">
      <Text of={say('lab.more', { count })} />
    </p>
  );
}

/** A label that no reader reads, letter by letter. */
function LabelForm({ press, onLeave }: { press: Press; onLeave: () => void }) {
  return (
    <BenchForm
      title={say('lab.type-label')}
      save={say('lab.take-label')}
      onLeave={onLeave}
      onSave={async (form) => {
        if ((await press({ action: 'scan', text: textIn(form, 'label') })) === 'done') onLeave();
      }}
    >
      <div class="whole-row">
        <Field name="label" label="lab.label" maxLength={120} />
      </div>
      <p class="whole-row hint">
        <Label of="lab.type-label-why" />
      </p>
    </BenchForm>
  );
}

function BarcodePicture() {
  return (
    <svg class="bench-barcode" viewBox="0 0 96 64" aria-hidden="true">
      <path d="M8 6v52M16 6v52M22 6v52M34 6v52M40 6v52M54 6v52M60 6v52M70 6v52M80 6v52M88 6v52" />
    </svg>
  );
}
