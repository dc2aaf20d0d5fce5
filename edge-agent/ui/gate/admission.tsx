import { say } from '@custody-edge/ui-kit';
import { Button, Label, Sign, SignShape, Text, useKeys, useLanguage } from '@custody-edge/ui-kit/components';
import { useEffect, useState } from 'preact/hooks';
import type { AdmissionPage } from '../../src/gate/admission/admission-details.ts';
import { AdmissionBelongingsPage } from './admission-belongings.tsx';
import { AdmissionBodyPage } from './admission-body.tsx';
import { AdmissionConfirm } from './admission-confirm.tsx';
import { AdmissionFingers } from './admission-fingers.tsx';
import { AdmissionPaper } from './admission-paper.tsx';
import type { AdmissionView } from './admission-view.ts';
import { ChildRefusal } from './child-refusal.tsx';
import type { Press } from './press.ts';

const pages = ['paper', 'body', 'belongings', 'fingers', 'confirm'] as const satisfies readonly AdmissionPage[];

/** One task a screen; a finger and a paper are taken on every one. */
export function Admission({ desk, press, onShown }: { desk: AdmissionView; press: Press; onShown: () => void }) {
  useEffect(onShown, []);
  const complete = desk.missing.length === 0;
  const leave = () => void press({ action: 'cancel' });
  const confirms = desk.page === 'confirm' && complete;
  useKeys({ Enter: confirms ? () => void press({ action: 'confirm' }) : undefined });
  return (
    <div class={`admission admission-${desk.page}`}>
      <StepBar desk={desk} press={press} />
      <Sign sign={desk.again ? 'wait' : confirms ? 'go' : 'information'} size="line">
        <Text of={desk.instruction} />
      </Sign>
      <Page desk={desk} press={press} onLeave={leave} />
    </div>
  );
}

function Page(props: { desk: AdmissionView; press: Press; onLeave: () => void }) {
  switch (props.desk.page) {
    case 'paper':
      return <AdmissionPaper {...props} />;
    case 'body':
      return <AdmissionBody {...props} />;
    case 'belongings':
      return <AdmissionBelongingsPage {...props} />;
    case 'fingers':
      return <AdmissionFingers {...props} />;
    case 'confirm':
      return <AdmissionConfirm {...props} />;
  }
}

/** The body page, where the age is asked: with the way back for a child whom the prison does not receive. */
function AdmissionBody(props: { desk: AdmissionView; press: Press; onLeave: () => void }) {
  const [refusing, setRefusing] = useState(false);
  const { details, mayRefuseChild } = props.desk;
  const refuse = mayRefuseChild && (
    <Button rank="other" onPress={() => setRefusing(true)}>
      <Label of="child-refusal.begin" />
    </Button>
  );
  return (
    <>
      <AdmissionBodyPage {...props} further={refuse} />
      {refusing && <ChildRefusal details={details} onLeave={() => setRefusing(false)} />}
    </>
  );
}

function StepBar({ desk, press }: { desk: AdmissionView; press: Press }) {
  const { pick } = useLanguage();
  return (
    <nav class="step-bar" aria-label={pick(say('gate.steps'))}>
      {pages.map((page) => {
        const done = desk.complete.includes(page);
        return (
          <button
            key={page}
            type="button"
            class={`step-tab ${page === desk.page ? 'step-tab-open' : ''} ${done ? 'step-tab-done' : ''}`}
            aria-current={page === desk.page ? 'step' : undefined}
            onClick={() => void press({ action: 'admission-page', page })}
          >
            {done && <SignShape sign="go" />}
            <span>
              <Label of={`gate.page-${page}`} />
            </span>
            {done && (
              <span class="visually-hidden">
                <Label of="gate.page-complete" />
              </span>
            )}
          </button>
        );
      })}
    </nav>
  );
}
