import type { Catalogue } from './load.ts';
import type { UsbMatch } from './profile/common.ts';

/** A device as USB describes it. */
export interface UsbDevice {
  readonly vendorId: number;
  readonly productId: number;
  /** What it calls itself. */
  readonly product?: string | undefined;
  /** On which it speaks as a HID device. */
  readonly usagePages?: readonly number[] | undefined;
}

/** In what a device of the right maker differs. */
type Misfit = 'product-id' | 'product-name' | 'usage-page';

/** How a profile answers for a device. */
export type UsbVerdict =
  | { readonly verdict: 'match'; readonly profile: string }
  /** The maker is right. */
  | { readonly verdict: 'no-match'; readonly profile: string; readonly because: Misfit };

/**
 * Which profiles fit a plugged-in device, those that say most of it first; then those of the same maker, and why they do not fit.
 * No verdict names a profile twice.
 */
export function matchUsb(device: UsbDevice, catalogue: Catalogue): UsbVerdict[] {
  const verdicts = [...catalogue.values()].flatMap(({ id, usb }): { rank: number; verdict: UsbVerdict }[] => {
    const tries = usb
      .filter(({ vendorId }) => vendorId === device.vendorId)
      .map((match) => ({ match, because: misfit(match, device) }));
    const fitting = tries.filter(({ because }) => because === undefined).map(({ match }) => precision(match));
    if (fitting.length > 0) return [{ rank: Math.max(...fitting), verdict: { verdict: 'match', profile: id } }];
    const because = tries.map((one) => one.because).find((one) => one !== undefined);
    return because ? [{ rank: -1, verdict: { verdict: 'no-match', profile: id, because } }] : [];
  });
  return verdicts.sort((a, b) => b.rank - a.rank).map(({ verdict }) => verdict);
}

function misfit({ productId, product, usagePage }: UsbMatch, device: UsbDevice): Misfit | undefined {
  if (productId !== undefined && productId !== device.productId) return 'product-id';
  const isNamed = product === undefined || device.product?.toLowerCase().includes(product.toLowerCase());
  if (!isNamed) return 'product-name';
  return usagePage === undefined || device.usagePages?.includes(usagePage) ? undefined : 'usage-page';
}

/** How much of a device a match asks for. */
const precision = ({ productId, product, usagePage }: UsbMatch): number =>
  [productId, product, usagePage].filter((asked) => asked !== undefined).length;

/** Two matches that some device could fit alike, so that neither comes first. */
export const overlap = (one: UsbMatch, other: UsbMatch): boolean =>
  one.vendorId === other.vendorId &&
  one.productId === other.productId &&
  one.product?.toLowerCase() === other.product?.toLowerCase() &&
  one.usagePage === other.usagePage;
