import type { Unsigned } from '../../src/officers/requests.ts';
import type { SignedVisitorAction } from '../../src/visitor/actions.ts';
import { SignedDialog, type ToSign } from '../officers/signed-dialog.tsx';

/** An officer signs one sentence at the visitor desk. */
export const SignDialog = (toSign: ToSign<Unsigned<SignedVisitorAction>>) => (
  <SignedDialog url="/api/visitor" {...toSign} />
);
