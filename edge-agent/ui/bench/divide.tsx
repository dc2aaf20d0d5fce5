import type { PartKind } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { Button, Code, Field, Label, Sign, Text, useKeys, Written } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { BenchDeskView, BenchView } from '../../src/bench/view.ts';
import { textIn } from '../visitor/text-in.ts';
import { BenchForm, Touch, touched } from './form.tsx';
import { LabelRunForm } from './label-run-form.tsx';
import type { Press } from './press.ts';
import './divide.css';

const partKinds = [
  'unit',
  'sample',
  'duplicate-sample',
  'packaging',
  'remainder',
] as const satisfies readonly PartKind[];

type DivideDesk = Extract<BenchDeskView, { step: 'divide' }>;

/** The labels of the parts first, one scan after the other, without a field that a reader could type into; then what all of them are. */
export function DividePage({ desk, view, press }: { desk: DivideDesk; view: BenchView; press: Press }) {
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<'run' | 'description'>();
  const close = () => setOpen(undefined);
  const labels = desk.labels.filter((label) => !leftOut.has(label));
  if (open === 'description') return <DescribeParts desk={desk} labels={labels} press={press} onLeave={close} />;
  if (open === 'run') return <LabelRunForm parcel={desk.exhibit.label} press={press} onLeave={close} />;
  const turn = (label: string) =>
    setLeftOut(
      (before) => new Set(before.has(label) ? [...before].filter((one) => one !== label) : [...before, label]),
    );
  return (
    <ScanParts
      desk={desk}
      view={view}
      press={press}
      leftOut={leftOut}
      onTurn={turn}
      count={labels.length}
      onDescribe={() => setOpen('description')}
      onRun={() => setOpen('run')}
    />
  );
}

function ScanParts({
  desk,
  view,
  press,
  leftOut,
  onTurn,
  count,
  onDescribe,
  onRun,
}: {
  desk: DivideDesk;
  view: BenchView;
  press: Press;
  leftOut: ReadonlySet<string>;
  onTurn: (label: string) => void;
  count: number;
  onDescribe: () => void;
  onRun: () => void;
}) {
  const leave = () => void press({ action: 'cancel' });
  const goOn = count > 0 ? onDescribe : undefined;
  useKeys({ Enter: goOn, Escape: leave });
  return (
    <div class="step">
      <h1 class="step-title prose">
        <Text of={say('lab.divide-of', { label: desk.exhibit.label })} />
      </h1>
      <div class="step-body bench-parts">
        <div class="bench-count">
          <p class="bench-count-label">
            <Label of="lab.labels-scanned" />
          </p>
          <p class="bench-count-digits">
            <Code>{count}</Code>
          </p>
        </div>
        <ol class="bench-labels">
          {desk.labels.toReversed().map((label) => (
            <li key={label} class={leftOut.has(label) ? 'bench-left-out' : ''}>
              <strong class="bench-label">
                <Written>{label}</Written>
              </strong>
              <button
                type="button"
                class="button button-quiet"
                aria-pressed={leftOut.has(label)}
                onClick={() => onTurn(label)}
              >
                <Label of={leftOut.has(label) ? 'lab.left-out' : 'lab.leave-out'} />
              </button>
            </li>
          ))}
        </ol>
      </div>
      <Sign sign={view.sign} size="line">
        <Text of={view.sign === 'wait' || view.sign === 'stop' ? view.instruction : say('lab.scan-parts')} />
      </Sign>
      <div class="step-buttons">
        <Button rank="main" disabled={!goOn} onPress={() => goOn?.()}>
          <Text of={count === 0 ? say('lab.no-labels') : say('lab.describe-parts', { count })} />
        </Button>
        <Button rank="other" onPress={onRun}>
          <Label of="lab.label-run" />
        </Button>
        <Button rank="quiet" onPress={leave}>
          <Label of="common.leave" />
        </Button>
      </div>
    </div>
  );
}

function DescribeParts({
  desk,
  labels,
  press,
  onLeave,
}: {
  desk: DivideDesk;
  labels: readonly string[];
  press: Press;
  onLeave: () => void;
}) {
  return (
    <BenchForm
      title={say('lab.divide-of', { label: desk.exhibit.label })}
      save={say('lab.divide-into', { count: labels.length })}
      back="lab.back-to-labels"
      onLeave={onLeave}
      onSave={(form) => {
        const [kind, described] = [touched(form, 'kind', partKinds), textIn(form, 'described')];
        void press({ action: 'divide', parts: labels.map((label) => ({ label, kind, described })) });
      }}
    >
      <div class="whole-row">
        <Touch
          name="kind"
          question="lab.part-kind"
          answers={partKinds.map((value) => ({ value, label: `part-kind.${value}` }))}
        />
      </div>
      <div class="whole-row">
        <Field name="described" label="lab.parts-described" maxLength={200} />
      </div>
      <p class="whole-row hint">
        <Label of="lab.parts-differ" />
      </p>
      <p class="whole-row bench-labels-line">
        {labels.map((label) => (
          <span key={label}>
            <Written>{label}</Written>
          </span>
        ))}
      </p>
    </BenchForm>
  );
}
