import { Code, Label, PersonName } from '@custody-edge/ui-kit/components';
import type { PersonLine } from '../src/http/view.ts';

/** The person by name, or what can be said of somebody whose name is not held here. */
export function SubjectName({ person }: { person: Pick<PersonLine, 'identity' | 'subject'> }) {
  return person.identity ? (
    <PersonName of={person.identity} />
  ) : (
    <span class="nameless">
      <Label of="centre.nameless" /> <Code>{person.subject}</Code>
    </span>
  );
}
