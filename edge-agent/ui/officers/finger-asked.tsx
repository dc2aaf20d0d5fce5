import type { UnreadableOfficerReason } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { Button, Dialog, Label, Sign, Text, useTone } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { FingerView } from '../../src/officers/view.ts';
import { Choice } from '../gate/admission-fields.tsx';
import { FingerGlass } from '../gate/finger-glass.tsx';
import { useAction } from '../use-action.tsx';
import { CredentialsForm } from './credentials-form.tsx';

type Asked = Extract<FingerView, { kind: 'asked' }>;

/** The reader's own trouble is not among them: the station knows it by itself. */
const reasons = ['worn', 'bandaged', 'missing'] as const satisfies readonly UnreadableOfficerReason[];

/** The PIN was right: now the officer's own finger, or another officer who vouches for them. */
export function FingerAsked({ asked }: { asked: Asked }) {
  const { officerId, again, vouches, isReaderReady } = asked;
  const [vouching, setVouching] = useState(false);
  const { press, refusal } = useAction<Record<string, never>>('/api/finger/leave', officerId);
  useTone(again ? 'wait' : 'information', `finger ${officerId} ${again?.en}`);
  const leave = () => void press({});
  if (vouching)
    return (
      <Dialog title={<Text of={say('officer.vouch', { officerId })} />} onLeave={() => setVouching(false)}>
        <Vouch isReaderReady={isReaderReady} onLeave={() => setVouching(false)} />
      </Dialog>
    );
  return (
    <Dialog title={<Text of={purposeText(asked)} />} onLeave={leave}>
      <div class="finger-asked">
        <Sign sign={again || !isReaderReady ? 'wait' : 'information'} size={again || !isReaderReady ? 'line' : 'panel'}>
          {isReaderReady ? (
            again ? (
              <Text of={again} />
            ) : (
              <Label of="officer.finger-put" />
            )
          ) : (
            <Label of="officer.finger-no-reader" />
          )}
        </Sign>
        {refusal && <Text of={refusal} />}
        {isReaderReady && <FingerGlass place="kept" />}
      </div>
      <div class="duty-buttons">
        {!vouches && (
          <Button rank="other" onPress={() => setVouching(true)}>
            <Label of="officer.finger-unreadable" />
          </Button>
        )}
        <Button rank="quiet" onPress={leave}>
          <Label of="officer.back" />
        </Button>
      </div>
    </Dialog>
  );
}

function Vouch({ isReaderReady, onLeave }: { isReaderReady: boolean; onLeave: () => void }) {
  return (
    <CredentialsForm
      url="/api/finger/vouch"
      title="officer.vouch-sign"
      instruction={
        <div class="exception">
          <p class="prose">
            <Label of="officer.vouch-how" />
          </p>
          {isReaderReady && (
            <Choice
              name="reason"
              question="officer.vouch-why"
              answers={reasons.map((value) => ({ value, label: `finger-exception.${value}` }))}
              chosen={undefined}
            />
          )}
        </div>
      }
      bodyOf={(credentials, form) => ({
        ...credentials,
        reason: reasons.find((reason) => reason === form.get('reason')) ?? 'reader-out-of-order',
      })}
    >
      <Button rank="quiet" onPress={onLeave}>
        <Label of="officer.back" />
      </Button>
    </CredentialsForm>
  );
}

function purposeText({ officerId, purpose }: Asked) {
  if (purpose === 'sign-in' || purpose === 'hand-over' || purpose === 'officers')
    return say(`officer.finger-for-${purpose}`, { officerId });
  return say('officer.finger-for-signature', { officerId, what: say(`meaning.${purpose}`) });
}
