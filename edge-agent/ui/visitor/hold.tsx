import type { BilingualText } from '@custody-edge/foundation';
import { Button, Field, Label, Sign, Text } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { VisitorDeskView } from '../../src/visitor/view.ts';
import { SignDialog } from './sign-dialog.tsx';
import { textIn } from './text-in.ts';

/** Fills the glass until a duty officer has answered: one sentence, one button, no way round. */
export function Hold({ desk }: { desk: Extract<VisitorDeskView, { step: 'hold' }> }) {
  const [answering, setAnswering] = useState(false);
  return (
    <>
      <Sign sign="stop" size="panel">
        <p class="hold-sentence">
          <Text of={desk.text} />
        </p>
        <div class="panel-buttons">
          <Button rank="other" onPress={() => setAnswering(true)}>
            <Label of="visitor.answer-alarm" />
          </Button>
        </div>
      </Sign>
      {answering && <Answer alarm={desk.id} text={desk.about} onLeave={() => setAnswering(false)} />}
    </>
  );
}

/** The duty officer writes down what an alarm was, and signs. */
export function Answer({ alarm, text, onLeave }: { alarm: string; text: BilingualText; onLeave: () => void }) {
  return (
    <SignDialog
      sentence={text}
      signs={(form) => ({ action: 'answer-alarm', alarm, finding: textIn(form, 'finding') })}
      onLeave={onLeave}
    >
      <Field name="finding" label="visitor.alarm-finding" maxLength={300} />
    </SignDialog>
  );
}
