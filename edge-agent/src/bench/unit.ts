/**
 * What balances print, as UCUM codes. Only what is listed is accepted: an unknown unit is never guessed.
 * `ct` is a centimetric ton in UCUM, so the carat is mapped by hand.
 */
const ucumByPrinted: Readonly<Record<string, string>> = {
  g: 'g',
  kg: 'kg',
  mg: 'mg',
  ug: 'ug',
  µg: 'ug',
  ct: '[car_m]',
  GN: '[gr]',
  oz: '[oz_av]',
  ozt: '[oz_tr]',
  lb: '[lb_av]',
  dwt: '[pwt_tr]',
};

export const ucumOf = (printed: string): string | undefined =>
  Object.hasOwn(ucumByPrinted, printed) ? ucumByPrinted[printed] : undefined;
