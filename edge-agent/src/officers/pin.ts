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

/**
 * Whether somebody in a hurry could type one PIN for the other: the same, one digit more, less or otherwise, or two beside each other in the
 * other order.
 */
export function isConfusable(one: string, other: string): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  if (longer.length - shorter.length > 1) return false;
  let at = 0;
  while (at < shorter.length && shorter[at] === longer[at]) at += 1;
  if (shorter.length < longer.length) return shorter.slice(at) === longer.slice(at + 1);
  const swapped = shorter.slice(0, at) + (shorter[at + 1] ?? '') + (shorter[at] ?? '') + shorter.slice(at + 2);
  return shorter.slice(at + 1) === longer.slice(at + 1) || swapped === longer;
}
