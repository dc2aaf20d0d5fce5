import { say } from '@custody-edge/ui-kit';
import { Button, Dialog, Label, Sign, Text, useTone } from '@custody-edge/ui-kit/components';
import { useRef, useState } from 'preact/hooks';
import type { DutyView } from '../../src/officers/view.ts';
import type { StatusView } from '../../src/station/status-view.ts';
import { CredentialsForm } from './credentials-form.tsx';
import { FirstOfficer } from './first-officer.tsx';

/** What a station shows while nobody is signed in: nothing else can be done, and nobody is named. */
export function SignIn({
  duty,
  practice,
}: {
  duty: Extract<DutyView, { state: 'signed-out' }>;
  practice: StatusView['practice'];
}) {
  const before = useRef(duty.turnedAway);
  const turnedAway = duty.turnedAway > before.current;
  useTone(turnedAway ? 'wait' : 'information', `turned away ${duty.turnedAway}`);
  const [asked, setAsked] = useState<'help' | 'code'>();
  if (!duty.officers || asked === 'code')
    return <FirstOfficer codeWaits={duty.codeWaits} onLeave={duty.officers ? () => setAsked(undefined) : undefined} />;
  return (
    <>
      <CredentialsForm
        url="/api/sign-in"
        title="officer.sign-in"
        instruction={
          turnedAway ? (
            <Sign sign="wait" size="line">
              <Label of="officer.sign-in-first" />
            </Sign>
          ) : practice?.state === 'ended' ? (
            <Sign sign="information" size="line">
              <Text of={say('practice.ended', { reason: say(`reason.${practice.reason}`) })} />
            </Sign>
          ) : (
            <p class="credentials-instruction prose">
              <Label of="officer.enter-number" />
            </p>
          )
        }
      >
        <Button rank="quiet" onPress={() => setAsked('help')}>
          <Label of="officer.pin-help-title" />
        </Button>
        {duty.codeWaits && (
          <Button rank="quiet" onPress={() => setAsked('code')}>
            <Label of="officer.use-code" />
          </Button>
        )}
      </CredentialsForm>
      {asked === 'help' && (
        <Dialog title={<Label of="officer.pin-help-title" />} onLeave={() => setAsked(undefined)}>
          <div class="officer-help">
            <p class="prose">
              <Label of="officer.pin-help" />
            </p>
            <p class="prose">
              <Label of="officer.finger-help" />
            </p>
            <p class="prose">
              <Label of="officer.key-help" />
            </p>
          </div>
          <Button rank="other" onPress={() => setAsked(undefined)}>
            <Label of="officer.back" />
          </Button>
        </Dialog>
      )}
    </>
  );
}
