import { say } from '@custody-edge/ui-kit';
import type { DeskAction } from '../../src/gate/actions.ts';
import { SignDialog } from './sign-dialog.tsx';

type ConflictStep = NonNullable<Extract<DeskAction, { action: 'vouch' }>['conflict']>;

/** A senior officer signs that they look, or what they found. */
export function ConflictDialog({ says, onLeave }: { says: ConflictStep; onLeave: () => void }) {
  return (
    <SignDialog
      sentence={say(`gate.sign-${says}`)}
      says={{ meaning: 'identity-conflict', conflict: says }}
      onLeave={onLeave}
    />
  );
}
