import { Code, Label, SignShape, Text, When } from '@custody-edge/ui-kit/components';
import type { OverviewView } from '../src/http/view.ts';
import { CodeWords } from './code-words.tsx';
import { Nothing, Section } from './section.tsx';
import { SubjectName } from './subject-name.tsx';

/** Orders sent to the stations, and whether they arrived there. */
export function Orders({ orders, people }: { orders: OverviewView['orders']; people: OverviewView['people'] }) {
  const bySubject = new Map(people.map((person) => [person.subject, person]));
  return (
    <Section id="orders" title="centre.orders">
      {orders.length === 0 && <Nothing of="centre.no-orders" />}
      <ul class="lines">
        {orders.map(({ commandId, purpose, stationId, subject, orderId, issuedAt, doneAt, trouble }) => (
          <li key={commandId} class="line">
            <When at={issuedAt} />
            <strong>
              <CodeWords family="purpose" code={purpose} />
            </strong>
            {orderId !== '' && <Code>{orderId}</Code>}
            <SubjectName person={bySubject.get(subject) ?? { subject }} />
            {stationId !== '' && <Code>{stationId}</Code>}
            <span class="order-state">
              <SignShape sign={trouble ? 'stop' : doneAt === undefined ? 'wait' : 'go'} />
              {trouble ? (
                <Text of={trouble} />
              ) : doneAt === undefined ? (
                <Label of={stationId === '' ? 'centre.order-follows' : 'centre.order-waiting'} />
              ) : (
                <>
                  <Label of="centre.order-done" /> <When at={doneAt} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
