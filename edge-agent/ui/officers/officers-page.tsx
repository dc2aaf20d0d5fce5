import { say } from '@custody-edge/ui-kit';
import { Button, Code, Dialog, Label, Sign, SignShape, Text, Written } from '@custody-edge/ui-kit/components';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { DutyView, OfficerView } from '../../src/officers/view.ts';
import { useAction } from '../use-action.tsx';
import { EnrolOfficer } from './enrol-officer.tsx';
import { OfficerFingers } from './officer-fingers.tsx';
import { OfficerKeys } from './officer-keys.tsx';
import { rolesText } from './roles-text.ts';

/** Every officer of the station, for those who may enrol and disable them. */
export function OfficersPage({
  duty: { officerId, fingersDue, finger, word },
  hasReader,
  onLeave,
}: {
  /** Who looks at it: nobody disables themselves. */
  duty: Extract<DutyView, { state: 'signed-in' }>;
  hasReader: boolean;
  onLeave: (() => void) | undefined;
}) {
  const [officers, setOfficers] = useState<readonly OfficerView[]>([]);
  const [enrolling, setEnrolling] = useState(false);
  const [chosen, setChosen] = useState<OfficerView>();
  const [keysOf, setKeysOf] = useState<string>();
  const [fingersOf, setFingersOf] = useState<string>();
  const { press, refusal } = useAction<{ officerId: string }>('/api/officers/disable', 'officers');
  const load = useCallback(async () => {
    const answer = await fetch('/api/officers', { cache: 'no-store' }).catch(() => undefined);
    if (!answer?.ok) return;
    const told: { officers: readonly OfficerView[] } = await answer.json();
    setOfficers(told.officers);
  }, []);
  const isWordAwaited = word !== undefined;
  // What a second officer answers for, or does not, changes the list.
  useEffect(() => {
    if (!isWordAwaited) void load();
  }, [isWordAwaited, load]);

  if (enrolling) {
    const back = () => {
      setEnrolling(false);
      void load();
    };
    return <EnrolOfficer onEnrolled={back} onLeave={back} />;
  }
  const owner = officers.find((officer) => officer.officerId === keysOf);
  if (owner) return <OfficerKeys officer={owner} onChanged={load} onLeave={() => setKeysOf(undefined)} />;
  const hand = officers.find((officer) => officer.officerId === fingersOf);
  if (hand)
    return <OfficerFingers officer={hand} finger={finger} onChanged={load} onLeave={() => setFingersOf(undefined)} />;
  const disable = async ({ officerId: whom }: OfficerView) => {
    setChosen(undefined);
    await press({ officerId: whom });
    await load();
  };
  return (
    <div class="step">
      <h1 class="step-title prose">
        <Label of="officer.list" />
      </h1>
      {fingersDue && (
        <Sign sign="wait" size="line">
          <Label of="officer.fingers-due" />
        </Sign>
      )}
      <ul class="step-body officer-list">
        {officers.map((officer) => (
          <li key={officer.officerId} class={`officer officer-${officer.state}`}>
            <SignShape sign={officer.state === 'active' ? 'go' : 'wait'} />
            <span class="officer-number">
              <Code>{officer.officerId}</Code>
            </span>
            <span class="officer-name">
              <Written>{officer.name}</Written>
            </span>
            <span class="officer-facts">
              <Text of={rolesText(officer.roles)} />
              {' · '}
              <Label of={`officer.state-${officer.state}`} />
              {officer.without && (
                <>
                  {' · '}
                  <Label of={`officer.without-${officer.without}`} />
                </>
              )}
            </span>
            {officer.state !== 'disabled' && hasReader && (
              <Button rank="quiet" onPress={() => setFingersOf(officer.officerId)}>
                <Text of={say('officer.fingers-counted', { count: String(officer.fingers) })} />
              </Button>
            )}
            {officer.state !== 'disabled' && (
              <Button rank="quiet" onPress={() => setKeysOf(officer.officerId)}>
                <Text of={say('officer.keys-counted', { count: String(officer.keys.length) })} />
              </Button>
            )}
            {officer.state !== 'disabled' && officer.officerId !== officerId && (
              <Button rank="quiet" onPress={() => setChosen(officer)}>
                <Text of={say('officer.disable', { officerId: officer.officerId })} />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {refusal && (
        <Sign sign="wait" size="line">
          <Text of={refusal} />
        </Sign>
      )}
      <div class="step-buttons">
        <Button rank="main" onPress={() => setEnrolling(true)}>
          <Label of="officer.enrol" />
        </Button>
        {onLeave && (
          <Button rank="quiet" onPress={onLeave}>
            <Label of="officer.back" />
          </Button>
        )}
      </div>
      {chosen && (
        <Dialog title={<Text of={say('officer.disable-question', chosen)} />} onLeave={() => setChosen(undefined)}>
          <div class="duty-buttons">
            <Button rank="main" onPress={() => void disable(chosen)}>
              <Text of={say('officer.disable', chosen)} />
            </Button>
            <Button rank="quiet" onPress={() => setChosen(undefined)}>
              <Label of="officer.back" />
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
