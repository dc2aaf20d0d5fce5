import { say } from '@custody-edge/ui-kit';
import { Button, Code, Label, SignShape, Text } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { GateView } from '../../src/gate/view.ts';
import { SignDialog } from './sign-dialog.tsx';

type Juvenile = GateView['juveniles'][number];

/** Stays on the page, one child after the other, until the superintendent has answered for each. */
export function JuvenileAlarms({ juveniles }: { juveniles: readonly Juvenile[] }) {
  const [answering, setAnswering] = useState<Juvenile>();
  const leave = () => setAnswering(undefined);
  const [first, ...others] = juveniles;
  return (
    <>
      {first && (
        <div class="alarm alarm-wait" role="alert">
          <SignShape sign="wait" />
          <p class="alarm-text prose">
            <Text of={say('gate.juvenile-waiting', { number: first.prisonerNumber })} />{' '}
            {others.length > 0 && <Code>+{others.length}</Code>}
          </p>
          <Button rank="quiet" onPress={() => setAnswering(first)}>
            <Label of="gate.juvenile-seen" />
          </Button>
        </div>
      )}
      {answering && (
        <SignDialog
          sentence={say('gate.sign-juvenile-seen', { number: answering.prisonerNumber })}
          signs={() => ({ action: 'see-juvenile', subject: answering.subject })}
          onLeave={leave}
        />
      )}
    </>
  );
}
