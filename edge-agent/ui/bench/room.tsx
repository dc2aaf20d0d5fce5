import { say } from '@custody-edge/ui-kit';
import { Field, Label, SignShape, Text, When } from '@custody-edge/ui-kit/components';
import type { RoomView } from '../../src/bench/view.ts';
import { FormPad } from '../form-pad.tsx';
import { NumberField } from '../number-field.tsx';
import { textIn } from '../visitor/text-in.ts';
import { BenchForm } from './form.tsx';
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

/** What stands on the instruments of the room. */
export function RoomForm({ room, press, onLeave }: { room: RoomView; press: Press; onLeave: () => void }) {
  return (
    <BenchForm
      title={say('room.ask')}
      save={say('room.save')}
      onLeave={onLeave}
      onSave={async (form) => {
        const [pressure, instrument] = [textIn(form, 'pressure'), textIn(form, 'instrument')];
        const pressed = await press({
          action: 'measure-room',
          form: {
            temperature: textIn(form, 'temperature'),
            humidity: textIn(form, 'humidity'),
            ...(pressure !== '' && { pressure }),
            instrument,
          },
        });
        if (pressed === 'done') onLeave();
      }}
    >
      <div class="bench-room-fields">
        {read.map((name) => (
          <NumberField
            key={name}
            name={name}
            label={say(`room.${name}`)}
            kind="decimal"
            optional={name === 'pressure'}
          />
        ))}
        <Field name="instrument" label="room.instrument" maxLength={60} initial={room.last?.instrument ?? ''} />
      </div>
      <div class="bench-pad bench-room-pad">
        <FormPad decimal />
      </div>
    </BenchForm>
  );
}
