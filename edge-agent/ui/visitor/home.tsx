import { say } from '@custody-edge/ui-kit';
import { Button, Code, Label, type PlainMessageKey, Sign, Text, When } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { VisitorAction } from '../../src/visitor/actions.ts';
import type { VisitorView } from '../../src/visitor/view.ts';
import { Answer } from './hold.tsx';
import type { Press } from './press.ts';

/** What the desk begins with one touch. */
const beginnings: readonly (readonly [PlainMessageKey, VisitorAction])[] = [
  ['visitor.arrival', { action: 'begin-entry', kind: 'family' }],
  ['visitor.departure', { action: 'begin-exit' }],
];
const others: readonly (readonly [PlainMessageKey, VisitorAction])[] = [
  ['visitor.lawyer', { action: 'begin-entry', kind: 'legal' }],
  ['visitor.inside', { action: 'open', list: 'inside' }],
  ['visitor.bookings', { action: 'open', list: 'bookings' }],
  ['visitor.lists', { action: 'open', list: 'lists' }],
];

/** The next thing is one touch away, and who is inside is always in sight. */
export function Home({ view, press }: { view: VisitorView; press: Press }) {
  const { desk, prisoners, occupancy, queue, today } = view;
  const [answering, setAnswering] = useState<string>();
  const alarm = view.alarms.find(({ id }) => id === answering);
  const [first] = queue.waiting;
  const again = desk.step === 'home' ? desk.again : undefined;
  return (
    <div class="home-page">
      {view.alarms.map(({ id, text }) => (
        <button key={id} type="button" class="late late-stop" onClick={() => setAnswering(id)}>
          <Text of={text} />
          <span class="late-answer">
            <Label of="visitor.answer-alarm" />
          </span>
        </button>
      ))}
      {alarm && <Answer alarm={alarm.id} text={alarm.text} onLeave={() => setAnswering(undefined)} />}
      <div class="home">
        <div class="movements visitor-beginnings">
          {beginnings.map(([label, action]) => (
            <button key={label} type="button" class="movement" onClick={() => void press(action)}>
              <span class="movement-name prose">
                <Label of={label} />
              </span>
            </button>
          ))}
          <div class="passes visitor-others">
            {others.map(([label, action]) => (
              <button key={label} type="button" class="movement movement-pass" onClick={() => void press(action)}>
                <span class="movement-name prose">
                  <Label of={label} />
                </span>
              </button>
            ))}
          </div>
        </div>
        <section class="house visitor-house">
          <Figure label="visitor.inside-count" value={`${occupancy.adults + occupancy.children} / ${occupancy.most}`} />
          <p class="visitor-figure-note">
            <Text of={say('visitor.adults-children', { adults: occupancy.adults, children: occupancy.children })} />
          </p>
          <Figure label="visitor.overdue-count" value={String(occupancy.overdue)} />
          <div class="visitor-today">
            <Figure label="visitor.arrival" value={String(today.arrived)} />
            <Figure label="visitor.departure" value={String(today.left)} />
          </div>
          <Figure label="visitor.waiting-count" value={String(queue.waiting.length)} />
          <div class="visitor-queue">
            {queue.closed || queue.closing ? (
              <Button rank="other" onPress={() => void press({ action: 'queue', step: 'go-on' })}>
                <Label of="visitor.reopen" />
              </Button>
            ) : (
              <>
                <Button rank="other" onPress={() => void press({ action: 'queue', step: 'take-number' })}>
                  <Label of="visitor.take-number" />
                </Button>
                {first !== undefined && (
                  <Button rank="other" onPress={() => void press({ action: 'queue', step: 'next' })}>
                    <Text of={say('visitor.call-next', { number: first })} />
                  </Button>
                )}
                <Button rank="quiet" onPress={() => void press({ action: 'queue', step: 'close' })}>
                  <Label of="visitor.close-desk" />
                </Button>
              </>
            )}
          </div>
          <ol class="visitor-recent">
            {view.recent.slice(0, 3).map(({ id, at, text }) => (
              <li key={id}>
                <When at={at} /> <Text of={text} />
              </li>
            ))}
          </ol>
        </section>
        <div class="visitor-hint">
          <Sign sign={again || prisoners === 0 || queue.closed ? 'wait' : 'information'} size="line">
            <Text
              of={
                again ??
                say(
                  queue.closed ? 'visitor.desk-closed' : prisoners === 0 ? 'visitor.no-prisoners' : 'visitor.home-hint',
                )
              }
            />
          </Sign>
        </div>
      </div>
    </div>
  );
}

function Figure({ label, value }: { label: PlainMessageKey; value: string }) {
  return (
    <p class="visitor-figure">
      <span>
        <Label of={label} />
      </span>
      <strong>
        <Code>{value}</Code>
      </strong>
    </p>
  );
}
