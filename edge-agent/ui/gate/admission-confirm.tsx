import { say } from '@custody-edge/ui-kit';
import { Button, Label, Text } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { TileView } from '../../src/gate/view.ts';
import { Facts, Found } from './admission-facts.tsx';
import type { AdmissionView } from './admission-view.ts';
import { listed, nameOf, sentenceFor } from './person.ts';
import { Portrait } from './portrait.tsx';
import type { Press } from './press.ts';
import { TakePhotograph } from './take-photograph.tsx';
import { Tiles } from './tiles.tsx';
import { VouchDialog } from './vouch-dialog.tsx';

const references = ['answered', 'no-answer', 'not-asked'] as const;

/** Everything once more, what fingers cannot prove, and the one button. */
export function AdmissionConfirm({ desk, press, onLeave }: { desk: AdmissionView; press: Press; onLeave: () => void }) {
  const [photographing, setPhotographing] = useState(false);
  const [signing, setSigning] = useState<TileView['vouch']>();
  const complete = desk.missing.length === 0;
  const identity = identityIn(desk);
  const person = identity && nameOf({ identity });
  return (
    <>
      <section class="summary">
        <div class="summary-head">
          <Portrait person={undefined} photograph={desk.photograph} size="beside" />
          {person && (
            <p class="person-name name">
              <Text of={person} />
            </p>
          )}
          <Button rank="other" disabled={!person} onPress={() => setPhotographing(true)}>
            <Label of={desk.photograph === undefined ? 'photograph.take' : 'photograph.retake'} />
          </Button>
        </div>
        {photographing && person && (
          <TakePhotograph person={person} press={press} onLeave={() => setPhotographing(false)} />
        )}
        <fieldset class="choice-field" style={{ '--answers': references.length }}>
          <legend>
            <Label of="gate.reference" />
          </legend>
          {references.map((reference) => (
            <label key={reference} class="choice-answer">
              <input
                type="radio"
                name="reference"
                checked={desk.reference === reference}
                onChange={() => void press({ action: 'admission-reference', reference })}
              />
              <span>
                <Label of={`reference.${reference}`} />
              </span>
            </label>
          ))}
        </fieldset>
        <p class="fingers-prove">
          <Label of="gate.fingers-prove" />
        </p>
        <Tiles tiles={desk.words} onVouch={setSigning} />
        {desk.words.some(({ state }) => state === 'missing') && (
          <p class="fingers-prove">
            <Label of="gate.words-later" />
          </p>
        )}
        <Facts desk={desk} />
      </section>
      {signing && identity && (
        <VouchDialog
          meaning={signing}
          sentence={sentenceFor(signing)}
          person={{ identity }}
          onLeave={() => setSigning(undefined)}
        >
          <dl class="facts">
            <Found desk={desk} />
          </dl>
        </VouchDialog>
      )}
      <div class="step-buttons">
        <Button rank="main" onPress={() => void press({ action: 'confirm' })} disabled={!complete}>
          {person ? <Text of={say('gate.admit-person', { person })} /> : <Label of="gate.admission" />}
        </Button>
        <p class="missing">
          <Text of={complete ? say('gate.all-present') : say('gate.missing', { list: listed(desk.missing) })} />
        </p>
        <Button rank="quiet" onPress={onLeave}>
          <Label of="common.leave" />
        </Button>
      </div>
    </>
  );
}

function identityIn({ details: { name, relation, parentage, prisonerNumber } }: AdmissionView) {
  return name && relation && parentage && prisonerNumber ? { name, relation, parentage, prisonerNumber } : undefined;
}
