import type { HoldDocument } from '@custody-edge/event-contract';
import { Field } from '@custody-edge/ui-kit/components';
import { Radios } from './radios.tsx';

const documentKinds = ['warrant', 'fir', 'detention-order', 'other'] as const;

/** The document that a hold rests on. */
export function HoldDocumentFields({ known }: { known: HoldDocument | undefined }) {
  return (
    <>
      <Radios
        name="kind"
        question="report.document-kind"
        answers={documentKinds.map((value) => ({ value, label: `hold-document.${value}` }))}
        chosen={known?.kind}
      />
      <div class="fields pass-fields">
        <Field name="number" label="report.document-number" maxLength={60} initial={known?.number ?? ''} />
        <Field name="authority" label="report.document-authority" initial={known?.authority ?? ''} />
        <Field name="on" label="report.document-on" type="date" initial={known?.on ?? ''} />
      </div>
    </>
  );
}

/** It as it was filled in; undefined while no kind is chosen. */
export function holdDocumentIn(read: (name: string) => string): HoldDocument | undefined {
  const kind = documentKinds.find((known) => known === read('kind'));
  return kind && { kind, number: read('number'), authority: read('authority'), on: read('on') };
}
