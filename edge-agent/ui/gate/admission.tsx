import { say } from '@custody-edge/ui-kit';
import { Button, Code, Label, Sign, Text, useKeys } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { AdmissionDetails, DeskView } from '../../src/gate/view.ts';
import { AdmissionForm } from './admission-form.tsx';
import { listed, nameOf } from './person.ts';
import type { Press } from './press.ts';

type AdmissionDesk = Extract<DeskView, { step: 'admission' }>;

/** Details of the warrant on one side, the fingers on the other, in whichever order they come. */
export function Admission({ desk, press }: { desk: AdmissionDesk; press: Press }) {
  const [correcting, setCorrecting] = useState(false);
  const details = completeDetails(desk.details);
  const filling = details === undefined || correcting;
  const complete = desk.missing.length === 0 && !filling;

  const save = async (given: AdmissionDetails) => {
    if ((await press({ action: 'admission-details', details: given })) === 'done') setCorrecting(false);
  };
  const confirm = () => void press({ action: 'confirm' });
  const leave = () => (correcting ? setCorrecting(false) : void press({ action: 'cancel' }));
  useKeys({ Enter: complete ? confirm : undefined, Escape: leave });

  return (
    <div class="admission">
      <Sign sign={desk.again ? 'wait' : complete ? 'go' : 'information'} size="line">
        <Text of={desk.instruction} />
      </Sign>
      {filling ? (
        <AdmissionForm details={desk.details} onSave={save} onLeave={leave} />
      ) : (
        <Summary details={details} onCorrect={() => setCorrecting(true)} />
      )}
      <Fingers fingers={desk.fingers} />
      {!filling && (
        <div class="step-buttons">
          <Button rank="main" onPress={confirm} disabled={!complete}>
            <Text of={say('gate.admit-person', { person: nameOf({ identity: details }) })} />
          </Button>
          <p class="missing">
            <Text of={complete ? say('gate.all-present') : say('gate.missing', { list: listed(desk.missing) })} />
          </p>
          <Button rank="quiet" onPress={leave}>
            <Label of="common.leave" />
          </Button>
        </div>
      )}
    </div>
  );
}

function completeDetails(details: Partial<AdmissionDetails>): AdmissionDetails | undefined {
  const { name, relation, parentage, prisonerNumber, warrantNumber, court, caseNumber, policeStation } = details;
  return name && relation && parentage && prisonerNumber && warrantNumber && court && caseNumber && policeStation
    ? { name, relation, parentage, prisonerNumber, warrantNumber, court, caseNumber, policeStation }
    : undefined;
}

const facts = [
  ['person.number', 'prisonerNumber'],
  ['paper.warrant', 'warrantNumber'],
  ['paper.court', 'court'],
  ['paper.case', 'caseNumber'],
  ['paper.police-station', 'policeStation'],
] as const;

function Summary({ details, onCorrect }: { details: AdmissionDetails; onCorrect: () => void }) {
  return (
    <section class="summary">
      <div class="summary-head">
        <p class="person-name name">
          <Text of={nameOf({ identity: details })} />
        </p>
        <Button rank="other" onPress={onCorrect}>
          <Label of="gate.change-details" />
        </Button>
      </div>
      <dl class="facts">
        {facts.map(([label, field]) => (
          <div key={field}>
            <dt>
              <Label of={label} />
            </dt>
            <dd>
              <Text of={{ en: details[field], ur: details[field] }} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Fingers({ fingers }: { fingers: AdmissionDesk['fingers'] }) {
  return (
    <section class="fingers">
      <h2>
        <Label of="gate.fingers" />
      </h2>
      <ul>
        {fingers.map(({ finger, taken, needed }) => (
          <li key={finger.en} class={taken >= needed ? 'finger finger-taken' : 'finger'}>
            <span>
              <Text of={finger} />
            </span>
            <progress value={taken} max={needed} />
            <span class="finger-count">
              <Code>
                {taken}/{needed}
              </Code>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
