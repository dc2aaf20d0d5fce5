import { resolve, sep } from 'node:path';
import { gpioWiringSchema, lineSettingsSchema, weighingModeSchema } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { hidAddressFields, isWhole } from './transport/hid-address.ts';
import { usbAddressFields } from './transport/usb-address.ts';

const port = z.int().min(1).max(65_535);

const isWithin = (path: string, folder: string): boolean =>
  `${resolve(path)}${sep}`.startsWith(`${resolve(folder)}${sep}`);

const addressSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('serial'), path: z.string().min(1) }),
  z.strictObject({ kind: z.literal('usb'), ...usbAddressFields }),
  z.strictObject({ kind: z.literal('tcp'), host: z.string().min(1), port }),
  z
    .strictObject({ kind: z.literal('hid'), ...hidAddressFields })
    .refine(isWhole, 'a HID device is found by its usbId, or by its path'),
  /** A chip of this machine's own GPIO lines: its label (`pinctrl-rp1`), or where the kernel has character devices its name or path. */
  z.strictObject({ kind: z.literal('gpio'), chip: z.string().min(1) }),
  /** An emulated chip, which listens at a socket of this machine. */
  z.strictObject({ kind: z.literal('virtual-chip'), socket: z.string().min(1) }),
  /** A keyboard, by the name that stays: below `/dev/input/by-id`. */
  z.strictObject({ kind: z.literal('evdev'), path: z.string().min(1) }),
  /** A folder of an instrument's files, and one of this station's own for copies of them. */
  z
    .strictObject({ kind: z.literal('folder'), path: z.string().min(1), spool: z.string().min(1) })
    .refine(({ path, spool }) => !isWithin(spool, path), { path: ['spool'], message: 'lies in the watched folder' }),
  /** The virtual reader of libfprint, which listens at a socket of this machine once it is opened. */
  z.strictObject({ kind: z.literal('virtual-reader'), socket: z.string().min(1) }),
  /** A program of this machine that signs what it says. */
  z.strictObject({
    kind: z.literal('signed-service'),
    /** Looked for among the ports of its protocol where left out. */
    port: port.exactOptional(),
    /** PEM file of the authorities that are believed. */
    trustAnchorsFile: z.string().min(1),
  }),
  /** A program of this machine that shows one known certificate. */
  z.strictObject({
    kind: z.literal('pinned-service'),
    port,
    certificateSha256: z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits in lower case'),
  }),
]);

/** Without the default of the full schema: what is left out is the profile's. */
const changedLineSchema = lineSettingsSchema
  .extend({ flowControl: lineSettingsSchema.shape.flowControl.unwrap() })
  .partial();

const { lock, doorContact, tamperLoop } = gpioWiringSchema.shape;
const changedWiringSchema = gpioWiringSchema.extend({
  lock: lock.exactOptional(),
  doorContact: doorContact.exactOptional(),
  tamperLoop: tamperLoop.exactOptional(),
});

/** Facts of this one installed device; the facts of its model are in its profile. */
export const deviceConfigSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens'),
  /** Id of a profile in the device catalogue. */
  profile: z.string().min(1),
  address: addressSchema,
  /** Where this unit was set differently from its factory settings. */
  settings: z
    .strictObject({
      line: changedLineSchema.optional(),
      /** Modbus unit address. */
      unitId: z.int().min(1).max(247).optional(),
      /** What of the wiring of GPIO lines differs from the profile's. */
      wiring: changedWiringSchema.optional(),
      /** OSDP address of a reader. */
      readerAddress: z.int().min(0).max(126).optional(),
      /** File with the key of a reader's secure channel; without one whoever reaches its line reads its cards and works its relay. */
      keyFile: z.string().startsWith('/', 'an absolute path').optional(),
      /** The reader stands in installation mode and is given the key of `keyFile`; taken away again once it has it. */
      installing: z.boolean().optional(),
      /** Number of a Suprema module on a line with several; alone on its line it needs none. */
      terminalId: z.int().min(1).max(0xffff).optional(),
      /** How long a file of a watched folder has to stand still until it counts as whole. */
      settleMs: z.int().min(10).max(600_000).optional(),
      /** Files of a watched folder that are larger are refused. */
      largestBytes: z
        .int()
        .min(1)
        .max(2 ** 40)
        .optional(),
      /** How weights are come by, where not as the profile says. */
      reading: weighingModeSchema.optional(),
      /** Wavelength in nm of the laser before a spectrometer that measures Raman scattering, as its certificate says it. */
      laserWavelengthNm: z
        .string()
        .regex(/^[1-9]\d{1,4}(\.\d{1,6})?$/, 'nanometres in digits')
        .optional(),
      /** Time between two polls of a scanner, board, balance or printer, or looks into a folder. */
      pollIntervalMs: z.int().min(10).max(5000).optional(),
    })
    .optional(),
});

export type DeviceConfig = z.infer<typeof deviceConfigSchema>;
export type DeviceAddress = DeviceConfig['address'];
