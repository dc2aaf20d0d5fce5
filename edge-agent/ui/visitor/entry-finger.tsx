import type { VisitPhotographLack } from '@custody-edge/event-contract';
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
  const isTaken = finger.taken >= finger.needed;
  const isPictureNext = desk.isPhotographMissing && (isTaken || desk.isSeen);
  const takePicture = () => setOpen('photograph');
  useKeys(open ? {} : { Enter: isPictureNext ? takePicture : letIn });
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
          {!desk.isSeen && <progress value={finger.taken} max={finger.needed} />}
          {desk.hasPhotograph ? (
            <Sign sign="go" size="line">
              <Label of="visitor.photographed" />
            </Sign>
          ) : (
            desk.noPhotograph && (
              <Sign sign="information" size="line">
                <Label of={`visitor.lacks-${desk.noPhotograph}`} />
              </Sign>
            )
          )}
          <p class="hint prose">
            <Text of={say('visitor.finger-kept', { hours: desk.keptHours })} />
          </p>
          <div class="visitor-finger-buttons">
            <Button rank={isPictureNext ? 'main' : 'other'} onPress={takePicture}>
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
      {open === 'photograph' && <VisitorPicture desk={desk} press={press} onLeave={close} />}
      {open === 'sight' && <SightDialogs sentence={say('visitor.sight-entry', { visitor: name })} onLeave={close} />}
    </div>
  );
}

/** The visitor's face, if they agree; why there is none goes on record. */
function VisitorPicture({ desk, press, onLeave }: EntryPageProps & { onLeave: () => void }) {
  const { visitor } = desk;
  const name = visitor ? { en: visitor.name, ur: visitor.name } : say('gate.unknown-person');
  const closing = async (pressed: ReturnType<EntryPageProps['press']>) => {
    if ((await pressed) === 'done') onLeave();
  };
  const goOn = (lack: VisitPhotographLack) => () => void closing(press({ action: 'no-photograph', lack }));
  return (
    <TakePicture
      of={say('photograph.of', { person: name })}
      frame={visitor?.sex === 'F' ? 'visitor.photograph-woman' : 'visitor.photograph-frame'}
      noCamera="visitor.photograph-no-camera"
      onKeep={(jpeg) => void closing(press({ action: 'photograph', jpeg }))}
      onLeave={onLeave}
    >
      {(camera) => (
        <>
          {camera !== 'live' && (
            <Button rank="other" onPress={goOn('no-camera')}>
              <Label of="visitor.go-on-no-camera" />
            </Button>
          )}
          <Button rank="other" onPress={goOn('declined')}>
            <Label of="visitor.go-on-declined" />
          </Button>
          <Button rank="quiet" onPress={onLeave}>
            <Label of="gate.go-back" />
          </Button>
        </>
      )}
    </TakePicture>
  );
}
