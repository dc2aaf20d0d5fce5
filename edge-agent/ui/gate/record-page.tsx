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
import type { HistoryView, RecordView } from '../../src/gate/view.ts';
import { Person } from './listed.tsx';
import type { Press } from './press.ts';

/** A person's record: who, where and under what paper on one side, everything that happened on the other. */
export function RecordPage({ desk, press }: { desk: RecordView; press: Press }) {
  const leave = () => void press({ action: 'cancel' });
  useKeys({ Escape: leave });
  return (
    <div class="step record">
      <h1 class="step-title">
        <Person person={desk.person} />
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
        <Facts desk={desk} />
        <section class="history">
          <h2 class="recent-title">
            <Label of="record.history" />
          </h2>
          <ol>
            {desk.history.map((line) => (
              <HistoryLine key={line.id} line={line} />
            ))}
          </ol>
        </section>
      </div>
      <div class="step-buttons">
        <Button rank="other" onPress={() => void press({ action: 'begin-find' })}>
          <Label of="record.another" />
        </Button>
        <Button rank="quiet" onPress={leave}>
          <Label of="record.close" />
        </Button>
      </div>
    </div>
  );
}

function Facts({ desk: { person, warrant, absence, openOrders } }: { desk: RecordView }) {
  return (
    <dl class="record-facts">
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
      {openOrders.map(({ orderId, court, caseNumber }) => (
        <Fact key={orderId} label="record.open-order">
          <Code>{orderId}</Code> <Written>{court}</Written> <Written>{caseNumber}</Written>
        </Fact>
      ))}
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

function HistoryLine({ line }: { line: HistoryView }) {
  return (
    <li class={`history-line ${line.conflicting ? 'history-conflicting' : ''}`}>
      <SignShape sign={line.conflicting ? 'stop' : line.sign} />
      <div>
        <p class="history-event">
          <strong>
            <Text of={line.text} />
          </strong>
          {line.conflicting && (
            <span class="history-conflict">
              <Label of="record.conflicting" />
            </span>
          )}
          <span class="history-facts">
            <When at={line.at} />
            {line.officer !== undefined && (
              <span>
                <Label of="record.officer" /> <Code>{line.officer}</Code>
              </span>
            )}
            <Code>{line.station}</Code>
          </span>
        </p>
        {line.detail.length > 0 && (
          <p class="history-detail">
            {line.detail.map((part, index) => (
              <span key={`${index} ${part}`}>
                <Written>{part}</Written>
              </span>
            ))}
          </p>
        )}
      </div>
    </li>
  );
}
