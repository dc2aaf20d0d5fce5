import { say } from '@custody-edge/ui-kit';
import { Button, Code, Field, Label, Sign, Text, useKeys, When, Written } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { BanView, InsideView, ListedView, VisitorDeskView, VisitorView } from '../../src/visitor/view.ts';
import { Identity } from './entry-frame.tsx';
import type { Press } from './press.ts';
import { SignDialog } from './sign-dialog.tsx';
import { textIn } from './text-in.ts';

type ListView = Extract<VisitorDeskView, { step: 'list' }>;

/** Who is inside, who may come and who may not, who has booked, and who is still to be told that the desk closes. */
export function Lists({ desk, view, press }: { desk: ListView; view: VisitorView; press: Press }) {
  const leave = () => void press({ action: 'cancel' });
  useKeys({ Escape: leave });
  const titles = {
    inside: 'visitor.inside',
    lists: 'visitor.lists',
    bookings: 'visitor.bookings',
    closing: 'visitor.closing',
  } as const;
  return (
    <div class="step">
      <h1 class="step-title">
        <span class="step-movement prose">
          <Label of={titles[desk.list]} />
        </span>
      </h1>
      <div class="step-body">
        {desk.list === 'inside' && <Inside inside={desk.inside} press={press} />}
        {desk.list === 'lists' && <Rules desk={desk} />}
        {desk.list === 'bookings' && <Bookings desk={desk} press={press} />}
        {desk.list === 'closing' && <Telling view={view} press={press} />}
      </div>
      <div class="step-buttons">
        <Button rank="quiet" onPress={leave}>
          <Label of="gate.go-back" />
        </Button>
      </div>
    </div>
  );
}

