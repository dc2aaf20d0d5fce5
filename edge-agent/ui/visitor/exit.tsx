import { say, wallTime } from '@custody-edge/ui-kit';
import { Button, Label, Sign, Text, useKeys } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { SlipView, VisitorDeskView } from '../../src/visitor/view.ts';
import { FingerGlass } from '../gate/finger-glass.tsx';
import { Portrait } from '../gate/portrait.tsx';
import { Outcome } from '../outcome.tsx';
import type { Press } from './press.ts';
import { SightDialogs } from './sight-dialogs.tsx';

/** On the way out: a finger, and nothing to press. */
export function Exit({ desk, press }: { desk: Extract<VisitorDeskView, { step: 'exit' }>; press: Press }) {
  const [seeing, setSeeing] = useState(false);
  const { of, slip, isSightOnly, photograph } = desk;
  const hasFace = photograph !== undefined;
  const compare = hasFace ? 'visitor.compare-photograph' : 'visitor.compare-document';
  const leave = () => void press({ action: 'cancel' });
  useKeys(seeing ? {} : { Escape: leave });
  return (
    <div class="step">
      <h1 class="step-title">
        <span class="step-movement prose">
          <Label of="visitor.departure" />
        </span>
        <strong>
          <Text of={of ? say('visitor.exit-pass', { pass: of.pass }) : say('visitor.exit-no-pass')} />
        </strong>
        {of && <Text of={of.who} />}
      </h1>
      <div class="step-body visitor-finger">
        {of && (isSightOnly || hasFace) ? (
          <Portrait person={undefined} photograph={photograph} size="large" />
        ) : (
          <FingerGlass place="kept" />
        )}
        <div class="visitor-finger-says">
          <Sign sign={desk.again ? 'wait' : 'information'} size="line">
            <Text of={desk.again ?? say(isSightOnly ? compare : 'visitor.exit-ask')} />
          </Sign>
          {of && of.children > 0 && (
            <Sign sign="wait" size="line">
              <Text of={say('visitor.with-children', { count: of.children })} />
            </Sign>
          )}
          {slip && <SlipState slip={slip} onlyTrouble />}
        </div>
      </div>
      <div class="step-buttons">
        {of ? (
          <Button rank={isSightOnly ? 'main' : 'other'} onPress={() => setSeeing(true)}>
            <Label of={isSightOnly ? 'visitor.sight-signs' : 'visitor.no-finger'} />
          </Button>
        ) : (
          <Button rank="other" onPress={() => void press({ action: 'open', list: 'inside' })}>
            <Label of="visitor.no-finger-exit" />
          </Button>
        )}
        {slip && <PrintAgain slip={slip} press={press} />}
        <Button rank="quiet" onPress={leave}>
          <Label of="gate.go-back" />
        </Button>
      </div>
      {seeing && of && (
        <SightDialogs
          sentence={say(hasFace ? 'visitor.sight-exit' : 'visitor.sight-exit-document', { pass: of.pass })}
          onLeave={() => setSeeing(false)}
        />
      )}
    </div>
  );
}

export function PassedIn({ desk, press }: { desk: Extract<VisitorDeskView, { step: 'passed' }>; press: Press }) {
  const { of, slip } = desk;
  return (
    <Outcome
      sign="go"
      text={say('visitor.welcome', { pass: of.pass, visitor: of.who })}
      press={press}
      buttons={<PrintAgain slip={slip} press={press} />}
    >
      <p class="second-sentence visitor-facts">
        {of.token !== undefined && (
          <span>
            <Text of={say('visitor.token', { token: of.token })} />
          </span>
        )}
        <span>
          <Text of={say('visitor.back-by', { at: wallTime(of.due, Date.now()) })} />
        </span>
      </p>
      <SlipState slip={slip} />
    </Outcome>
  );
}

export function Goodbye({ desk, press }: { desk: Extract<VisitorDeskView, { step: 'goodbye' }>; press: Press }) {
  const { of, slip } = desk;
  return (
    <Outcome
      sign="go"
      text={say('visitor.goodbye')}
      press={press}
      buttons={slip && <PrintAgain slip={slip} press={press} />}
    >
      {of.token !== undefined && (
        <p class="second-sentence">
          <Text of={say('visitor.hand-back', { token: of.token })} />
        </p>
      )}
      {of.children > 0 && (
        <p class="second-sentence">
          <Text of={say('visitor.with-children', { count: of.children })} />
        </p>
      )}
      {slip && <SlipState slip={slip} />}
    </Outcome>
  );
}

export function TurnedAway({ desk, press }: { desk: Extract<VisitorDeskView, { step: 'turned-away' }>; press: Press }) {
  return (
    <Outcome sign="wait" text={say('visitor.turned-away')} press={press}>
      <ul class="reasons second-sentence">
        {desk.grounds.map((ground) => (
          <li key={ground.en}>
            <Text of={ground} />
          </li>
        ))}
      </ul>
    </Outcome>
  );
}

/** How the paper stands. @param onlyTrouble says nothing of a slip that prints as it should */
function SlipState({ slip, onlyTrouble = false }: { slip: SlipView; onlyTrouble?: boolean }) {
  const { state, trouble, printer } = slip;
  const isTrouble = state === 'waiting' || state === 'failed';
  if (!printer || state === 'none' || (onlyTrouble && !isTrouble)) return null;
  return (
    <p class={onlyTrouble ? 'hint prose' : 'second-sentence'}>
      <Text of={trouble ?? say(`visit-slip.state-${state}`)} />
    </p>
  );
}

/** Without a printer the browser shows the slip, and prints it. */
function PrintAgain({ slip, press }: { slip: SlipView; press: Press }) {
  if (slip.printer)
    return (
      <Button rank="quiet" onPress={() => void press({ action: 'print-slip' })}>
        <Label of="visit-slip.print-again" />
      </Button>
    );
  return (
    <a class="button button-quiet" href={`/api/slip/${slip.event}`} target="_blank" rel="noreferrer">
      <Label of="slip.show" />
    </a>
  );
}
