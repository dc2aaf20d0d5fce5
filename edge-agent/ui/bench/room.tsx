import { say } from '@custody-edge/ui-kit';
import { Field, Label, SignShape, Text, When } from '@custody-edge/ui-kit/components';
import { useId, useState } from 'preact/hooks';
import type { RoomView } from '../../src/bench/view.ts';
import { textIn } from '../visitor/text-in.ts';
import { BenchForm } from './form.tsx';
import { decimalPattern, decimalTyped, Pad } from './pad-field.tsx';
import type { Press } from './press.ts';
import './room.css';

/** How the room was measured last, and whether that still stands. */
export function RoomNow({ room: { last, holds, reserves } }: { room: RoomView }) {
  return (
    <p class="bench-room">
      <SignShape sign={!last ? 'information' : holds && reserves.length === 0 ? 'go' : 'wait'} />
      <span>
        {last ? (
          <>
            <Text of={last.text} /> · <When at={last.at} />
          </>
        ) : (
          <Label of="room.not-measured" />
        )}
        {last && !holds && (
          <strong>
            {' · '}
            <Label of="room.not-now" />
          </strong>
        )}
        {reserves.map((reserve) => (
          <strong key={reserve.en}>
            {' · '}
            <Text of={reserve} />
          </strong>
        ))}
      </span>
    </p>
  );
}

const read = ['temperature', 'humidity', 'pressure'] as const;
type Read = (typeof read)[number];

/** Three numbers and one pad, which writes into the one that was touched last. */
export function RoomForm({ room, press, onLeave }: { room: RoomView; press: Press; onLeave: () => void }) {
  const id = useId();
  const [values, setValues] = useState<Readonly<Record<Read, string>>>({ temperature: '', humidity: '', pressure: '' });
  const [touched, setTouched] = useState<Read>('temperature');
  const type = (name: Read, text: string) => setValues({ ...values, [name]: text.slice(0, 8) });
  return (
    <BenchForm
      title={say('room.ask')}
      save={say('room.save')}
      onLeave={onLeave}
      onSave={async (form) => {
        const { temperature, humidity, pressure } = values;
        const pressed = await press({
          action: 'measure-room',
          form: {
            ...{ temperature, humidity, instrument: textIn(form, 'instrument') },
            ...(pressure !== '' && { pressure }),
          },
        });
        if (pressed === 'done') onLeave();
      }}
    >
      <div class="bench-room-fields">
        {read.map((name) => (
          <div key={name} class="field">
            <label for={`${id} ${name}`}>
              <Label of={`room.${name}`} />
            </label>
            <input
              id={`${id} ${name}`}
              class={name === touched ? 'bench-pad-input bench-pad-taking' : 'bench-pad-input'}
              type="text"
              dir="ltr"
              inputMode="none"
              autocomplete="off"
              required={name !== 'pressure'}
              pattern={decimalPattern}
              value={values[name]}
              onFocus={() => setTouched(name)}
              onInput={({ currentTarget }) => type(name, decimalTyped(currentTarget.value))}
            />
          </div>
        ))}
        <Field name="instrument" label="room.instrument" maxLength={60} initial={room.last?.instrument ?? ''} />
      </div>
      <div class="bench-pad bench-room-pad">
        <Pad value={values[touched]} decimal onType={(text) => type(touched, text)} />
      </div>
    </BenchForm>
  );
}
