import { Button, Field, Label, SubmitButton } from '@custody-edge/ui-kit/components';
import type { TargetedSubmitEvent } from 'preact';
import type { ReportDetails } from '../../src/gate/report/report-details.ts';
import type { ReportView } from '../../src/gate/view.ts';
import { ErasureFields, erasurePaperIn } from './erasure.tsx';
import { ExaminationFields, injuriesIn } from './examination.tsx';
import { HistoryLine } from './history-line.tsx';
import { HoldDocumentFields, holdDocumentIn } from './hold-document.tsx';
import { PaperFormFields, paperFormIn } from './paper-form.tsx';
import { Radios } from './radios.tsx';
import { choiceLabels } from './report-summary.tsx';
import { useFirstField } from './use-first-field.ts';

const claims = ['not-me', 'should-be-free', 'other'] as const;
const searchers = ['M', 'F'] as const;
const isolations = ['yes', 'no'] as const;
const offices = ['police-record', 'nadra'] as const;
const relations = ['son-of', 'daughter-of', 'wife-of'] as const;
const answers = ['same-person', 'other-name', 'unknown', 'none'] as const;

/** What has to be written down of a report. */
export function ReportForm({
  desk,
  onSave,
  onLeave,
}: {
  desk: ReportView;
  onSave: (details: ReportDetails) => void;
  onLeave: () => void;
}) {
  const form = useFirstField();
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const details = detailsIn(desk, new FormData(event.currentTarget));
    if (details) onSave(details);
  };
  return (
    <form ref={form} class="admission-form step-body" onSubmit={submit}>
      <div class="report-fields">
        <Choices desk={desk} />
        <Fields desk={desk} />
      </div>
      <div class="step-buttons">
        <SubmitButton>
          <Label of="report.save" />
        </SubmitButton>
        <Button rank="quiet" onPress={onLeave}>
          <Label of="common.leave" />
        </Button>
      </div>
    </form>
  );
}

/** The event that the report is about; the only one is chosen already. */
function Choices({ desk: { report, choices, about } }: { desk: ReportView }) {
  const label = choiceLabels[report];
  if (!label) return null;
  const chosen = about ?? (choices.length === 1 ? choices[0]?.id : undefined);
  return (
    <fieldset class="report-choices">
      <legend>
        <Label of={label} />
      </legend>
      {choices.map((line) => (
        <label key={line.id} class="choice-in-line report-choice">
          <input type="radio" name="about" value={line.id} defaultChecked={line.id === chosen} required />
          <HistoryLine line={line} />
        </label>
      ))}
    </fieldset>
  );
}

function Fields({ desk: { report, details, seenBefore, person, papers } }: { desk: ReportView }) {
  switch (report) {
    case 'escape':
      return <Lines label="report.account" initial={details?.report === report ? details.account : ''} />;
    case 'death': {
      const known = details?.report === report ? details : undefined;
      return (
        <>
          <Field name="text" label="gate.certificate-number" maxLength={60} initial={known?.certificate ?? ''} />
          <Field name="inquiry" label="report.inquiry" initial={known?.inquiry ?? ''} />
        </>
      );
    }
    case 'release-error':
    case 'conflict':
      return <Lines label="report.finding" initial={details?.report === report ? details.finding : ''} />;
    case 'recapture': {
      const known = details?.report === report ? details.arrestMemo : '';
      return <Field name="text" label="report.arrest-memo" maxLength={60} initial={known} />;
    }
    case 'claim': {
      const known = details?.report === report ? details : undefined;
      return (
        <>
          <Radios
            name="claim"
            question="report.what-claim"
            answers={claims.map((value) => ({ value, label: `claim.${value}` }))}
            chosen={known?.claim}
          />
          <Lines label="report.words" initial={known?.words ?? ''} />
        </>
      );
    }
    case 'search': {
      const known = details?.report === report ? details : undefined;
      return (
        <>
          <Radios
            name="officerSex"
            question="report.searcher-sex"
            answers={searchers.map((value) => ({ value, label: `sex.${value}` }))}
            chosen={known?.officerSex}
          />
          <Field name="witness" label="gate.witness" initial={known?.witness ?? ''} />
          <Lines label="report.search-found" initial={known?.found ?? ''} />
        </>
      );
    }
    case 'screening': {
      const known = details?.report === report ? details.isolation : undefined;
      return (
        <Radios
          name="isolation"
          question="record.health"
          answers={[
            { value: 'yes', label: 'gate.isolation' },
            { value: 'no', label: 'gate.isolation-no' },
          ]}
          chosen={known === undefined ? undefined : known ? 'yes' : 'no'}
        />
      );
    }
    case 'examination': {
      const known = details?.report === report ? details.injuries : undefined;
      return <ExaminationFields seenBefore={seenBefore} known={known} />;
    }
    case 'injuries-reported':
      return <Lines label="report.injuries-told" initial={details?.report === report ? details.told : ''} />;
    case 'late-hold':
      return <HoldDocumentFields known={details?.report === report ? details.document : undefined} />;
    case 'extension': {
      const known = details?.report === report ? details : undefined;
      return (
        <div class="fields pass-fields">
          <Field name="paper" label="report.extension-paper" maxLength={60} initial={known?.paper ?? ''} />
          <Field name="court" label="paper.court" initial={known?.court ?? ''} />
          <Field name="until" label="paper.detain-until" type="date" initial={known?.until ?? ''} />
        </div>
      );
    }
    case 'reference':
      return <ReferenceFields known={details?.report === report ? details : undefined} />;
    case 'claim-answer':
      return <Lines label="report.answer" initial={details?.report === report ? details.answer : ''} />;
    case 'name-correction': {
      const known = details?.report === report ? details : person.identity;
      return (
        <>
          <div class="fields pass-fields">
            <Field name="name" label="person.name" initial={known?.name ?? ''} />
            <Field name="parentage" label="person.parentage" initial={known?.parentage ?? ''} />
          </div>
          <Radios
            name="relation"
            question="person.relation"
            answers={relations.map((value) => ({ value, label: `relation.${value}` }))}
            chosen={known?.relation}
          />
          <Field name="paper" label="report.name-shown-by" initial={details?.report === report ? details.paper : ''} />
        </>
      );
    }
    case 'correction':
      return <Lines label="report.what-is-right" initial={details?.report === report ? details.words : ''} />;
    case 'released-at-court':
      return <Lines label="report.court-account" initial={details?.report === report ? details.account : ''} />;
    case 'erasure':
      return <ErasureFields papers={papers} known={details?.report === report ? details.paper : undefined} />;
    case 'paper-form':
      return <PaperFormFields known={details?.report === report ? details : undefined} />;
  }
}

