import { say } from '@custody-edge/ui-kit';
import { Button, Label, Sign, Text, useKeys } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import { FingerGlass } from '../gate/finger-glass.tsx';
import { TakePicture } from '../gate/take-photograph.tsx';
import { EntryButtons, type EntryPageProps, EntryTitle } from './entry-frame.tsx';
import { SightDialogs } from './sight-dialogs.tsx';

/** The finger that has to be shown again on the way out, the photograph, and the one button that lets in. */
export function EntryFinger({ desk, press }: EntryPageProps) {
  const [open, setOpen] = useState<'photograph' | 'sight'>();
  const { visitor, finger, missing } = desk;
  const name = visitor ? { en: visitor.name, ur: visitor.name } : say('gate.unknown-person');
  const letIn = missing.length === 0 ? () => void press({ action: 'confirm' }) : undefined;
  useKeys(open ? {} : { Enter: letIn });
  const isTaken = finger.taken >= finger.needed;
  const asks = isTaken ? 'visitor.finger-taken' : finger.taken > 0 ? 'visitor.finger-again' : 'visitor.put-finger';
  const close = () => setOpen(undefined);
  return (
    <div class="step">
      <EntryTitle desk={desk}>
        <Label of="visitor.step-finger" />
      </EntryTitle>
      <div class="step-body visitor-finger">
        <FingerGlass place="kept" />
        <div class="visitor-finger-says">
          <Sign sign={desk.isSeen || isTaken ? 'go' : desk.again ? 'wait' : 'information'} size="line">
            <Text of={desk.again ?? say(desk.isSeen ? 'visitor.sight-signed' : asks)} />
          </Sign>
          <progress value={finger.taken} max={finger.needed} />
          <p class="hint prose">
            <Text of={say('visitor.finger-kept', { hours: desk.keptHours })} />
          </p>
          <div class="visitor-finger-buttons">
            <Button rank="other" onPress={() => setOpen('photograph')}>
              <Label of={desk.hasPhotograph ? 'visitor.photograph-again' : 'visitor.photograph-take'} />
            </Button>
            {!isTaken && !desk.isSeen && (
              <Button rank="other" onPress={() => setOpen('sight')}>
                <Label of="visitor.no-finger" />
              </Button>
            )}
          </div>
        </div>
      </div>
      <EntryButtons desk={desk} press={press}>
        <p class="missing prose">
          {missing.map((what, index) => (
            <span key={what.en}>
              {index > 0 && ' · '}
              <Text of={what} />
            </span>
          ))}
        </p>
        <Button rank="main" disabled={!letIn} onPress={() => letIn?.()}>
          <Text of={say('visitor.let-in', { visitor: name })} />
        </Button>
      </EntryButtons>
      {open === 'photograph' && (
        <TakePicture
          of={say('photograph.of', { person: name })}
          frame="photograph.frame"
          onKeep={async (jpeg) => {
            if ((await press({ action: 'photograph', jpeg })) === 'done') close();
          }}
          onLeave={close}
        >
          {() => (
            <Button rank="quiet" onPress={close}>
              <Label of="gate.go-back" />
            </Button>
          )}
        </TakePicture>
      )}
      {open === 'sight' && <SightDialogs sentence={say('visitor.sight-entry', { visitor: name })} onLeave={close} />}
    </div>
  );
}
