import type { Amendment } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Button, Code, Label, SignShape, Text, When, Written } from '@custody-edge/ui-kit/components';
import type { FindingView } from '../../src/bench/view.ts';
import { officerText } from './officer.ts';
import './findings.css';

/** What was weighed, tested and bound, the newest first; what was amended stays readable beside what took its place. */
export function Findings({
  findings,
  onAmend,
  lookUp,
}: {
  findings: readonly FindingView[];
  /** Where a file is looked up in the libraries of spectra; undefined where there are none. */
  lookUp?: ((hash: string) => string) | undefined;
  onAmend: ((finding: FindingView) => void) | undefined;
}) {
  if (findings.length === 0)
    return (
      <p class="hint">
        <Label of="lab.no-findings" />
      </p>
    );
  return (
    <ol>
      {findings.map((finding) => (
        <li key={finding.event} class="bench-finding">
          <div>
            <First finding={finding} />
            {finding.amended.map((amended, index) => (
              <div key={amended.by} class="bench-amended">
                <p class={index < finding.amended.length - 1 ? 'bench-struck' : ''}>
                  <Amended of={amended.amendment} />
                </p>
                <p class="bench-why">
                  <Label of={amended.amendment.of === 'withdrawn' ? 'lab.withdrawn' : 'lab.amended'} />:{' '}
                  <Written>{amended.why}</Written>
                </p>
              </div>
            ))}
            <p class="bench-finding-by">
              <When at={finding.at} />
              {finding.officer && (
                <>
                  {' · '}
                  <Text of={officerText(finding.officer)} />
                </>
              )}
              {finding.step !== undefined && (
                <>
                  {' · '}
                  <Text of={say('lab.at-step', { step: finding.step })} />
                </>
              )}
            </p>
          </div>
          {lookUp && finding.kind === 'file' && finding.maybeSpectrum && finding.isStanding && (
            <Button rank="other" onPress={() => location.assign(lookUp(finding.hash))}>
              <Label of="library.look-up" />
            </Button>
          )}
          {onAmend && finding.isStanding && (
            <Button rank="quiet" onPress={() => onAmend(finding)}>
              <Label of="lab.amend" />
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}

/** As it was recorded. */
function First({ finding }: { finding: FindingView }) {
  const struck = finding.amended.length > 0 ? 'bench-struck' : '';
  switch (finding.kind) {
    case 'weight':
      return (
        <>
          <p class={struck}>
            {finding.what && <Label of={`weight-kind.${finding.what}`} />}{' '}
            <strong class="bench-finding-value">
              <Code>
                {finding.value} {finding.unit}
              </Code>
            </strong>
            {finding.plusMinus !== undefined && (
              <span class="bench-plus-minus">
                {' '}
                <Code>
                  ±{finding.plusMinus} {finding.unit}
                </Code>
              </span>
            )}
          </p>
          {finding.manual !== undefined && (
            <p class="bench-manual">
              <SignShape sign="wait" />
              <span>
                <Label of="lab.manual" />: <Written>{finding.manual}</Written>
              </span>
            </p>
          )}
          {finding.reserves.map((reserve) => (
            <p key={reserve.en} class="bench-manual">
              <SignShape sign="wait" />
              <span>
                <Text of={say('lab.reserve', { reason: reserve })} />
              </span>
            </p>
          ))}
          <p class="bench-finding-by">
            <Label of="lab.of-balance" /> <Code>{finding.balance}</Code>
          </p>
        </>
      );
    case 'test':
      return (
        <>
          <p class={struck}>
            <Label of={`technique.${finding.technique}`} />:{' '}
            <strong>
              <Label of={`test-outcome.${finding.outcome}`} />
            </strong>{' '}
            · <Written>{finding.observed}</Written>
          </p>
          <p class="bench-finding-by">
            <Label of="lab.protocol-is" />: <Written>{finding.protocol}</Written>
            {finding.reagent && (
              <>
                {' · '}
                <Label of="lab.reagent" />: <Written>{finding.reagent.name}</Written>, <Label of="lab.reagent-batch" />{' '}
                <Code>{finding.reagent.batch}</Code>
              </>
            )}
            {finding.method && (
              <>
                {' · '}
                <Text of={say('lab-case-report.of-method', finding.method)} />
              </>
            )}
            {finding.files.length > 0 && (
              <>
                {' · '}
                <Text of={say('lab.files-count', { count: finding.files.length })} />
              </>
            )}
          </p>
          {finding.reagent && <Controls reagent={finding.reagent} />}
        </>
      );
    case 'file':
      return (
        <>
          <p class={`bench-file ${struck}`}>
            <strong>
              <Written>{finding.name}</Written>
            </strong>
          </p>
          <p class="bench-finding-by">
            <Code>{finding.mediaType}</Code> · <Code>{finding.bytes.toLocaleString('en-GB')} B</Code> ·{' '}
            <Code>{finding.hash.slice(0, 16)}</Code>
          </p>
        </>
      );
  }
}

function Amended({ of }: { of: Amendment }) {
  switch (of.of) {
    case 'weight':
      return (
        <>
          <Label of={`weight-kind.${of.what}`} />{' '}
          <strong class="bench-finding-value">
            <Code>
              {of.value} {of.unit}
            </Code>
          </strong>
        </>
      );
    case 'test':
      return (
        <>
          <strong>
            <Label of={`test-outcome.${of.outcome}`} />
          </strong>{' '}
          · <Written>{of.observed}</Written>
        </>
      );
    case 'withdrawn':
      return null;
  }
}

/** How both controls of the batch came out; one that failed is marked. */
export function Controls({
  reagent,
}: {
  reagent: { readonly controls: readonly BilingualText[]; readonly controlsHeld: boolean };
}) {
  return (
    <p class={reagent.controlsHeld ? 'bench-finding-by' : 'bench-manual'}>
      {!reagent.controlsHeld && <SignShape sign="stop" />}
      {reagent.controls.map((control, index) => (
        <span key={control.en}>
          {index > 0 && ' · '}
          <Text of={control} />
        </span>
      ))}
    </p>
  );
}
