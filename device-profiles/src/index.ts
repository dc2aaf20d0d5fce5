export { profileError } from './errors.ts';
export { type LintFinding, lintCatalogue } from './lint.ts';
export { type Catalogue, type CatalogueFile, findProfile, loadCatalogue, readCatalogueFiles } from './load.ts';
export {
  type DeviceKind,
  type LineSettings,
  lineSettingsSchema,
  type Profile,
  type ProfileOf,
  type Protocol,
  profileSchema,
} from './profile.ts';
