import { say } from '@custody-edge/ui-kit';
import { Button, Label, Text } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { AdmissionView } from './admission-view.ts';
import { ExceptionDialog } from './exception-dialog.tsx';
import { FingerGlass } from './finger-glass.tsx';
import { FingerProgress } from './finger-progress.tsx';
import type { Press } from './press.ts';

/** The fingers that are enrolled, one after the other, and those that cannot be. */
export function AdmissionFingers({ desk, press, onLeave }: { desk: AdmissionView; press: Press; onLeave: () => void }) {
  const [excepting, setExcepting] = useState(false);
  const { next } = desk;
  const named = desk.complete.includes('paper');
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by the keyboard as well */}
      <section class="fingers" tabIndex={0}>
        <div class="fingers-taken">
          <FingerProgress fingers={desk.fingers} />
          {desk.excepted.length > 0 && (
            <ul class="finger-list excepted">
              {desk.excepted.map(({ finger, reason, photograph }) => (
                <li key={finger.en} class="finger">
                  <span>
                    <Text of={finger} />
                  </span>
                  <span>
                    <Text of={reason} />
                  </span>
                  <span class="finger-hand">
                    <Text of={photograph} />
                  </span>
                </li>
              ))}
            </ul>
          )}
          <p class="fingers-prove">
            <Label of="gate.fingers-prove" />
          </p>
        </div>
        <FingerGlass place="kept" />
      </section>
      <div class="step-buttons">
        {next ? (
          <Button rank="other" disabled={!named} onPress={() => setExcepting(true)}>
            <Label of="gate.finger-cannot" />
          </Button>
        ) : (
          <Button rank="main" onPress={() => void press({ action: 'admission-page', page: 'confirm' })}>
            <Label of="gate.go-on" />
          </Button>
        )}
        <p class="missing">{!named && <Text of={say('gate.details-missing')} />}</p>
        <Button rank="quiet" onPress={onLeave}>
          <Label of="common.leave" />
        </Button>
      </div>
      {excepting && next && <ExceptionDialog finger={next} onLeave={() => setExcepting(false)} />}
    </>
  );
}
