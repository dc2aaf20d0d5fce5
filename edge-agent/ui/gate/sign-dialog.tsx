import type { UnsignedAction } from '../../src/gate/actions.ts';
import { SignedDialog, type ToSign } from '../officers/signed-dialog.tsx';

/** An officer signs one sentence at the gate. */
export const SignDialog = (toSign: ToSign<UnsignedAction>) => <SignedDialog url="/api/desk" {...toSign} />;
