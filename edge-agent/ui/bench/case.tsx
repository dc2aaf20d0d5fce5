import type { ReviewKind } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { Button, Code, Field, Label, Sign, Text, useKeys, When, Written } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { BenchDeskView, BenchView, CaseReviewView, CaseView } from '../../src/bench/view.ts';
import { textIn } from '../visitor/text-in.ts';
import { CaseClock } from './case-clock.tsx';
import { onDuty } from './duty.ts';
import { ExhibitList } from './exhibit-list.tsx';
import { BenchForm, Touch, touched } from './form.tsx';
import { lookBack } from './look-back-address.ts';
import { officerText } from './officer.ts';
import { PadField } from './pad-field.tsx';
import { ParcelForm } from './parcel-form.tsx';
import type { Press } from './press.ts';
import './facts.css';

type CaseDesk = Extract<BenchDeskView, { step: 'case' }>;

/** A case at the counter: its paper and its clock beside its parcels. A label that is scanned is that of the parcel in hand. */
export function CasePage({ desk, view, press }: { desk: CaseDesk; view: BenchView; press: Press }) {
  const { scanned } = desk;
  const [open, setOpen] = useState<'parcel' | 'assign' | 'give-back' | undefined>(
    scanned === undefined ? undefined : 'parcel',
  );
  const close = () => setOpen(undefined);
  if (open === 'parcel' && scanned !== undefined)
    return <ParcelForm of={desk.case} label={scanned} press={press} onLeave={close} />;
  if (open === 'assign') return <AssignForm of={desk.case} press={press} onLeave={close} />;
  if (open === 'give-back') return <GiveBackForm of={desk.case} press={press} onLeave={close} />;
  return <Whole desk={desk} view={view} press={press} onOpen={setOpen} />;
}

function Whole({
  desk,
  view,
  press,
  onOpen,
}: {
  desk: CaseDesk;
  view: BenchView;
  press: Press;
  onOpen: (form: 'parcel' | 'assign' | 'give-back') => void;
}) {
  const { case: held, scanned } = desk;
  const { memorandum } = held;
  const leave = () => void press({ action: 'cancel' });
  useKeys({ Escape: leave });
  return (
    <div class="step">
      <h1 class="step-title">
        <span class="step-movement prose">
          <Label of="lab.case" />
        </span>
        <strong>
          <Written>{held.number}</Written>
        </strong>
        <span class="bench-title-fact">
          <Label of={`lab-section.${held.section}`} /> · <Label of={`case-state.${held.state}`} />
        </span>
      </h1>
      <div class="step-body bench-case">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by the keyboard as well */}
        <div class="bench-case-paper" tabIndex={0}>
          <CaseClock clock={held.clock} lateReason={memorandum.lateReason} />
          <dl class="bench-facts">
            <dt>
              <Label of="lab.fir" />
            </dt>
            <dd>
              <Written>{memorandum.fir}</Written> · <Label of={`agency.${memorandum.agency}`} />{' '}
              <Written>{memorandum.policeStation}</Written>
            </dd>
            <dt>
              <Label of="lab.form-one" />
            </dt>
            <dd>
              <Written>{memorandum.number}</Written>
            </dd>
            <dt>
              <Label of="lab.depositor" />
            </dt>
            <dd>
              <Written>{memorandum.depositor.rank}</Written> <Code>{memorandum.depositor.beltNumber}</Code>
            </dd>
            {memorandum.roadCertificate !== undefined && (
              <>
                <dt>
                  <Label of="lab.road-certificate" />
                </dt>
                <dd>
                  <Written>{memorandum.roadCertificate}</Written>
                </dd>
              </>
            )}
            <dt>
              <Label of="lab.analyst" />
            </dt>
            <dd>
              {held.analyst ? <Text of={officerText(held.analyst)} /> : <Label of="lab.no-analyst" />}
              {held.appointment !== undefined && (
                <p>
                  <Label of="lab.appointment" />: <Written>{held.appointment}</Written>
                </p>
              )}
            </dd>
            <dt>
              <Label of="lab.reviews" />
            </dt>
            <dd>
              {held.reviews.length === 0 && <Label of="lab.no-reviews" />}
              <ul>
                {held.reviews.map((review) => (
                  <ReviewLine key={`${review.at} ${review.review}`} review={review} />
                ))}
              </ul>
            </dd>
          </dl>
        </div>
        <section class="bench-panel">
          <h2>
            <Label of="lab.parcels" />
          </h2>
          <div class="bench-scroll">
            {held.exhibits.length === 0 && (
              <p class="hint">
                <Label of="lab.no-parcels" />
              </p>
            )}
            <ExhibitList exhibits={held.exhibits} me={onDuty(view)} press={press} />
          </div>
        </section>
      </div>
      <div data-next={scanned === undefined || undefined} tabIndex={-1}>
        <Sign sign={view.sign} size="line">
          <Text of={view.instruction} />
        </Sign>
      </div>
      <div class="step-buttons">
        {scanned !== undefined && (
          <Button rank="main" onPress={() => onOpen('parcel')}>
            <Text of={say('lab.receive-label', { label: scanned })} />
          </Button>
        )}
        <Button rank="other" onPress={() => location.assign(lookBack('review', { case: held.subject }))}>
          <Label of="look-back.review" />
        </Button>
        <Button rank="other" onPress={() => onOpen('assign')}>
          <Label of="lab.assign" />
        </Button>
        {held.analyst && (
          <Button rank="other" onPress={() => onOpen('give-back')}>
            <Label of="lab.give-back" />
          </Button>
        )}
        <Button rank="quiet" onPress={leave}>
          <Label of="lab.leave" />
        </Button>
      </div>
    </div>
  );
}

