import type { RawLayout } from '@custody-edge/fingerprint';
import { commandError } from '../../errors.ts';
import type { ImageHints } from './files.ts';

export const dpiText = 'resolution of the images (without it: what the file states, else 500)';

export function dpiOf(flag: string | undefined): number | undefined {
  if (flag === undefined) return undefined;
  const dpi = Number(flag);
  if (!Number.isFinite(dpi))
    throw commandError('option-invalid', { option: '--dpi', value: flag, allowed: 'a number' });
  return dpi;
}

const rawForm = 'width x height x bits, as 256x288x4; bits are 4 or 8';

export const rawText = `the images are a sensor's dumps of ${rawForm}`;

const rawPattern = /^(\d{1,5})x(\d{1,5})x([48])$/;

function rawOf(flag: string | undefined): RawLayout | undefined {
  if (flag === undefined) return undefined;
  const parts = rawPattern.exec(flag);
  if (!parts) throw commandError('option-invalid', { option: '--raw', value: flag, allowed: rawForm });
  return { width: Number(parts[1]), height: Number(parts[2]), bitsPerPixel: parts[3] === '4' ? 4 : 8 };
}

/** The options of every command that takes single images. */
export interface HintFlags {
  readonly dpi?: string;
  readonly raw?: string;
}

export function hintsOf({ dpi, raw }: HintFlags): ImageHints {
  return { dpi: dpiOf(dpi), raw: rawOf(raw) };
}
