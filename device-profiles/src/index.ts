export { type CatalogueFile, readCatalogueFiles } from './catalogue-file.ts';
export { profileError } from './errors.ts';
export { profileJsonSchema } from './json-schema.ts';
export { type LintFinding, lintCatalogue } from './lint.ts';
export { type Catalogue, findProfile, loadCatalogue, loadSiteCatalogue } from './load.ts';
export { matchUsb, type UsbDevice, type UsbVerdict } from './match.ts';
export { type WeighingMode, weighingModeSchema } from './profile/balance.ts';
export { type LineSettings, lineSettingsSchema } from './profile/common.ts';
export { gpioWiringSchema } from './profile/gate-io.ts';
export {
  type DeviceKind,
  type Profile,
  type ProfileOf,
  type Protocol,
  profileSchema,
} from './profile/profile.ts';
export { type TriggerName, triggerNames } from './profile/spectrometer.ts';
