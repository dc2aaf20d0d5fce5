import { say } from '@custody-edge/ui-kit';
import { Code, Label, SignShape, Text, useAddress, useLanguage, When, Written } from '@custody-edge/ui-kit/components';
import type { OverviewView, PersonLine } from '../src/http/view.ts';
import { foundAmong } from './search.ts';
import { Nothing, Section } from './section.tsx';
import { troubleOf } from './states.ts';
import { SubjectName } from './subject-name.tsx';
import { useRegister } from './use-register.tsx';

/** Everybody in the register, found by name or number. */
export function People({ view }: { view: OverviewView }) {
  const { pick } = useLanguage();
  const address = useAddress();
  const query = address.value('q');
  const registered = Object.values(view.counts).reduce((sum, count) => sum + count, 0);
  const people = useRegister(view.people, query.trim() !== '' && registered > view.people.length);
  const found = foundAmong(people, query);
  return (
    <Section
      id="people"
      title="centre.people"
      beside={
        <>
          <input
            type="search"
            class="search"
            dir="auto"
            value={query}
            placeholder={pick(say('centre.search'))}
            aria-label={pick(say('centre.search'))}
            onInput={(event) => address.change({ q: event.currentTarget.value })}
          />
          <span class="shown">
            <Text of={say('centre.shown', { shown: found.length, total: registered })} />
          </span>
        </>
      }
    >
      {found.length === 0 && <Nothing of={people.length === 0 ? 'centre.no-people' : 'centre.no-match'} />}
      <table class="people">
        <tbody>
          {found.map((person) => (
            <tr key={person.subject}>
              <td>
                <SubjectName person={person} />
              </td>
              <td>{person.identity && <Code>{person.identity.prisonerNumber}</Code>}</td>
              <td>
                <Code>{person.site}</Code>
              </td>
              <td>
                <Standing person={person} />
                {person.holds.map((hold) => (
                  <p key={hold.holdId} class="hold">
                    <SignShape sign="stop" />
                    <span>
                      <Label of="centre.wanted" />
                    </span>
                    <Code>{hold.holdId}</Code>
                    <Written>{hold.authority}</Written>
                    <Code>{hold.caseNumber}</Code>
                    {hold.handOver && (
                      <span>
                        <Label of="centre.hold-hand-over" />
                      </span>
                    )}
                    {hold.late && (
                      <span>
                        <Label of="centre.hold-late" /> <When at={hold.late.addedAt} />
                      </span>
                    )}
                  </p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Standing({ person }: { person: PersonLine }) {
  const { absence } = person;
  const trouble = troubleOf(person.state);
  return (
    <span class="standing">
      <span class={trouble ? `standing-${trouble}` : ''}>
        {trouble && <SignShape sign={trouble} />}
        <Label of={`state.${person.state}`} />
      </span>
      {absence && <Written>{absence.place}</Written>}
      {person.openOrders.map((orderId) => (
        <Code key={orderId}>{orderId}</Code>
      ))}
      {absence && (
        <span class={absence.late ? 'standing-wait' : ''}>
          {absence.late && <SignShape sign="wait" />}
          <Label of={absence.late ? 'centre.overdue' : 'paper.due-back'} /> <When at={absence.dueBack} />
        </span>
      )}
      {person.overDetained && (
        <span class="standing-stop">
          <SignShape sign="stop" />
          <Label of="centre.over-detained" />
        </span>
      )}
      {person.answerOverdue && (
        <span class="standing-wait">
          <SignShape sign="wait" />
          <Label of="centre.answer-overdue" />
        </span>
      )}
      {person.conflict && (
        <span class="standing-stop">
          <SignShape sign="stop" />
          <Label of="centre.conflict-person" />
        </span>
      )}
    </span>
  );
}
