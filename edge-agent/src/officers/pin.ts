import type { Random } from '@custody-edge/foundation';

const pinForm = /^\d{6,12}$/;
/** 111 */
const equalDigits = /(\d)\1\1/;
/** 1212, 123123: the whole PIN is one group again and again. */
const repeatedGroup = /^(\d{1,6}?)\1+$/;
const upwards = '01234567890';
const downwards = [...upwards].reverse().join('');

const runs = (pin: string): boolean =>
  [...pin].some((_, at) => {
    const three = pin.slice(at, at + 3);
    return three.length === 3 && (upwards.includes(three) || downwards.includes(three));
  });

/**
 * Whether a PIN may be chosen: 6 to 12 digits, no three equal or running ones, no repeated group, not the number that
 * is typed beside it. Those are what a person who guesses tries first.
 */
export const isFitPin = (pin: string, officerId: string): boolean =>
  pinForm.test(pin) && !equalDigits.test(pin) && !repeatedGroup.test(pin) && !runs(pin) && !pin.includes(officerId);

/** A PIN by chance, for those who are given one. */
export function drawPin(officerId: string, random: Random): string {
  for (;;) {
    const drawn = [...random.bytes(6)];
    // 250 and above would make some digits more frequent than others.
    if (drawn.some((byte) => byte >= 250)) continue;
    const pin = drawn.map((byte) => byte % 10).join('');
    if (isFitPin(pin, officerId)) return pin;
  }
}
