import type { BilingualText } from '@custody-edge/foundation';
import {
  Button,
  Label,
  Sign,
  StatusBar,
  Text,
  useFocusOnNext,
  usePointerWithoutFocus,
  useTwoSwitches,
} from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { StatusView } from '../src/station/status-view.ts';
import { Attended, type OfficerPage } from './officers/attended.tsx';
import { DutyMenu } from './officers/duty-menu.tsx';
import { FingerAsked } from './officers/finger-asked.tsx';
import { WordAsked } from './officers/word-asked.tsx';
import { statusItems, troubles } from './status.ts';
import { BeginPractice } from './training/begin-practice.tsx';

/** Where a page has no main button that can be pressed: who answers for a piece of evidence, what is chosen from, the way on. */
const firstOnPage = '.tiles button:enabled, .late, .movement, .choice, .panel-buttons button:enabled';

/** What every station page has around it: the officer on duty, trouble in words, the last refusal, the status bar. */
export function StationFrame({
  status,
  above,
  refusal,
  onCloseRefusal,
  insists = false,
  step = '',
  unattended = false,
  children,
}: {
  status: StatusView;
  above?: ComponentChildren;
  refusal: BilingualText | undefined;
  onCloseRefusal: () => void;
  /** The page has something to say that no page about officers may cover. */
  insists?: boolean;
  /** What a page of several steps shows now: the keyboard goes to what has to be done on it. */
  step?: string;
  /** The page is for whoever is there, signed in or not. */
  unattended?: boolean;
  children: ComponentChildren;
}) {
  usePointerWithoutFocus();
  useTwoSwitches();
  const trouble = troubles(status);
  const { duty, wire } = status;
  const [open, setOpen] = useState<OfficerPage>();
  const [asking, setAsking] = useState(false);
  const officerId = duty.state === 'signed-in' ? duty.officerId : undefined;
  useEffect(() => setOpen(undefined), [officerId]);
  const page = useFocusOnNext(`${step} ${officerId} ${open} ${wire?.id}`, firstOnPage);
  return (
    <div class="station">
      {above}
      <main ref={page} class="station-page" tabIndex={-1}>
        {unattended ? (
          children
        ) : (
          <Attended status={status} insists={insists} open={open} onClose={() => setOpen(undefined)}>
            {children}
          </Attended>
        )}
      </main>
      {duty.state === 'signed-in' && duty.word && <WordAsked word={duty.word} />}
      {duty.finger?.kind === 'asked' && <FingerAsked key={duty.finger.officerId} asked={duty.finger} />}
      {asking && <BeginPractice onLeave={() => setAsking(false)} />}
      {refusal && (
        <div class="refusal">
          <Sign sign="wait" size="line">
            <Text of={refusal} />
          </Sign>
          <Button rank="quiet" onPress={onCloseRefusal}>
            <Label of="common.understood" />
          </Button>
        </div>
      )}
      {trouble.length > 0 && (
        <ul class="troubles">
          {trouble.map(({ id, text }) => (
            <li key={id}>
              <Sign sign="wait" size="line">
                <Text of={text} />
              </Sign>
            </li>
          ))}
        </ul>
      )}
      <StatusBar items={statusItems(status)} station={`${status.site} / ${status.stationId}`}>
        {duty.state === 'signed-in' && (
          <DutyMenu
            duty={duty}
            onHandOver={() => setOpen('hand-over')}
            onOfficers={() => setOpen('officers')}
            onDuress={() => setOpen('duress')}
            onWire={() => setOpen('wire')}
            onPractice={() => setAsking(true)}
          />
        )}
      </StatusBar>
    </div>
  );
}
