import { z } from 'zod';

/** One USB device among all: by its maker's ids, and by its own serial number, or else by the socket that it is plugged into. */
export const usbAddressFields = {
  /** Of the maker and of the product, as `lsusb` writes them. */
  usbId: z.string().regex(/^[0-9a-f]{4}:[0-9a-f]{4}$/, 'four hexadecimal digits, a colon, and four more'),
  serialNumber: z.string().min(1).optional(),
  /** As the kernel names it: bus and ports, such as `1-1.4`; `custody-edge devices` shows it. */
  socket: z
    .string()
    .regex(/^\d+-\d+(\.\d+)*$/, 'a bus and ports, such as 1-1.4')
    .optional(),
};

export type UsbAddress = z.infer<z.ZodObject<typeof usbAddressFields>>;

/** A device as USB describes it. */
interface UsbFacts {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string | null | undefined;
  readonly socket: string;
}

/** Whether a device is the one that an address means. */
export const isAt = (facts: UsbFacts, { usbId, serialNumber, socket }: UsbAddress): boolean =>
  usbIdOf(facts) === usbId &&
  (serialNumber === undefined || serialNumber === facts.serialNumber) &&
  (socket === undefined || socket === facts.socket);

/** As `lsusb` writes it. */
export const usbIdOf = ({ vendorId, productId }: Pick<UsbFacts, 'vendorId' | 'productId'>): string =>
  [vendorId, productId].map((id) => id.toString(16).padStart(4, '0')).join(':');
