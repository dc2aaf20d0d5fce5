import { say } from '@custody-edge/ui-kit';
import type { PersonView } from '../../src/people/shown.ts';
import { nameOf } from './person.ts';
import type { Press } from './press.ts';
import { SignDialog } from './sign-dialog.tsx';
import { UnreadableDialog } from './unreadable-dialog.tsx';

/** What is asked of an identification by sight: why no finger can be read, or the supervisor's signature. */
export type SightQuestion = 'why' | 'signature';

export function SightDialogs({
  asked,
  person,
  press,
  onLeave,
}: {
  asked: SightQuestion | undefined;
  person: PersonView;
  press: Press;
  onLeave: () => void;
}) {
  if (asked === 'why') return <UnreadableDialog press={press} onLeave={onLeave} />;
  if (asked === undefined) return null;
  return (
    <SignDialog
      sentence={say('sight.sign', { person: nameOf(person) })}
      signs={() => ({ action: 'identify' })}
      onLeave={onLeave}
    />
  );
}
