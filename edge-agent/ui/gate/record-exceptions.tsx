import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { addressOf, Button, Dialog, Label, Text, useLanguage } from '@custody-edge/ui-kit/components';
import type { ExceptionView } from '../../src/gate/view.ts';

const listed = ({ fingers }: ExceptionView): BilingualText => ({
  en: fingers.map(({ en }) => en).join(', '),
  ur: fingers.map(({ ur }) => ur).join('، '),
});

/** Fingers that could not be taken, why, and the hand as it was photographed. */
export function RecordException({ exception, onShow }: { exception: ExceptionView; onShow: () => void }) {
  const { pick } = useLanguage();
  const { reason, photograph, picture } = exception;
  const fingers = listed(exception);
  return (
    <>
      <span>
        <Text of={fingers} />: <Text of={reason} />
      </span>
      {picture === undefined ? (
        <Text of={photograph} />
      ) : (
        <button type="button" class="hand-open" onClick={onShow}>
          <img
            class="portrait portrait-beside"
            src={addressOf(`/api/photograph/${picture}`)}
            alt={pick(say('hand.of', { finger: fingers }))}
          />
        </button>
      )}
    </>
  );
}

/** The photograph of a hand as large as the glass has room for. */
export function HandDialog({ exception, onLeave }: { exception: ExceptionView; onLeave: () => void }) {
  const { pick } = useLanguage();
  const title = say('hand.of', { finger: listed(exception) });
  return (
    <Dialog title={<Text of={title} />} onLeave={onLeave}>
      <div class="photograph">
        <img
          class="portrait portrait-large"
          src={addressOf(`/api/photograph/${exception.picture}`)}
          alt={pick(title)}
        />
        <div class="photograph-side">
          <Button rank="quiet" onPress={onLeave}>
            <Label of="gate.go-back" />
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
