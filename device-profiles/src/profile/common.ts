import { z } from 'zod';

/** How a serial line is set; one start bit is understood. */
export const lineSettingsSchema = z.strictObject({
  baudRate: z.int().min(300).max(4_000_000),
  dataBits: z.union([z.literal(7), z.literal(8)]),
  parity: z.enum(['none', 'even', 'odd']),
  stopBits: z.union([z.literal(1), z.literal(2)]),
  flowControl: z.enum(['none', 'xon-xoff', 'rts-cts']).default('none'),
});
export type LineSettings = z.infer<typeof lineSettingsSchema>;

/** The line as it leaves the factory, then others that a unit may have been set to, in the order to try them. */
export const linesSchema = z.tuple([lineSettingsSchema], lineSettingsSchema);

/** A peculiarity of a model, and why the driver must care. */
const quirkSchema = z.strictObject({ what: z.string().min(1), why: z.string().min(1) });

export const timeLimitMs = z.int().min(10).max(120_000);

const usbId = z.int().min(0).max(0xffff);

/** How a plugged-in device of this model shows itself on USB; a part that is left out may be anything. */
const usbMatchSchema = z.strictObject({
  vendorId: usbId,
  productId: usbId.exactOptional(),
  /** A part of what it calls itself, in any case. */
  product: z.string().min(1).exactOptional(),
  /** On which a HID device speaks: tells what a reader is set to be. */
  usagePage: usbId.exactOptional(),
});
export type UsbMatch = z.infer<typeof usbMatchSchema>;

/** Fields that every model has. Key order here is the order the linter asks for in the files. */
export const head = {
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens'),
  name: z.strictObject({ maker: z.string().min(1), model: z.string().min(1) }),
  /** True only when this product has been run against the real hardware. */
  tested: z.boolean(),
  sources: z.array(z.string().min(1)).min(1),
  /** Nothing where the model has no USB ids of its own, as behind a common serial converter. */
  usb: z.array(usbMatchSchema).default([]),
};
export const tail = { quirks: z.array(quirkSchema).default([]) };
