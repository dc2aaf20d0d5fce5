import type { FingerExceptionReason } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Button, Label, SignShape, useLanguage } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { UnsignedAction } from '../../src/gate/actions.ts';
import { Choice } from './admission-fields.tsx';
import { pictureOf } from './modest-jpeg.ts';
import { SignDialog } from './sign-dialog.tsx';
import { TakePicture } from './take-photograph.tsx';

const reasons = ['missing', 'bandaged', 'worn', 'refused'] as const satisfies readonly FingerExceptionReason[];
type HandPhotograph = Extract<UnsignedAction, { action: 'except-fingers' }>['photograph'];
const scopes = ['one', 'every'] as const;

/** The hand is photographed, and a second officer answers with their own PIN for a finger of it that cannot be taken. */
export function ExceptionDialog({ finger, onLeave }: { finger: BilingualText; onLeave: () => void }) {
  const [photograph, setPhotograph] = useState<HandPhotograph>();
  if (photograph === undefined) return <TakeHand finger={finger} onTaken={setPhotograph} onLeave={onLeave} />;
  return (
    <SignDialog
      sentence={say('gate.sign-finger-exception', { finger })}
      signs={(form) => ({
        action: 'except-fingers',
        every: form.get('scope') === 'every',
        reason: reasons.find((reason) => reason === form.get('reason')) ?? 'missing',
        photograph,
      })}
      onLeave={onLeave}
    >
      <div class="exception">
        <HandTaken finger={finger} photograph={photograph} />
        <Choice
          name="reason"
          question="gate.exception-reason"
          answers={reasons.map((value) => ({ value, label: `finger-exception.${value}` }))}
          chosen={undefined}
        />
        <Choice
          name="scope"
          question="gate.exception-scope"
          visible={false}
          answers={scopes.map((value) => ({ value, label: `gate.exception-${value}` }))}
          chosen="one"
        />
      </div>
    </SignDialog>
  );
}

function TakeHand({
  finger,
  onTaken,
  onLeave,
}: {
  finger: BilingualText;
  onTaken: (photograph: HandPhotograph) => void;
  onLeave: () => void;
}) {
  return (
    <TakePicture
      of={say('hand.of', { finger })}
      frame="hand.frame"
      onKeep={(jpeg) => onTaken({ jpeg })}
      onLeave={onLeave}
    >
      {(camera) => (
        <>
          <Button rank="quiet" onPress={() => onTaken(camera === 'none' ? 'no-camera' : 'not-taken')}>
            <Label of="photograph.without" />
          </Button>
          <Button rank="quiet" onPress={onLeave}>
            <Label of="gate.go-back" />
          </Button>
        </>
      )}
    </TakePicture>
  );
}

/** What the second officer has before them when they sign. */
function HandTaken({ finger, photograph }: { finger: BilingualText; photograph: HandPhotograph }) {
  const { pick } = useLanguage();
  if (typeof photograph !== 'string')
    return (
      <img class="portrait portrait-beside" src={pictureOf(photograph.jpeg)} alt={pick(say('hand.of', { finger }))} />
    );
  return (
    <p class="hand-lacking">
      <SignShape sign="wait" /> <Label of={`hand.${photograph}`} />
    </p>
  );
}
