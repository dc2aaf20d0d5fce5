import { Code, Label, SignShape, When, Written } from '@custody-edge/ui-kit/components';
import type { OverviewView } from '../src/http/view.ts';
import { Section } from './section.tsx';
import { SubjectName } from './subject-name.tsx';

/** What courts are told of their own orders: that another case keeps the person, and on which document it rests. */
export function CourtNotices({ view }: { view: OverviewView }) {
  const bySubject = new Map(view.people.map((person) => [person.subject, person]));
  return (
    <Section id="court-notices" title="centre.court-notices">
      <ul class="stations">
        {view.courtNotices.map(({ report, court, subject, orders, hold, document, at }) => (
          <li key={`${report} ${court}`} class="station-row station-wait">
            <SignShape sign="wait" />
            <div>
              <p class="station-head">
                <strong>
                  <Written>{court}</Written>
                </strong>
                <SubjectName person={bySubject.get(subject) ?? { subject }} />
                {orders.map(({ orderId }) => (
                  <Code key={orderId}>{orderId}</Code>
                ))}
                <span class="station-last">
                  <When at={at} />
                </span>
              </p>
              <p class="station-next">
                <Label of="centre.held-up-by" /> <Code>{hold.caseNumber}</Code> <Written>{hold.authority}</Written>
                {' · '}
                <Label of={`hold-document.${document.kind}`} /> <Code>{document.number}</Code>{' '}
                <Written>{document.authority}</Written> <Code>{document.on}</Code>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
