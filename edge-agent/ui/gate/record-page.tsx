import { say } from '@custody-edge/ui-kit';
import {
  Button,
  Code,
  Label,
  type PlainMessageKey,
  Sign,
  SignShape,
  Text,
  useKeys,
  When,
  Written,
} from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ExceptionView, MatchView, RecordView } from '../../src/gate/view.ts';
import { AnotherBand, BandState } from './band.tsx';
import { ChooseNext } from './choose-next.tsx';
import { HeldBy } from './held-by.tsx';
import { HistoryLine } from './history-line.tsx';
import { Person } from './listed.tsx';
import { OpenMatch } from './match.tsx';
import { nameOf } from './person.ts';
import type { Press } from './press.ts';
import { HandDialog, RecordException } from './record-exceptions.tsx';
import { SlipButtons, SlipDialog, SlipState } from './slip.tsx';
import { TakePhotograph } from './take-photograph.tsx';
import { Ward } from './ward.tsx';

/** A person's record: who, where and under what paper on one side, everything that happened on the other. */
export function RecordPage({ desk, press }: { desk: RecordView; press: Press }) {
  const [reporting, setReporting] = useState(false);
  const [showing, setShowing] = useState(false);
  const [moving, setMoving] = useState(false);
  const [photographing, setPhotographing] = useState(false);
  const [matching, setMatching] = useState<MatchView>();
  const [hand, setHand] = useState<ExceptionView>();
  const leave = () => void press({ action: 'cancel' });
  useKeys(reporting || showing || moving || photographing || matching || hand ? {} : { Escape: leave });
  const toCompare = desk.matches.find(({ here }) => here);
  if (moving) return <ChooseNext of="movement" desk={desk} press={press} onLeave={() => setMoving(false)} />;
  if (reporting) return <ChooseNext of="report" desk={desk} press={press} onLeave={() => setReporting(false)} />;
  return (
    <div class="step record">
      <h1 class="step-title">
        <Person person={desk.person} face />
      </h1>
      {desk.conflict && (
        <Sign sign="stop" size="line">
          <Label of="record.conflict" />
        </Sign>
      )}
      {desk.again && (
        <Sign sign="wait" size="line">
          <Text of={desk.again} />
        </Sign>
      )}
      <div class="step-body record-body">
        <Facts desk={desk} press={press} onHand={setHand} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by the keyboard as well */}
        <section class="history" tabIndex={0}>
          <h2 class="recent-title">
            <Label of="record.history" />
          </h2>
          <ol>
            {desk.history.map((line) => (
              <li key={line.id}>
                <HistoryLine line={line} />
              </li>
            ))}
          </ol>
        </section>
      </div>
      {desk.slip && desk.slip.state !== 'none' && (
        <Sign sign={desk.slip.state === 'printed' ? 'go' : 'wait'} size="line">
          <SlipState slip={desk.slip} />
        </Sign>
      )}
      {desk.wristband && desk.wristband.state !== 'none' && (
        <Sign sign={desk.wristband.state === 'printed' ? 'go' : 'wait'} size="line">
          <BandState band={desk.wristband} />
        </Sign>
      )}
      <div class="step-buttons">
        {desk.slip && <SlipButtons slip={desk.slip} asCopy press={press} onShow={() => setShowing(true)} />}
        {desk.wristband && <AnotherBand person={nameOf(desk.person)} band={desk.wristband} press={press} />}
        {toCompare && (
          <Button rank="main" onPress={() => setMatching(toCompare)}>
            <Text of={say('match.open', { prison: toCompare.prison })} />
          </Button>
        )}
        {desk.movements.length > 0 && (
          <Button rank="other" onPress={() => setMoving(true)}>
            <Label of="record.begin-movement" />
          </Button>
        )}
        <Button rank="other" onPress={() => setReporting(true)}>
          <Label of="report.begin" />
        </Button>
        {desk.mayPhotograph && (
          <Button rank="other" onPress={() => setPhotographing(true)}>
            <Label of="photograph.take" />
          </Button>
        )}
        <Button rank="quiet" onPress={() => void press({ action: 'begin-find' })}>
          <Label of="record.another" />
        </Button>
        <Button rank="quiet" onPress={leave}>
          <Label of="record.close" />
        </Button>
      </div>
      {showing && desk.slip && <SlipDialog slip={desk.slip} onLeave={() => setShowing(false)} />}
      {matching && <OpenMatch match={matching} onLeave={() => setMatching(undefined)} />}
      {hand && <HandDialog exception={hand} onLeave={() => setHand(undefined)} />}
      {photographing && (
        <TakePhotograph person={nameOf(desk.person)} press={press} onLeave={() => setPhotographing(false)} />
      )}
    </div>
  );
}

