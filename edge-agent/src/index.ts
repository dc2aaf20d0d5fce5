export { categoryOf, swgdrug } from './bench/method/categories.ts';
export { lintMethods } from './bench/method/lint.ts';
export { loadMethods, loadSiteMethods } from './bench/method/load.ts';
export { type FiledMethod, methodJsonSchema } from './bench/method/method.ts';
export { readMethodFiles } from './bench/method/method-file.ts';
export { blanksOf } from './bench/method/structure.ts';
export {
  loadStationConfig,
  type StationConfig,
  stationConfigJsonSchema,
  stationConfigSchema,
} from './config.ts';
export { agentError } from './errors.ts';
export { prepareAdmission } from './gate/admission/admit.ts';
export { type RunningStation, startStation, stationLogger } from './main.ts';
export { drawPin } from './officers/pin.ts';
export type { ScryptCost } from './officers/secret-hash.ts';
export { People, type Person } from './people/people.ts';
export { bootId, clockQuality } from './station/clock-quality.ts';
export type { Surroundings } from './station/station.ts';
export { PersonKeys } from './store/person-keys.ts';
export { openRecord, type StationRecordStore } from './store/record.ts';
