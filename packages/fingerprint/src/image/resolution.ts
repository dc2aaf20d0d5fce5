import { imageLimits } from '../parameters.ts';

/** Pixels per inch where neither the caller nor the file says any that can be believed. */
export const usualDpi = 500;

export const isPlausible = (dpi: number): boolean => dpi >= imageLimits.minDpi && dpi <= imageLimits.maxDpi;

/** The resolution that a file states in pixels per inch, if it can be believed; scanners leave the field wrong or empty. */
export function believable(across: number, down: number): number | undefined {
  const dpi = Math.round(across);
  return dpi === Math.round(down) && isPlausible(dpi) ? dpi : undefined;
}

const metresPerInch = 0.0254;

/** As `believable`, stated in pixels per metre. */
export function believablePerMetre(across: number, down: number): number | undefined {
  return believable(across * metresPerInch, down * metresPerInch);
}