function Facts({
  desk,
  press,
  onHand,
}: {
  desk: RecordView;
  press: Press;
  onHand: (exception: ExceptionView) => void;
}) {
  const { person, warrant, absence, openOrders, claims, pending, references, detention } = desk;
  return (
    <dl class="record-facts" tabIndex={0}>
      <Fact label="record.where">
        <span class={`record-state ${absence?.overdue ? 'listed-overdue' : ''}`}>
          <Label of={`state.${person.state}`} />
        </span>
      </Fact>
      {absence && (
        <>
          <Fact label="record.under">
            <Code>{absence.paper}</Code> <Written>{absence.place}</Written>
          </Fact>
          <Fact label="record.due-back">
            <span class={absence.overdue ? 'listed-overdue' : ''}>
              {absence.overdue && <SignShape sign="wait" />}
              <When at={absence.dueBack} />
            </span>
          </Fact>
        </>
      )}
      {detention.until !== undefined && (
        <Fact label="record.detention">
          <Code>{detention.until}</Code> <Code>{detention.paper}</Code>
        </Fact>
      )}
      {detention.raised.map((alarm) => (
        <Fact key={alarm} label="record.late">
          <SignShape sign={alarm === 'warrant-ending' ? 'wait' : 'stop'} /> <Label of={`house.late-${alarm}`} />
        </Fact>
      ))}
      {desk.centralSearch && (
        <Fact label="match.search">
          <Label of={`match.search-${desk.centralSearch}`} />
        </Fact>
      )}
      {desk.matches.map(({ person: other, prison, here, answerDue }) => (
        <Fact key={other} label="match.same-fingers-at">
          <span class="listed-overdue">
            <SignShape sign="wait" />
            <Text of={prison} />
          </span>
          {!here && <Label of="match.answers-there" />}
          {answerDue !== undefined && (
            <span>
              <Label of="match.answer-due" /> <When at={answerDue} />
            </span>
          )}
        </Fact>
      ))}
      {openOrders.map(({ orderId, court, caseNumber }) => (
        <Fact key={orderId} label="record.open-order">
          <Code>{orderId}</Code> <Written>{court}</Written> <Written>{caseNumber}</Written>
        </Fact>
      ))}
      {desk.lateHolds.map((hold) => (
        <Fact key={hold.event} label="late-hold.held-for">
          <SignShape sign={hold.document ? 'information' : 'stop'} /> <HeldBy hold={hold} />
        </Fact>
      ))}
      {claims.map(({ id, claim, answerDue }) => (
        <Fact key={id} label="report.claim">
          <Label of={`claim.${claim}`} />
          <span>
            <Label of="claim.due" /> <When at={answerDue} />
          </span>
        </Fact>
      ))}
      {desk.isolation && (
        <Fact label="record.health">
          <SignShape sign="wait" /> <Label of="gate.isolation" />
        </Fact>
      )}
      {references.map(({ id, sign, text }) => (
        <Fact key={id} label="record.reference">
          <SignShape sign={sign} /> <Text of={text} />
        </Fact>
      ))}
      {desk.exceptions.map((exception) => (
        <Fact key={exception.fingers[0]?.en} label="house.kind-fingers-excepted">
          <RecordException exception={exception} onShow={() => onHand(exception)} />
        </Fact>
      ))}
      {pending.map(({ part, since }) => (
        <Fact key={part} label="record.pending">
          <Label of={`pending.${part}`} />
          <span>
            <Label of="record.since" /> <When at={since} />
          </span>
        </Fact>
      ))}
      {(desk.ward || desk.wards.length > 0) && (
        <Fact label="ward.ward">
          <Ward desk={desk} press={press} />
        </Fact>
      )}
      <Fact label="record.warrant">
        <Code>{warrant.number}</Code> <Written>{warrant.court}</Written>
      </Fact>
      <Fact label="paper.case">
        <Written>{warrant.caseNumber}</Written>
      </Fact>
      <Fact label="paper.police-station">
        <Written>{warrant.policeStation}</Written>
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: PlainMessageKey; children: ComponentChildren }) {
  return (
    <div>
      <dt>
        <Label of={label} />
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
