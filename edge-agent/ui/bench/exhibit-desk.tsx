import { useEffect, useState } from 'preact/hooks';
import type { BenchView } from '../../src/bench/view.ts';
import { AmendForm } from './amend-form.tsx';
import { BindFile } from './bind-file.tsx';
import { HandOverForm, OpenForm, ResealForm, ReturnForm } from './custody-forms.tsx';
import { ExhibitPage } from './exhibit.tsx';
import { BeginMethod } from './method.tsx';
import type { ExhibitDeskView, OpenOnExhibit } from './open-on-exhibit.ts';
import type { Press } from './press.ts';
import { SettleForkForm } from './settle-fork-form.tsx';
import { TestForm } from './test-form.tsx';
import { WeighingPage } from './weighing.tsx';
import { WriteWeightForm } from './write-weight-form.tsx';

/** An exhibit on the bench: whoever scans one that has to be weighed next stands before the balance at once. */
export function ExhibitDesk({
  desk,
  view,
  press,
  onShow,
}: {
  desk: ExhibitDeskView;
  view: BenchView;
  press: Press;
  /** The page or the balance came: the keyboard goes to what is next there. A form puts it on a field of its own. */
  onShow: (shown: string) => void;
}) {
  const [chosen, setChosen] = useState<OpenOnExhibit>();
  const { exhibit, weighing } = desk;
  const isWeighed = weighing !== undefined;
  // A weight that was accepted is looked at among the findings; a label that is scanned again leads to the balance, whatever was open.
  useEffect(() => {
    setChosen((open) => ((open?.kind === 'weighing') === isWeighed ? open : undefined));
  }, [isWeighed]);
  const weighsNext = isWeighed && exhibit.next.step === 'weigh' && !exhibit.obstacle;
  const open = chosen ?? { kind: weighsNext ? 'weighing' : 'page' };
  const isForm = open.kind !== 'page' && open.kind !== 'weighing';
  useEffect(() => {
    if (!isForm) onShow(open.kind);
  }, [isForm, open.kind, onShow]);
  const close = () => setChosen({ kind: 'page' });
  const on = { exhibit, view, press, onLeave: close };
  switch (open.kind) {
    case 'weighing':
      return <WeighingPage desk={desk} {...on} onOpen={setChosen} />;
    case 'hand-over':
      return <HandOverForm {...on} />;
    case 'open':
      return <OpenForm {...on} onDone={() => setChosen(undefined)} />;
    case 'reseal':
      return <ResealForm {...on} onDone={() => setChosen(undefined)} />;
    case 'return':
      return <ReturnForm {...on} />;
    case 'test':
      return <TestForm {...on} onDone={() => setChosen(undefined)} />;
    case 'write-weight':
      return <WriteWeightForm {...on} what={weighing?.what} onDone={() => setChosen(undefined)} />;
    case 'bind-file':
      return <BindFile {...on} />;
    case 'method':
      return <BeginMethod {...on} />;
    case 'settle-fork':
      return <SettleForkForm {...on} />;
    case 'amend':
      return <AmendForm {...on} finding={open.finding} />;
    case 'page':
      return <ExhibitPage exhibit={exhibit} weighing={weighing} view={view} press={press} onOpen={setChosen} />;
  }
}
