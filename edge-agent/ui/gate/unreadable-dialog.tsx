import type { UnreadableReason } from '@custody-edge/event-contract';
import { Button, Dialog, Label } from '@custody-edge/ui-kit/components';
import type { Press } from './press.ts';

const reasons = [
  'worn',
  'missing',
  'bandaged',
  'refused',
  'reader-out-of-order',
] as const satisfies readonly UnreadableReason[];

/** Why no finger of the person can be read. */
export function UnreadableDialog({ press, onLeave }: { press: Press; onLeave: () => void }) {
  const choose = async (reason: UnreadableReason) => {
    await press({ action: 'unreadable', reason });
    onLeave();
  };
  return (
    <Dialog title={<Label of="sight.why" />} onLeave={onLeave}>
      <div class="dialog-answers">
        {reasons.map((reason) => (
          <Button key={reason} rank="other" onPress={() => void choose(reason)}>
            <Label of={`finger-exception.${reason}`} />
          </Button>
        ))}
        <Button rank="quiet" onPress={onLeave}>
          <Label of="gate.go-back" />
        </Button>
      </div>
    </Dialog>
  );
}
