import type { UnreadableReason } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { Button, Dialog, Label } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import { SignDialog } from './sign-dialog.tsx';

const reasons = [
  'worn',
  'missing',
  'bandaged',
  'refused',
  'reader-out-of-order',
] as const satisfies readonly UnreadableReason[];

/** Why no finger can be read, and then the second officer who saw or compared the visitor. */
export function SightDialogs({ sentence, onLeave }: { sentence: BilingualText; onLeave: () => void }) {
  const [reason, setReason] = useState<UnreadableReason>();
  if (reason)
    return <SignDialog sentence={sentence} signs={() => ({ action: 'by-sight', reason })} onLeave={onLeave} />;
  return (
    <Dialog title={<Label of="sight.why" />} onLeave={onLeave}>
      <div class="dialog-answers">
        {reasons.map((one) => (
          <Button key={one} rank="other" onPress={() => setReason(one)}>
            <Label of={`finger-exception.${one}`} />
          </Button>
        ))}
        <Button rank="quiet" onPress={onLeave}>
          <Label of="gate.go-back" />
        </Button>
      </div>
    </Dialog>
  );
}
