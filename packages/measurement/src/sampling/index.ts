export { bayesianPlan, type Prior } from './bayesian.ts';
export type { SamplingClaim, SamplingPlan } from './claim.ts';
export { hypergeometricPlan } from './hypergeometric.ts';
export { type Selection, selectUnits } from './selection.ts';
