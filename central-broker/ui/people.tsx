import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import {
  Button,
  Code,
  Label,
  Sign,
  SignShape,
  Text,
  useAddress,
  useLanguage,
  When,
  Written,
} from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { OverviewView, PersonLine } from '../src/http/view.ts';
import { HoldDialog, LiftDialog } from './hold-dialog.tsx';
import { OrderDialog, type OrderKind } from './order-dialog.tsx';
import { foundAmong } from './search.ts';
import { Nothing, Section } from './section.tsx';
import { troubleOf } from './states.ts';
import { SubjectName } from './subject-name.tsx';
import { useRegister } from './use-register.tsx';

/** What a clerk is about to put on record for a person. */
type Ask = { readonly person: PersonLine } & (
  | { readonly kind: OrderKind | 'hold' }
  | { readonly kind: 'lift-hold'; readonly holdId: string }
);

/** Everybody in the register, found by name or number, with what a clerk can order for them. */
export function People({ view, canOrder }: { view: OverviewView; canOrder: boolean }) {
  const { pick } = useLanguage();
  const address = useAddress();
  const query = address.value('q');
  const [asked, setAsked] = useState<Ask>();
  const [sent, setSent] = useState<BilingualText>();
  const registered = Object.values(view.counts).reduce((sum, count) => sum + count, 0);
  const people = useRegister(view.people, query.trim() !== '' && registered > view.people.length);
  const found = foundAmong(people, query);
  const ask = (what: Ask) => () => {
    setSent(undefined);
    setAsked(what);
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
            onInput={(event) => address.change({ q: event.currentTarget.value })}
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
                {person.holds.map((hold) => (
                  <p key={hold.holdId} class="hold">
                    <SignShape sign="stop" />
                    <span>
                      <Label of="centre.wanted" />
                    </span>
                    <Code>{hold.holdId}</Code>
                    <Written>{hold.authority}</Written>
                    <Code>{hold.caseNumber}</Code>
                    {canOrder && (
                      <Button rank="quiet" onPress={ask({ kind: 'lift-hold', person, holdId: hold.holdId })}>
                        <Label of="centre.lift-hold" />
                      </Button>
                    )}
                  </p>
                ))}
              </td>
              <td class="orders-cell">
                {canOrder && person.state === 'IN_CUSTODY' && (
                  <Button rank="quiet" onPress={ask({ kind: 'court-list', person })}>
                    <Label of="centre.court-list" />
                  </Button>
                )}
                {canOrder && !person.ended && (
                  <>
                    {person.state !== 'IN_TRANSIT' && (
                      <Button rank="quiet" onPress={ask({ kind: 'release-order', person })}>
                        <Label of="centre.release-order" />
                      </Button>
                    )}
                    <Button rank="quiet" onPress={ask({ kind: 'hold', person })}>
                      <Label of="centre.hold" />
                    </Button>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {asked && (
        <AskedDialog
          asked={asked}
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

function AskedDialog({ asked, ...rest }: { asked: Ask; onSent: (text: BilingualText) => void; onLeave: () => void }) {
  switch (asked.kind) {
    case 'hold':
      return <HoldDialog {...asked} {...rest} />;
    case 'lift-hold':
      return <LiftDialog {...asked} {...rest} />;
    default:
      return <OrderDialog {...asked} kind={asked.kind} {...rest} />;
  }
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
