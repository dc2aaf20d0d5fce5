import { z } from 'zod';
import {
  andProfileSchema,
  mtSicsProfileSchema,
  ohausProfileSchema,
  radwagProfileSchema,
  sartoriusSbiProfileSchema,
  sartoriusXbpiProfileSchema,
  shimadzuBalanceProfileSchema,
} from './balance.ts';
import {
  evdevWedgeProfileSchema,
  gm65ProfileSchema,
  hidPosProfileSchema,
  honeywellSerialProfileSchema,
  lineBarcodeProfileSchema,
  zebraSsiProfileSchema,
} from './barcode.ts';
import {
  ef01ProfileSchema,
  gt511ProfileSchema,
  libfprintProfileSchema,
  mosipSbiProfileSchema,
  secugenWebapiProfileSchema,
  supremaSfmProfileSchema,
} from './fingerprint.ts';
import { gpioProfileSchema, modbusRtuProfileSchema, osdpProfileSchema } from './gate-io.ts';
import { folderProfileSchema } from './instrument.ts';
import { jenwayProfileSchema, shimadzuUvProfileSchema } from './photometer.ts';
import { escPosProfileSchema, zplProfileSchema } from './printer.ts';
import { obpProfileSchema, ooiSerialProfileSchema, ooiUsbProfileSchema } from './spectrometer.ts';

/** What the product knows of one device model; facts of one installed device (its port, its address) are not here. */
export const profileSchema = z.discriminatedUnion('protocol', [
  ef01ProfileSchema,
  gt511ProfileSchema,
  supremaSfmProfileSchema,
  libfprintProfileSchema,
  mosipSbiProfileSchema,
  secugenWebapiProfileSchema,
  lineBarcodeProfileSchema,
  zebraSsiProfileSchema,
  gm65ProfileSchema,
  honeywellSerialProfileSchema,
  hidPosProfileSchema,
  evdevWedgeProfileSchema,
  modbusRtuProfileSchema,
  osdpProfileSchema,
  gpioProfileSchema,
  mtSicsProfileSchema,
  andProfileSchema,
  ohausProfileSchema,
  radwagProfileSchema,
  shimadzuBalanceProfileSchema,
  sartoriusSbiProfileSchema,
  sartoriusXbpiProfileSchema,
  ooiSerialProfileSchema,
  obpProfileSchema,
  ooiUsbProfileSchema,
  jenwayProfileSchema,
  shimadzuUvProfileSchema,
  escPosProfileSchema,
  zplProfileSchema,
  folderProfileSchema,
]);

export type Profile = z.infer<typeof profileSchema>;
export type Protocol = Profile['protocol'];
export type DeviceKind = Profile['kind'];
export type ProfileOf<Name extends Protocol> = Extract<Profile, { protocol: Name }>;
