import { commandError } from '../../errors.ts';

export const dpiText = 'resolution of the images (without it: what the file states, else 500)';

export function dpiOf(flag: string | undefined): number | undefined {
  if (flag === undefined) return undefined;
  const dpi = Number(flag);
  if (!Number.isFinite(dpi))
    throw commandError('option-invalid', { option: '--dpi', value: flag, allowed: 'a number' });
  return dpi;
}
