import { Code, Label, SignShape, When, Written } from '@custody-edge/ui-kit/components';
import type { OverviewView } from '../src/http/view.ts';
import { Section } from './section.tsx';
import { SubjectName } from './subject-name.tsx';

type CourtNoticeLine = OverviewView['courtNotices'][number];
type Of<Kind extends CourtNoticeLine['kind']> = Extract<CourtNoticeLine, { kind: Kind }>;

/** What courts are told of their warrants and orders; a name stands only where the person is held up. */
export function CourtNotices({ view }: { view: OverviewView }) {
  const bySubject = new Map(view.people.map((person) => [person.subject, person]));
  return (
    <Section id="court-notices" title="centre.court-notices">
      <ul class="stations">
        {view.courtNotices.map((notice) => {
          const { event, court, kind, subject, at } = notice;
          const sign = kind === 'custody-ended' ? 'information' : 'wait';
          return (
            <li key={`${event} ${court} ${kind}`} class={`station-row station-${sign}`}>
              <SignShape sign={sign} />
              <div>
                <p class="station-head">
                  <strong>
                    <Written>{court}</Written>
                  </strong>
                  {kind === 'late-hold' && <SubjectName person={bySubject.get(subject) ?? { subject }} />}
                  <Papers notice={notice} />
                  <span class="station-last">
                    <When at={at} />
                  </span>
                </p>
                <p class="station-next">
                  <Details notice={notice} />
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** The court’s own papers, by which it knows the case. */
function Papers({ notice }: { notice: CourtNoticeLine }) {
  const { warrant, orders, ordersNotOnRecord } = { warrant: undefined, orders: [], ordersNotOnRecord: [], ...notice };
  return (
    <>
      {warrant && (
        <>
          <Code>{warrant.number}</Code> <Code>{warrant.caseNumber}</Code>
        </>
      )}
      {orders.map(({ orderId }) => (
        <Code key={orderId}>{orderId}</Code>
      ))}
      {ordersNotOnRecord.map((orderId) => (
        <span key={orderId}>
          <Code>{orderId}</Code> (<Label of="centre.order-not-on-record" />)
        </span>
      ))}
    </>
  );
}

function Details({ notice }: { notice: CourtNoticeLine }) {
  if (notice.kind === 'late-hold') return <HeldUpBy {...notice} />;
  if (notice.kind === 'custody-ended') return <HowItEnded {...notice} />;
  return (
    <>
      <Label of={`centre.notice-${notice.kind}`} />
      {' · '}
      <Code>{notice.site}</Code>
    </>
  );
}

const HeldUpBy = ({ hold, document }: Of<'late-hold'>) => (
  <>
    <Label of="centre.held-up-by" /> <Code>{hold.caseNumber}</Code> <Written>{hold.authority}</Written>
    {' · '}
    <Label of={`hold-document.${document.kind}`} /> <Code>{document.number}</Code>{' '}
    <Written>{document.authority}</Written> <Code>{document.on}</Code>
  </>
);

const HowItEnded = ({ warrant, ending, happenedAt, site }: Of<'custody-ended'>) => (
  <>
    <Label of={warrant ? 'centre.notice-warrant-returned' : 'centre.notice-custody-ended'} />
    {' · '}
    <Label of={`ending.${ending.how}`} />{' '}
    {ending.how === 'released-to-police' && <Written>{ending.policeStation}</Written>} <When at={happenedAt} />
    {' · '}
    <Code>{site}</Code>
  </>
);