function ReviewLine({ review: { review, at, by, remarks } }: { review: CaseReviewView }) {
  return (
    <li>
      <Label of={`review.${review}`} /> · <When at={at} />
      {by && (
        <>
          {' · '}
          <Text of={officerText(by)} />
        </>
      )}
      {remarks !== undefined && (
        <p class="bench-remarks">
          <Label of="case-state.given-back" />: <Written>{remarks}</Written>
        </p>
      )}
    </li>
  );
}

/** Who works on the case; a supervisor signs. */
function AssignForm({ of, press, onLeave }: { of: CaseView; press: Press; onLeave: () => void }) {
  return (
    <BenchForm
      title={say('lab.assign')}
      save={say('lab.assign')}
      onLeave={onLeave}
      onSave={(form) => {
        const appointment = textIn(form, 'appointment');
        void press({
          action: 'assign',
          case: of.subject,
          analyst: textIn(form, 'analyst'),
          ...(appointment !== '' && { appointment }),
        });
      }}
    >
      <PadField name="analyst" label={say('lab.analyst-number')} kind="officer" />
      <div class="bench-beside-pad">
        <Field name="appointment" label="lab.appointment" maxLength={120} optional />
      </div>
    </BenchForm>
  );
}

const reviewKinds = ['technical-review', 'administrative-review'] as const satisfies readonly ReviewKind[];

/** What the analyst has to do before the case is reviewed again. */
function GiveBackForm({ of, press, onLeave }: { of: CaseView; press: Press; onLeave: () => void }) {
  return (
    <BenchForm
      title={say('lab.give-back')}
      save={say('lab.give-back')}
      onLeave={onLeave}
      onSave={async (form) => {
        const review = touched(form, 'review', reviewKinds);
        const remarks = textIn(form, 'remarks');
        if ((await press({ action: 'give-back', case: of.subject, review, remarks })) === 'done') onLeave();
      }}
    >
      <div class="whole-row">
        <Touch
          name="review"
          question="lab.review-kind"
          answers={reviewKinds.map((value) => ({ value, label: `review.${value}` }))}
        />
      </div>
      <div class="whole-row">
        <Field name="remarks" label="lab.remarks" type="lines" maxLength={500} />
      </div>
    </BenchForm>
  );
}
