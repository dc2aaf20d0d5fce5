import { say } from '@custody-edge/ui-kit';
import type { ComponentChildren } from 'preact';
import type { ConflictStep } from '../../src/gate/admission/conflict-steps.ts';
import { SignDialog } from './sign-dialog.tsx';

/** A senior officer signs that they look, or what they found. */
export function ConflictDialog({
  says,
  onLeave,
  children,
}: {
  says: ConflictStep;
  onLeave: () => void;
  /** Whom it is about, once that may be seen. */
  children?: ComponentChildren;
}) {
  const signs = () => ({ action: 'settle-conflict', conflict: says }) as const;
  return (
    <SignDialog sentence={say(`gate.sign-${says}`)} signs={signs} onLeave={onLeave}>
      {children}
    </SignDialog>
  );
}
