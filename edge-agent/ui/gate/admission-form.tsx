import { Button, Field, Label, SubmitButton } from '@custody-edge/ui-kit/components';
import type { TargetedSubmitEvent } from 'preact';
import type { AdmissionDetails } from '../../src/gate/view.ts';

const relations = ['son-of', 'daughter-of', 'wife-of'] as const;

/** The few fields of a committal; what was scanned stands in them already. */
export function AdmissionForm({
  details,
  onSave,
  onLeave,
}: {
  details: Partial<AdmissionDetails>;
  onSave: (details: AdmissionDetails) => Promise<void>;
  onLeave: () => void;
}) {
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: keyof AdmissionDetails) => String(form.get(name) ?? '').trim();
    const relation = relations.find((known) => known === form.get('relation'));
    if (!relation) return;
    void onSave({
      name: text('name'),
      relation,
      parentage: text('parentage'),
      prisonerNumber: text('prisonerNumber'),
      warrantNumber: text('warrantNumber'),
      court: text('court'),
      caseNumber: text('caseNumber'),
      policeStation: text('policeStation'),
    });
  };
  return (
    <form class="admission-form" onSubmit={submit}>
      <div class="fields">
        <Field name="name" label="person.name" initial={details.name ?? ''} />
        <Field name="prisonerNumber" label="person.number" maxLength={40} initial={details.prisonerNumber ?? ''} />
        <fieldset class="relation">
          <legend class="visually-hidden">
            <Label of="person.relation" />
          </legend>
          {relations.map((relation) => (
            <label key={relation} class="relation-choice">
              <input
                type="radio"
                name="relation"
                value={relation}
                defaultChecked={details.relation === relation}
                required
              />
              <span>
                <Label of={`relation.${relation}`} />
              </span>
            </label>
          ))}
        </fieldset>
        <Field name="parentage" label="person.parentage" initial={details.parentage ?? ''} />
        <Field name="warrantNumber" label="paper.warrant" maxLength={60} initial={details.warrantNumber ?? ''} />
        <Field name="court" label="paper.court" initial={details.court ?? ''} />
        <Field name="caseNumber" label="paper.case" maxLength={60} initial={details.caseNumber ?? ''} />
        <Field name="policeStation" label="paper.police-station" maxLength={80} initial={details.policeStation ?? ''} />
      </div>
      <div class="step-buttons">
        <SubmitButton>
          <Label of="gate.save-details" />
        </SubmitButton>
        <Button rank="quiet" onPress={onLeave}>
          <Label of="common.leave" />
        </Button>
      </div>
    </form>
  );
}
