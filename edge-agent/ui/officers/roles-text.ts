import type { OfficerRole } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';

/** Offices in one line. */
export function rolesText(roles: readonly OfficerRole[]): BilingualText {
  const each = roles.map((role) => say(`role.${role}`));
  return { en: each.map(({ en }) => en).join(', '), ur: each.map(({ ur }) => ur).join('، ') };
}
