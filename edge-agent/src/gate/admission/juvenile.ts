import type { World } from '../desk.ts';
import { attestation, type ToSign } from '../signing/attestation.ts';

/** What the superintendent signs: that they know of this child, of whom nobody answered yet. */
export function juvenileToSign(subject: string, world: World): ToSign | undefined {
  if (world.person(subject)?.custody.juvenile !== 'waiting') return undefined;
  return attestation((approvals) => ({
    type: 'prisoner.juvenile-seen.v1',
    subject,
    data: { approvals },
  }));
}
