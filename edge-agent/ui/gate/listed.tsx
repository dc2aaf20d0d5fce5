import { Code, SignShape, Text, When, Written } from '@custody-edge/ui-kit/components';
import type { ListedView } from '../../src/gate/view.ts';
import type { PersonView } from '../../src/people/shown.ts';
import { nameOf } from './person.ts';
import { Portrait } from './portrait.tsx';

/** Name in Nastaliq with the prisoner number, as on paper; with the face of whoever stands at the gate. */
export function Person({ person, face = false }: { person: PersonView; face?: boolean }) {
  return (
    <span class="person">
      {face && <Portrait person={person} size="beside" />}
      <span class="person-name name">
        <Text of={nameOf(person)} />
      </span>
      {person.identity && (
        <span class="person-number">
          <Code>{person.identity.prisonerNumber}</Code>
        </span>
      )}
    </span>
  );
}

/** One person of a list, with what the list says about them. */
export function Listed({ listed, withOrder }: { listed: ListedView; withOrder: boolean }) {
  return (
    <>
      <Person person={listed.person} />
      <span class={`listed-facts ${listed.overdue ? 'listed-overdue' : ''}`}>
        {listed.overdue && <SignShape sign="wait" />}
        {listed.dueBack !== undefined && <When at={listed.dueBack} />}
        {withOrder && <Code>{listed.orderId}</Code>}
        <Written>{listed.place}</Written>
        {listed.caseNumber !== undefined && <Code>{listed.caseNumber}</Code>}
      </span>
    </>
  );
}
