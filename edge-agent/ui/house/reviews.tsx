import { say, wallTime } from '@custody-edge/ui-kit';
import {
  Button,
  Code,
  Dialog,
  Label,
  type PlainMessageKey,
  Sign,
  SignShape,
  Text,
  When,
  Written,
} from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Batch } from '../../src/house/requests.ts';
import type { ReviewView } from '../../src/house/view.ts';
import { Person } from '../gate/listed.tsx';
import { nameOf } from '../gate/person.ts';
import { CredentialsForm } from '../officers/credentials-form.tsx';
import { Body, Listing, LookRecorded } from './listing.tsx';
import type { PartProps } from './part.ts';
import { useList } from './use-list.ts';

/** Releases that are to come: a senior officer reads each, marks whom they have reviewed, and signs once. */
export function Reviews({ house }: PartProps) {
  const opened = useList<{ reviews: readonly ReviewView[] }>('/api/house/reviews', house.revision);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [signing, setSigning] = useState(false);
  const mark = (digest: string) => {
    setMarked((before) =>
      before.has(digest) ? new Set([...before].filter((one) => one !== digest)) : new Set([...before, digest]),
    );
  };
  return (
    <Body>
      <Listing opened={opened} isEmpty={({ reviews }) => reviews.length === 0} empty="house.no-reviews">
        {({ reviews }) => {
          // Whatever changed since it was marked has another digest: it is to be read again.
          const batch = reviews.filter(({ digest, missing }) => marked.has(digest) && missing.length === 0);
          return (
            <>
              <div class="house-tools">
                <p class="prose house-instruction">
                  <Label of="house.review-choose" />
                </p>
                <Button rank="main" disabled={batch.length === 0} onPress={() => setSigning(true)}>
                  <Text of={say('house.review-sign', { count: batch.length })} />
                </Button>
              </div>
              <ul class="house-reviews">
                {reviews.map((review) => (
                  <Review
                    key={review.person.subject}
                    review={review}
                    marked={marked.has(review.digest)}
                    onMark={() => mark(review.digest)}
                  />
                ))}
              </ul>
              <LookRecorded />
              {signing && batch.length > 0 && (
                <SignBatch
                  batch={batch}
                  onDone={() => {
                    setSigning(false);
                    setMarked(new Set());
                    opened.again();
                  }}
                  onLeave={() => setSigning(false)}
                />
              )}
            </>
          );
        }}
      </Listing>
    </Body>
  );
}

function Review({ review, marked, onMark }: { review: ReviewView; marked: boolean; onMark: () => void }) {
  const { person, orders, holds, clearance, property, missing, reviewed } = review;
  return (
    <li class="house-review">
      <header>
        {missing.length === 0 ? (
          <label class="house-mark">
            <input type="checkbox" checked={marked} onChange={onMark} />
            <span>
              <Text of={say('house.review-mark', { person: nameOf(person) })} />
            </span>
          </label>
        ) : (
          <Person person={person} />
        )}
        {person.identity && missing.length === 0 && <Code>{person.identity.prisonerNumber}</Code>}
      </header>
      {reviewed && (
        <Sign sign="go" size="line">
          <Text
            of={say('house.review-counts', { officer: reviewed.officerId, when: wallTime(reviewed.until, Date.now()) })}
          />
        </Sign>
      )}
      {missing.length > 0 && (
        <Sign sign="wait" size="line">
          <Label of="house.review-missing" />
          {missing.map((gap) => (
            <p key={gap.en}>
              <Text of={gap} />
            </p>
          ))}
        </Sign>
      )}
      <dl class="house-facts">
        <Fact label="house.review-order">
          {orders.map(({ orderId, court, caseNumber, verified }) => (
            <p key={orderId}>
              <Code>{orderId}</Code> <Written>{court}</Written> <Written>{caseNumber}</Written>{' '}
              {verified && <Text of={verifiedText(verified)} />}
            </p>
          ))}
        </Fact>
        <Fact label="house.review-holds">
          {holds &&
            (holds.open.length > 0 ? (
              <span class="house-signed">
                <SignShape sign="stop" />
                <Written>{holds.open.join(' · ')}</Written>
              </span>
            ) : (
              <Text of={say('house.review-none', { when: wallTime(holds.asOf, Date.now()) })} />
            ))}
        </Fact>
        <Fact label="house.review-clearance">{clearance && <Paper {...clearance} />}</Fact>
        <Fact label="house.review-property">{property && <Paper {...property} />}</Fact>
      </dl>
    </li>
  );
}

function verifiedText({ at, officerId }: NonNullable<ReviewView['orders'][number]['verified']>) {
  const when = wallTime(at, Date.now());
  return officerId === undefined
    ? say('house.review-by-feed', { when })
    : say('house.review-by-call', { when, officer: officerId });
}

const Paper = ({ paper, at }: { paper: string; at: string }) => (
  <>
    <Code>{paper}</Code> <When at={at} />
  </>
);

function Fact({ label, children }: { label: PlainMessageKey; children: ComponentChildren }) {
  return (
    <div>
      <dt>
        <Label of={label} />
      </dt>
      <dd>{children || '—'}</dd>
    </div>
  );
}

function SignBatch({
  batch,
  onDone,
  onLeave,
}: {
  batch: readonly ReviewView[];
  onDone: () => void;
  onLeave: () => void;
}) {
  return (
    <Dialog title={<Label of="house.review-question" />} onLeave={onLeave}>
      <CredentialsForm
        url="/api/house/reviews"
        title="gate.sign-here"
        instruction={
          <ol class="house-batch">
            {batch.map(({ person }) => (
              <li key={person.subject}>
                <Person person={person} />
              </li>
            ))}
          </ol>
        }
        bodyOf={({ officerId, pin = '' }): Batch => ({
          officerId,
          pin,
          people: batch.map(({ person, digest }) => ({ subject: person.subject, digest })),
        })}
        onDone={onDone}
      >
        <Button rank="quiet" onPress={onLeave}>
          <Label of="gate.go-back" />
        </Button>
      </CredentialsForm>
    </Dialog>
  );
}
