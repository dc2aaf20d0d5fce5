export { type Accuracy, accuracy, type CheckWeighing } from './accuracy.ts';
export { type CalibrationRecord, type CalibrationStanding, calibrationStanding } from './calibration.ts';
export { type Band, type ChartLimits, chartLimits } from './chart-limits.ts';
export {
  type ChartPattern,
  type ChartRule,
  defaultChartRules,
  limitRules,
  nelsonRules,
  westernElectricRules,
} from './chart-rules.ts';
export { type ChartPoint, type ChartVerdict, type ControlChart, controlChart } from './control-chart.ts';
export { type Corner, corners, type Eccentricity, eccentricity, type PanReadings } from './eccentricity.ts';
export {
  type Finding,
  type FitnessPolicy,
  findings,
  findingsOf,
  fitnessOf,
  type InstrumentFitness,
  type InstrumentRecord,
} from './instrument-fitness.ts';
export { type Linearity, type LinearityPoint, type LoadPoint, linearity } from './linearity.ts';
export { type MinimumWeight, minimumWeight, reachesMinimum } from './minimum-weight.ts';
export { type Repeatability, type RepeatabilityLimit, repeatability } from './repeatability.ts';
export { type RoutineTest, routineTests, type TestRecord, type TestStanding, testStanding } from './routine-test.ts';
