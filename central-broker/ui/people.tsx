import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Button, Code, Label, Sign, SignShape, Text, useLanguage, When } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { OverviewView, PersonLine } from '../src/http/view.ts';
import { OrderDialog, type OrderKind } from './order-dialog.tsx';
import { isFound } from './search.ts';
import { Nothing, Section } from './section.tsx';
import { SubjectName } from './subject-name.tsx';
import { useAddress } from './use-address.tsx';
import { useRegister } from './use-register.tsx';

/** Everybody in the register, found by name or number, with what a clerk can order for them. */
export function People({ view, canOrder }: { view: OverviewView; canOrder: boolean }) {
  const { pick } = useLanguage();
  const [query, setQuery] = useAddress('q');
  const [asked, setAsked] = useState<{ person: PersonLine; kind: OrderKind }>();
  const [sent, setSent] = useState<BilingualText>();
  const registered = Object.values(view.counts).reduce((sum, count) => sum + count, 0);
  const people = useRegister(view.people, query.trim() !== '' && registered > view.people.length);
  const found = people.filter((person) => isFound(person, query));
  const ask = (kind: OrderKind, person: PersonLine) => () => {
    setSent(undefined);
    setAsked({ kind, person });
  };
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
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
          <span class="shown">
            <Text of={say('centre.shown', { shown: found.length, total: registered })} />
          </span>
        </>
      }
    >
      {sent && (
        <Sign sign="go" size="line">
          <Text of={sent} />
        </Sign>
      )}
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
              </td>
              <td class="orders-cell">
                {canOrder && person.state === 'IN_CUSTODY' && (
                  <Button rank="quiet" onPress={ask('court-list', person)}>
                    <Label of="centre.court-list" />
                  </Button>
                )}
                {canOrder && person.state !== 'RELEASED' && (
                  <Button rank="quiet" onPress={ask('release-order', person)}>
                    <Label of="centre.release-order" />
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {asked && (
        <OrderDialog
          kind={asked.kind}
          person={asked.person}
          onSent={(text) => {
            setSent(text);
            setAsked(undefined);
          }}
          onLeave={() => setAsked(undefined)}
        />
      )}
    </Section>
  );
}

function Standing({ person }: { person: PersonLine }) {
  const late = person.dueBack !== undefined && Date.parse(person.dueBack) < Date.now();
  return (
    <span class="standing">
      <span>
        <Label of={`state.${person.state}`} />
      </span>
      {person.openOrders.map((orderId) => (
        <Code key={orderId}>{orderId}</Code>
      ))}
      {person.dueBack !== undefined && (
        <span class={late ? 'standing-late' : ''}>
          {late && <SignShape sign="wait" />}
          <Label of={late ? 'centre.overdue' : 'paper.due-back'} /> <When at={person.dueBack} />
        </span>
      )}
      {person.conflict && (
        <span class="standing-conflict">
          <SignShape sign="stop" />
          <Label of="centre.conflict-person" />
        </span>
      )}
    </span>
  );
}
