import type { PaperForm } from '@custody-edge/event-contract';
import { Label, type PlainMessageKey, Text, When, Written as WrittenText } from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import type { ReportDetails } from '../../src/gate/report/report-details.ts';
import type { ReportView } from '../../src/gate/view.ts';
import { SeenBefore, SeenNow } from './examination.tsx';
import { SourceDocument } from './held-by.tsx';
import { HistoryLine } from './history-line.tsx';
import { movedOn } from './paper-form.tsx';

/** What is written down in a report: what the officers sign. */
export function Written({ desk: { details, choices, about, seenBefore, papers = [] } }: { desk: ReportView }) {
  if (!details) return null;
  const chosen = choices.find(({ id }) => id === about);
  return (
    <dl class="report-facts" tabIndex={0}>
      {details.report === 'late-hold' && (
        <Fact label="report.document">
          <SourceDocument document={details.document} />
        </Fact>
      )}
      {chosen && (
        <Fact label={choiceLabels[details.report] ?? 'record.history'}>
          <HistoryLine line={chosen} />
        </Fact>
      )}
      {details.report === 'paper-form' && (
        <>
          <Fact label="report.form-moved">
            <Label of={`gate.${movedOn(details.moved)}`} />
          </Fact>
          <Fact label="report.happened-at">
            <When at={details.happenedAt} />
          </Fact>
          {details.moved.way === 'out' && (
            <Fact label="paper.due-back">
              <When at={details.moved.pass.dueBack} />
            </Fact>
          )}
        </>
      )}
      {details.report === 'claim' && (
        <Fact label="report.what-claim">
          <Label of={`claim.${details.claim}`} />
        </Fact>
      )}
      {details.report === 'name-correction' && (
        <Fact label="person.relation">
          <Label of={`relation.${details.relation}`} />
        </Fact>
      )}
      {details.report === 'search' && (
        <Fact label="report.searcher-sex">
          <Label of={`sex.${details.officerSex}`} />
        </Fact>
      )}
      {details.report === 'screening' && (
        <Fact label="record.health">
          <Label of={details.isolation ? 'gate.isolation' : 'gate.isolation-no'} />
        </Fact>
      )}
      {details.report === 'reference' && (
        <>
          <Fact label="report.reference-office">
            <Label of={`reference-office.${details.office}`} />
          </Fact>
          <Fact label="report.reference-answer">
            <Label of={`reference-answer.${details.answer}`} />
          </Fact>
        </>
      )}
      {details.report === 'examination' && (
        <>
          <Fact label="injuries.before">
            <SeenBefore seenBefore={seenBefore} />
          </Fact>
          <Fact label="injuries.now">
            <SeenNow injuries={details.injuries} />
          </Fact>
        </>
      )}
      {details.report === 'erasure' && (
        <>
          <Fact label="report.erasure-kind">
            {papers.map(({ id, name }) => id === details.paper.kind && <Text key={id} of={name} />)} ·{' '}
            <WrittenText>{details.paper.number}</WrittenText>
          </Fact>
          <Fact label="report.erasure-authority">
            <WrittenText>{details.paper.authority}</WrittenText> · <WrittenText>{details.paper.date}</WrittenText>
          </Fact>
        </>
      )}
      {textsIn(details).map(([label, text]) => (
        <Fact key={label} label={label}>
          <WrittenText>{text}</WrittenText>
        </Fact>
      ))}
    </dl>
  );
}

/** What is asked where a report names the event that it is about. */
export const choiceLabels: Readonly<Partial<Record<ReportView['report'], PlainMessageKey>>> = {
  'release-error': 'report.which-release',
  conflict: 'report.which-stands',
  'claim-answer': 'report.which-claim',
  'injuries-reported': 'report.which-injuries',
  correction: 'report.which-entry',
  'late-hold': 'report.which-late-hold',
};

function textsIn(details: ReportDetails): readonly (readonly [label: PlainMessageKey, text: string])[] {
  switch (details.report) {
    case 'escape':
      return [['report.account', details.account]];
    case 'death':
      return [
        ['gate.certificate-number', details.certificate],
        ['report.inquiry', details.inquiry],
      ];
    case 'release-error':
    case 'conflict':
      return [['report.finding', details.finding]];
    case 'recapture':
      return [['report.arrest-memo', details.arrestMemo]];
    case 'claim':
      return [['report.words', details.words]];
    case 'search':
      return [
        ['gate.witness', details.witness],
        ['report.search-found', details.found],
      ];
    case 'screening':
    case 'examination':
    case 'erasure':
    case 'late-hold':
      return [];
    case 'injuries-reported':
      return [['report.injuries-told', details.told]];
    case 'extension':
      return [
        ['report.extension-paper', details.paper],
        ['paper.court', details.court],
        ['paper.detain-until', details.until],
      ];
    case 'reference':
      return [
        ['report.reference-spoke-to', details.spokeTo],
        ['report.reference-on', details.on],
        ['report.reference-words', details.words],
      ];
    case 'claim-answer':
      return [['report.answer', details.answer]];
    case 'name-correction':
      return [
        ['person.name', details.name],
        ['person.parentage', details.parentage],
        ['report.name-shown-by', details.paper],
      ];
    case 'correction':
      return [['report.what-is-right', details.words]];
    case 'released-at-court':
      return [['report.court-account', details.account]];
    case 'paper-form':
      return textsOfForm(details);
  }
}

function textsOfForm({ form, moved }: PaperForm): readonly (readonly [label: PlainMessageKey, text: string])[] {
  if (moved.way === 'back') return [['report.form-number', form]];
  const { paper, authority, place, escort } = moved.pass;
  return [
    ['report.form-number', form],
    ['gate.pass-number', paper],
    ['gate.pass-authority', authority],
    ['gate.pass-place', place],
    ['gate.pass-escort', escort],
  ];
}

function Fact({ label, children }: { label: PlainMessageKey; children: ComponentChildren }) {
  return (
    <div>
      <dt>
        <Label of={label} />
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
