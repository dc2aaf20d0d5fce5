import { say } from '@custody-edge/ui-kit';
import { Code, Field, Text, Written } from '@custody-edge/ui-kit/components';
import type { AdmissionView } from './admission-view.ts';
import { SignDialog } from './sign-dialog.tsx';

/** Instead of receiving a child: a senior officer signs that the police who brought them take them back. */
export function ChildRefusal({
  details: { escort, warrantNumber, caseNumber },
  onLeave,
}: Pick<AdmissionView, 'details'> & { onLeave: () => void }) {
  if (!escort) return null;
  return (
    <SignDialog
      sentence={say('child-refusal.sign', { escort: escort.name })}
      signs={(form) => ({ action: 'refuse-child', reason: String(form.get('reason')).trim() })}
      onLeave={onLeave}
    >
      <div class="exception">
        <p>
          <Written>{escort.name}</Written> <Code>{escort.beltNumber}</Code> <Written>{escort.policeStation}</Written>
          <br />
          <Code>{warrantNumber ?? ''}</Code> <Written>{caseNumber ?? ''}</Written>
        </p>
        <p>
          <Text of={say('child-refusal.no-name')} />
        </p>
        <Field name="reason" label="child-refusal.reason" maxLength={300} />
      </div>
    </SignDialog>
  );
}
