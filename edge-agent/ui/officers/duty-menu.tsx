import { say } from '@custody-edge/ui-kit';
import { Button, Dialog, Label, Text, Written } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { DutyView } from '../../src/officers/view.ts';
import { isPractice } from '../training/framed.ts';
import { useAction } from '../use-action.tsx';

const housePage = '/house';

type OnDuty = Extract<DutyView, { state: 'signed-in' }>;

/** Who is signed in, in the status bar; a touch leads to the ways of leaving. */
export function DutyMenu({
  duty,
  onHandOver,
  onOfficers,
  onDuress,
  onWire,
  onPractice,
}: {
  duty: OnDuty;
  onHandOver: () => void;
  onOfficers: () => void;
  onDuress: () => void;
  onWire: () => void;
  onPractice: () => void;
}) {
  const [open, setOpen] = useState(false);
  const { press } = useAction<Record<string, never>>('/api/sign-out', 'duty');
  const leaveTo = (go: () => void) => () => {
    setOpen(false);
    go();
  };
  return (
    <>
      <button type="button" class="duty" onClick={() => setOpen(true)}>
        <strong>
          <Text of={say('officer.on-duty', duty)} />
        </strong>
        <span class="duty-ways">
          <Label of="officer.hand-over" />
          {' · '}
          <Label of="officer.sign-out" />
        </span>
      </button>
      {open && (
        <Dialog
          title={
            <>
              <Text of={say('officer.on-duty', duty)} /> · <Written>{duty.name}</Written>
            </>
          }
          onLeave={() => setOpen(false)}
        >
          <div class="duty-buttons">
            <Button rank="main" onPress={leaveTo(onHandOver)}>
              <Label of="officer.hand-over" />
            </Button>
            <Button rank="other" onPress={leaveTo(() => void press({}))}>
              <Label of="officer.sign-out" />
            </Button>
            {duty.practises && location.pathname === '/' && (
              <Button rank="other" onPress={leaveTo(onPractice)}>
                <Label of="practice.begin" />
              </Button>
            )}
            {duty.oversees && !isPractice && location.pathname !== housePage && (
              <Button rank="other" onPress={() => location.assign(housePage)}>
                <Label of="house.open" />
              </Button>
            )}
            {duty.enrols && !isPractice && (
              <Button rank="other" onPress={leaveTo(onOfficers)}>
                <Label of="officer.list" />
              </Button>
            )}
            {!isPractice && (
              <Button rank="quiet" onPress={leaveTo(onDuress)}>
                <Label of="officer.duress" />
              </Button>
            )}
            {duty.maintains && (
              <Button rank="other" onPress={leaveTo(onWire)}>
                <Label of="wire.title" />
              </Button>
            )}
            <Button rank="quiet" onPress={() => setOpen(false)}>
              <Label of="officer.back" />
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