function ReferenceFields({ known }: { known: Extract<ReportDetails, { report: 'reference' }> | undefined }) {
  return (
    <>
      <Radios
        name="office"
        question="report.reference-office"
        answers={offices.map((value) => ({ value, label: `reference-office.${value}` }))}
        chosen={known?.office}
      />
      <Radios
        name="answer"
        question="report.reference-answer"
        answers={answers.map((value) => ({ value, label: `reference-answer.${value}` }))}
        chosen={known?.answer}
      />
      <div class="fields pass-fields">
        <Field name="spokeTo" label="report.reference-spoke-to" initial={known?.spokeTo ?? ''} />
        <Field name="on" label="report.reference-on" type="date" initial={known?.on ?? ''} />
      </div>
      <Lines label="report.reference-words" initial={known?.words ?? ''} />
    </>
  );
}

const Lines = ({ label, initial }: { label: Parameters<typeof Field>[0]['label']; initial: string }) => (
  <Field name="text" type="lines" label={label} maxLength={300} initial={initial} />
);

function detailsIn({ report }: ReportView, form: FormData): ReportDetails | undefined {
  // A line break is no character of the record: it stands as a blank there.
  const read = (name: string) =>
    String(form.get(name) ?? '')
      .replace(/\s+/g, ' ')
      .trim();
  const [text, about] = [read('text'), read('about')];
  switch (report) {
    case 'escape':
      return { report, account: text };
    case 'death':
      return { report, certificate: text, inquiry: read('inquiry') };
    case 'release-error':
      return { report, release: about, finding: text };
    case 'conflict':
      return { report, stands: about, finding: text };
    case 'recapture':
      return { report, arrestMemo: text };
    case 'claim': {
      const claim = claims.find((known) => known === read('claim'));
      return claim && { report, claim, words: text };
    }
    case 'search': {
      const officerSex = searchers.find((known) => known === read('officerSex'));
      return officerSex && { report, officerSex, witness: read('witness'), found: text };
    }
    case 'screening': {
      const isolation = isolations.find((known) => known === read('isolation'));
      return isolation && { report, isolation: isolation === 'yes' };
    }
    case 'examination': {
      const injuries = injuriesIn(read);
      return injuries && { report, injuries };
    }
    case 'injuries-reported':
      return { report, examination: about, told: text };
    case 'late-hold': {
      const document = holdDocumentIn(read);
      return document && { report, lateHold: about, document };
    }
    case 'extension':
      return { report, paper: read('paper'), court: read('court'), until: read('until') };
    case 'reference': {
      const office = offices.find((known) => known === read('office'));
      const answer = answers.find((known) => known === read('answer'));
      return office && answer && { report, office, answer, spokeTo: read('spokeTo'), on: read('on'), words: text };
    }
    case 'claim-answer':
      return { report, claim: about, answer: text };
    case 'name-correction': {
      const relation = relations.find((known) => known === read('relation'));
      const said = { name: read('name'), parentage: read('parentage'), paper: read('paper') };
      return relation && { report, relation, ...said };
    }
    case 'correction':
      return { report, corrects: about, words: text };
    case 'released-at-court':
      return { report, account: text };
    case 'erasure':
      return { report, paper: erasurePaperIn(read) };
    case 'paper-form': {
      const paperForm = paperFormIn(read);
      return paperForm && { report, ...paperForm };
    }
  }
}
