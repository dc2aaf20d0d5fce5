import { meanAndSpread } from '../pan/digits.ts';
import type { Pan } from '../pan/pan.ts';
import type { PanView } from '../view.ts';

/** Readings of a series that the page shows. */
const shownReadings = 12;

export function panView(deviceId: string, model: string, { reading, stability, voided }: Pan): PanView {
  const { samples } = stability;
  const values = samples.map(({ value }) => value);
  const unit = samples.at(-1)?.unit;
  return {
    deviceId,
    model,
    ...(reading && 'value' in reading && { reading: { value: reading.value, unit: reading.unit } }),
    steadiness: stability.progress,
    series: {
      count: values.length,
      values: values.slice(-shownReadings),
      ...(unit !== undefined && { unit }),
      ...meanAndSpread(values),
      ...(voided && { voided }),
    },
  };
}
