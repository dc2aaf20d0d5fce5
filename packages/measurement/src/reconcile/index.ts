export { type AnalysisWeights, analysisLink, type PackageWeights, packageLink, unitsLink } from './chain.ts';
export type { Link, LinkName, LinkResult, Weighed } from './link.ts';
export { type Reconciliation, reconcile } from './reconcile.ts';