function Inside({ inside, press }: { inside: readonly InsideView[]; press: Press }) {
  const [opening, setOpening] = useState<string>();
  if (inside.length === 0)
    return (
      <Sign sign="information" size="line">
        <Label of="visitor.nobody-inside" />
      </Sign>
    );
  return (
    <>
      <ul class="choices">
        {inside.map(({ visit, pass, who, person, relation, children, due, isOverdue, isLegal }) => (
          <li key={visit} class="visitor-line">
            <button type="button" class="choice" onClick={() => void press({ action: 'begin-exit', visit })}>
              <span class="visitor-line-who">
                <strong>
                  <Code>{pass}</Code> <Text of={who} />
                </strong>
                {person && (
                  <span class="prose">
                    <Text of={person} />
                  </span>
                )}
              </span>
              <span class="listed-facts">
                {relation && <Label of={`relation.${relation}`} />}
                {children > 0 && <Code>{`+${children}`}</Code>}
                <span class={isOverdue ? 'listed-overdue' : ''}>
                  {isOverdue ? <Label of="visitor.overdue-count" /> : null} <When at={due} />
                </span>
              </span>
            </button>
            {isLegal && (
              <Button rank="quiet" onPress={() => setOpening(visit)}>
                <Label of="visitor.open-legal" />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {opening !== undefined && (
        <SignDialog
          sentence={say('visitor.open-legal')}
          signs={(form) => ({ action: 'open-legal', visit: opening, reason: textIn(form, 'reason') })}
          onLeave={() => setOpening(undefined)}
        >
          <Field name="reason" label="visitor.legal-reason" maxLength={300} />
        </SignDialog>
      )}
    </>
  );
}

function Rules({ desk }: { desk: ListView }) {
  const [lifting, setLifting] = useState<BanView>();
  const [leaving, setLeaving] = useState<ListedView>();
  return (
    <>
      <h2 class="prose">
        <Label of="visitor.bans" />
      </h2>
      {desk.bans.length === 0 && (
        <p>
          <Label of="visitor.no-bans" />
        </p>
      )}
      <ul class="choices">
        {desk.bans.map((one) => (
          <li key={one.ban} class="visitor-row">
            <strong>
              <Text of={one.who} />
            </strong>
            {one.number !== undefined && <Code>{one.number}</Code>}
            <Text of={say('visitor.banned-until', { day: one.until })} />
            <Written>{one.reason}</Written>
            <Button rank="other" onPress={() => setLifting(one)}>
              <Label of="visitor.lift-ban" />
            </Button>
          </li>
        ))}
      </ul>
      <h2 class="prose">
        <Label of="visitor.allowed-visitors" />
      </h2>
      {desk.listed.length === 0 && (
        <p>
          <Label of="visitor.list-none" />
        </p>
      )}
      <ul class="choices">
        {desk.listed.map((one) => (
          <li key={`${one.visitor} ${one.person}`} class="visitor-row">
            <strong>
              <Text of={say('visitor.booked-line', { visitor: one.who, person: one.to })} />
            </strong>
            <Label of={`relation.${one.relation}`} />
            <Button rank="other" onPress={() => setLeaving(one)}>
              <Label of="visitor.disallow" />
            </Button>
          </li>
        ))}
      </ul>
      {lifting && (
        <SignDialog
          sentence={say('visitor.sign-lift', { visitor: lifting.who })}
          signs={() => ({ action: 'lift-ban', ban: lifting.ban })}
          onLeave={() => setLifting(undefined)}
        />
      )}
      {leaving && (
        <SignDialog
          sentence={say('visitor.sign-disallow', { visitor: leaving.who, person: leaving.to })}
          signs={() => ({ action: 'disallow', visitor: leaving.visitor, person: leaving.person })}
          onLeave={() => setLeaving(undefined)}
        />
      )}
    </>
  );
}

function Bookings({ desk, press }: { desk: ListView; press: Press }) {
  if (desk.bookings.length === 0)
    return (
      <Sign sign="information" size="line">
        <Label of="visitor.no-bookings" />
      </Sign>
    );
  return (
    <ul class="choices">
      {desk.bookings.map(({ visit, on, who, to }) => (
        <li key={visit} class="visitor-row">
          <Code>{on}</Code>
          <strong>
            <Text of={say('visitor.booked-line', { visitor: who, person: to })} />
          </strong>
          <Button rank="other" onPress={() => void press({ action: 'cancel-booking', visit })}>
            <Label of="visitor.cancel-booking" />
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Each who waits is told, one after the other: nobody stands before a shut window. */
function Telling({ view, press }: { view: VisitorView; press: Press }) {
  const [first, ...others] = view.queue.waiting;
  if (first === undefined)
    return (
      <Sign sign="go" size="line">
        <Label of="visitor.all-told" />
      </Sign>
    );
  return (
    <div class="visitor-telling">
      <Sign sign="wait" size="line">
        <Text of={say('visitor.tell-number', { number: first })} />
      </Sign>
      <p class="visitor-number">
        <Code>{first}</Code>
      </p>
      <Button rank="main" onPress={() => void press({ action: 'queue', step: 'tell' })}>
        <Text of={say('visitor.told', { number: first })} />
      </Button>
      <p class="hint prose">
        <Text of={say('visitor.still-waiting', { count: others.length })} />
      </p>
      <Button rank="quiet" onPress={() => void press({ action: 'queue', step: 'go-on' })}>
        <Label of="visitor.reopen" />
      </Button>
    </div>
  );
}

/** What a sealed visit says, to whom it was opened. */
export function Legal({ desk, press }: { desk: Extract<VisitorDeskView, { step: 'legal' }>; press: Press }) {
  const leave = () => void press({ action: 'cancel' });
  useKeys({ Escape: leave });
  return (
    <div class="step">
      <h1 class="step-title">
        <span class="step-movement prose">
          <Label of="visitor.legal-visit" />
        </span>
        <span class="prose">
          <Text of={desk.person} />
        </span>
      </h1>
      <div class="step-body visitor-alone">
        <Identity title="visitor.lawyer" identity={desk.lawyer} licence={desk.licence} />
      </div>
      <Sign sign="information" size="line">
        <Label of="visitor.legal-opened" />
      </Sign>
      <div class="step-buttons">
        <Button rank="quiet" onPress={leave}>
          <Label of="gate.go-back" />
        </Button>
      </div>
    </div>
  );
}
