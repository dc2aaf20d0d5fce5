import type { CaseAgency, LabSection } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { Field } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import { textIn } from '../visitor/text-in.ts';
import { BenchForm, Touch, touched } from './form.tsx';
import type { Press } from './press.ts';

const sections = [
  'narcotics-chemistry',
  'firearms',
  'vehicles',
  'questioned-documents',
  'fingerprints',
  'crime-scene',
] as const satisfies readonly LabSection[];
export const agencies = ['police', 'levies', 'anf', 'excise'] as const satisfies readonly CaseAgency[];
/** As `memorandumWithinMs` of the record. */
const memorandumWithinMs = 72 * 3_600_000;

const isLate = (local: string): boolean => local !== '' && Date.now() - new Date(local).getTime() > memorandumWithinMs;

/** The paper with which exhibits come; who is late says why before anything is taken in. */
export function CaseForm({ press, onLeave }: { press: Press; onLeave: () => void }) {
  const [late, setLate] = useState(false);
  const save = async (form: FormData) => {
    const [roadCertificate, lateReason] = [textIn(form, 'roadCertificate'), textIn(form, 'lateReason')];
    await press({
      action: 'open-case',
      form: {
        number: textIn(form, 'number'),
        section: touched(form, 'section', sections),
        memorandum: {
          number: textIn(form, 'memorandum'),
          agency: touched(form, 'agency', agencies),
          policeStation: textIn(form, 'policeStation'),
          fir: textIn(form, 'fir'),
          seizedAt: new Date(textIn(form, 'seizedAt')).toISOString(),
          ...(roadCertificate !== '' && { roadCertificate }),
          depositor: {
            agency: touched(form, 'agency', agencies),
            rank: textIn(form, 'rank'),
            beltNumber: textIn(form, 'belt'),
          },
          ...(lateReason !== '' && { lateReason }),
        },
      },
    });
  };
  return (
    <BenchForm title={say('lab.new-case')} save={say('lab.open-case')} onSave={save} onLeave={onLeave}>
      <Field name="number" label="lab.case-number" maxLength={40} />
      <Field name="memorandum" label="lab.memorandum" maxLength={60} />
      <Field name="fir" label="lab.fir" maxLength={60} />
      <div class="whole-row">
        <Touch
          name="section"
          question="lab.section"
          answers={sections.map((value) => ({ value, label: `lab-section.${value}` }))}
        />
      </div>
      <div class="whole-row">
        <Touch
          name="agency"
          question="lab.agency"
          answers={agencies.map((value) => ({ value, label: `agency.${value}` }))}
        />
      </div>
      <Field name="policeStation" label="lab.police-station" maxLength={80} />
      {/* Heard as it is filled in: the reason for a delay is asked for at once. */}
      <div onInput={({ target }) => target instanceof HTMLInputElement && setLate(isLate(target.value))}>
        <Field name="seizedAt" label="lab.seized-at" type="datetime-local" />
      </div>
      <Field name="roadCertificate" label="lab.road-certificate" maxLength={60} optional />
      {late && (
        <div class="whole-row">
          <Field name="lateReason" label="lab.late-reason" type="lines" maxLength={300} />
        </div>
      )}
      <Field name="rank" label="lab.depositor-rank" maxLength={40} />
      <Field name="belt" label="lab.depositor-belt" maxLength={40} />
    </BenchForm>
  );
}
