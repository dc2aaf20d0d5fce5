import type { ErasurePaper } from '@custody-edge/event-contract';
import { Field, Label, Sign, Text } from '@custody-edge/ui-kit/components';
import type { ReportView } from '../../src/gate/view.ts';

/** The paper that orders somebody's data to be destroyed, and what comes of it. */
export function ErasureFields({
  papers = [],
  known,
}: {
  papers: ReportView['papers'];
  known: ErasurePaper | undefined;
}) {
  const chosen = known?.kind ?? (papers.length === 1 ? papers[0]?.id : undefined);
  return (
    <>
      <Sign sign="wait" size="line">
        <Label of="report.erasure-warning" />
      </Sign>
      <fieldset class="choices-in-line">
        <legend>
          <Label of="report.erasure-kind" />
        </legend>
        {papers.map(({ id, name }) => (
          <label key={id} class="choice-in-line">
            <input type="radio" name="kind" value={id} defaultChecked={chosen === id} required />
            <Text of={name} />
          </label>
        ))}
      </fieldset>
      <div class="fields pass-fields">
        <Field name="number" label="report.erasure-number" maxLength={60} initial={known?.number ?? ''} />
        <Field name="authority" label="report.erasure-authority" initial={known?.authority ?? ''} />
        <Field name="date" label="report.erasure-date" type="date" initial={known?.date ?? ''} />
      </div>
    </>
  );
}

export const erasurePaperIn = (read: (name: string) => string): ErasurePaper => ({
  kind: read('kind'),
  number: read('number'),
  authority: read('authority'),
  date: read('date'),
});
