import type { ComponentProps } from 'preact';
import { FormPad } from '../form-pad.tsx';
import { NumberField } from '../number-field.tsx';

/** A number, and under it the pad of its form. */
export function PadField(number: ComponentProps<typeof NumberField>) {
  return (
    <div class="bench-pad">
      <NumberField {...number} />
      <FormPad decimal={number.kind === 'decimal'} />
    </div>
  );
}
