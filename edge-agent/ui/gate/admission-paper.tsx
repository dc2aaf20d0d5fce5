import { Field } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { AdmissionDetails } from '../../src/gate/admission/admission-details.ts';
import { Choice, PageForm } from './admission-fields.tsx';
import type { AdmissionView } from './admission-view.ts';
import type { Press } from './press.ts';

const kinds = ['remand-warrant', 'sentence-warrant'] as const;
const relations = ['son-of', 'daughter-of', 'wife-of'] as const;

/** The warrant and who brought the person; what was scanned or expected stands in it already. */
export function AdmissionPaper({ desk, press, onLeave }: { desk: AdmissionView; press: Press; onLeave: () => void }) {
  const { details } = desk;
  const [chosen, setChosen] = useState<AdmissionDetails['warrantKind']>();
  const kind = chosen ?? details.warrantKind;
  return (
    <PageForm
      // What the list of the expected fills in replaces what was typed.
      key={details.name ?? ''}
      awaitsPaper={details.warrantNumber === undefined}
      onLeave={onLeave}
      onSave={(read) => {
        const relation = relations.find((known) => known === read('relation'));
        const warrantKind = kinds.find((known) => known === read('warrantKind'));
        if (!relation || !warrantKind) return;
        const given: AdmissionDetails = {
          name: read('name'),
          relation,
          parentage: read('parentage'),
          prisonerNumber: read('prisonerNumber'),
          warrantKind,
          warrantNumber: read('warrantNumber'),
          court: read('court'),
          caseNumber: read('caseNumber'),
          policeStation: read('policeStation'),
          ...(warrantKind === 'remand-warrant' && { detainUntil: read('detainUntil') }),
          escort: {
            name: read('escortName'),
            beltNumber: read('escortBelt'),
            policeStation: read('escortStation'),
          },
        };
        void press({ action: 'admission-details', details: given });
      }}
    >
      <Field name="name" label="person.name" initial={details.name ?? ''} />
      <Choice
        name="relation"
        question="person.relation"
        visible={false}
        answers={relations.map((value) => ({ value, label: `relation.${value}` }))}
        chosen={details.relation}
      />
      <Field name="parentage" label="person.parentage" initial={details.parentage ?? ''} />
      <Field name="prisonerNumber" label="person.number" maxLength={40} initial={details.prisonerNumber ?? ''} />
      <Choice
        name="warrantKind"
        question="paper.kind"
        answers={kinds.map((value) => ({ value, label: `warrant.${value}` }))}
        chosen={kind}
        onChoose={setChosen}
      />
      {kind === 'remand-warrant' && (
        <Field name="detainUntil" label="paper.detain-until" type="date" initial={details.detainUntil ?? ''} />
      )}
      <Field name="warrantNumber" label="paper.warrant" maxLength={60} initial={details.warrantNumber ?? ''} />
      <Field name="court" label="paper.court" initial={details.court ?? ''} />
      <Field name="caseNumber" label="paper.case" maxLength={60} initial={details.caseNumber ?? ''} />
      <Field name="policeStation" label="paper.police-station" maxLength={80} initial={details.policeStation ?? ''} />
      <Field name="escortName" label="gate.escort-name" initial={details.escort?.name ?? ''} />
      <Field name="escortBelt" label="gate.escort-belt" maxLength={30} initial={details.escort?.beltNumber ?? ''} />
      <Field
        name="escortStation"
        label="gate.escort-station"
        maxLength={80}
        initial={details.escort?.policeStation ?? ''}
      />
    </PageForm>
  );
}
