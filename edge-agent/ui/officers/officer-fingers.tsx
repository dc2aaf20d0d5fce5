import { say } from '@custody-edge/ui-kit';
import { Button, Dialog, Field, Label, Sign, SubmitButton, Text, useTone } from '@custody-edge/ui-kit/components';
import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { KeyOwner } from '../../src/officers/requests.ts';
import type { FingerView, OfficerView } from '../../src/officers/view.ts';
import { FingerGlass } from '../gate/finger-glass.tsx';
import { FingerProgress } from '../gate/finger-progress.tsx';
import { useAction } from '../use-action.tsx';

type Enrolling = Extract<FingerView, { kind: 'enrolling' }>;

/** One officer's own fingers: taken while their owner is there, or destroyed. */
export function OfficerFingers({
  officer,
  finger,
  onChanged,
  onLeave,
}: {
  officer: OfficerView;
  finger: FingerView | undefined;
  onChanged: () => Promise<void>;
  onLeave: () => void;
}) {
  const { officerId, fingers } = officer;
  const enrolling = finger?.kind === 'enrolling' && finger.officerId === officerId ? finger : undefined;
  const isEnrolling = enrolling !== undefined;
  const [removing, setRemoving] = useState(false);
  const begin = useAction<KeyOwner>('/api/officers/fingers', 'fingers');
  const remove = useAction<{ officerId: string }>('/api/officers/fingers/remove', 'fingers');
  // The last finger ends it, and what stands in the list has changed.
  useEffect(() => {
    if (!isEnrolling) void onChanged();
  }, [isEnrolling, onChanged]);
  if (enrolling) return <TakingFingers enrolling={enrolling} />;
  const enrol = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const ownPin = String(new FormData(form).get('ownPin'));
    form.reset();
    void begin.press({ officerId, ownPin });
  };
  const removeFingers = async () => {
    setRemoving(false);
    if ((await remove.press({ officerId })) === 'done') await onChanged();
  };
  const trouble = begin.refusal ?? remove.refusal;
  return (
    <form class="step officer-form" onSubmit={enrol}>
      <h1 class="step-title prose">
        <Text of={say('officer.fingers', officer)} />
      </h1>
      <div class="step-body officer-list">
        <p class="prose">
          {fingers === 0 ? (
            <Label of="officer.no-fingers" />
          ) : (
            <Text of={say('officer.fingers-enrolled', { count: String(fingers) })} />
          )}
        </p>
        <div class="officer-fields">
          <p class="prose">
            <Label of="officer.fingers-how" />
          </p>
          <Field name="ownPin" label="officer.own-pin" type="pin" maxLength={12} />
        </div>
      </div>
      {trouble && (
        <Sign sign="wait" size="line">
          <Text of={trouble} />
        </Sign>
      )}
      <div class="step-buttons">
        <SubmitButton>
          <Label of="officer.fingers-enrol" />
        </SubmitButton>
        {fingers > 0 && (
          <Button rank="quiet" onPress={() => setRemoving(true)}>
            <Label of="officer.fingers-remove" />
          </Button>
        )}
        <Button rank="quiet" onPress={onLeave}>
          <Label of="officer.back" />
        </Button>
      </div>
      {removing && (
        <Dialog
          title={<Text of={say('officer.fingers-remove-question', officer)} />}
          onLeave={() => setRemoving(false)}
        >
          <div class="duty-buttons">
            <Button rank="main" onPress={() => void removeFingers()}>
              <Label of="officer.fingers-remove" />
            </Button>
            <Button rank="quiet" onPress={() => setRemoving(false)}>
              <Label of="officer.back" />
            </Button>
          </div>
        </Dialog>
      )}
    </form>
  );
}

/** The officer puts one finger after the other on the glass. */
function TakingFingers({ enrolling }: { enrolling: Enrolling }) {
  const { officerId, fingers, next, again, isReaderReady } = enrolling;
  const other = useAction<Record<string, never>>('/api/officers/fingers/other', 'fingers');
  const leave = useAction<Record<string, never>>('/api/officers/fingers/leave', 'fingers');
  const taken = fingers.reduce((sum, finger) => sum + finger.taken, 0);
  useTone(again ? 'wait' : 'information', `${taken} ${again?.en}`);
  return (
    <section class="step">
      <h1 class="step-title prose">
        <Text of={say('officer.fingers', { officerId })} />
      </h1>
      <div class="step-body officer-list">
        <Sign sign={again || !isReaderReady ? 'wait' : 'information'} size="line">
          {again ? <Text of={again} /> : next && <Text of={say('gate.put-finger', { finger: next })} />}
        </Sign>
        <FingerProgress fingers={fingers} />
        <FingerGlass place="kept" />
      </div>
      <div class="step-buttons">
        <Button rank="other" onPress={() => void other.press({})}>
          <Label of="officer.fingers-other" />
        </Button>
        <Button rank="quiet" onPress={() => void leave.press({})}>
          <Label of="officer.back" />
        </Button>
      </div>
    </section>
  );
}
