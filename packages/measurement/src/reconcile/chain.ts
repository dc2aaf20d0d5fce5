import type { Link, Weighed } from './link.ts';

/** What a package weighed, and what it and its contents weighed apart. */
export interface PackageWeights {
  readonly gross: Weighed;
  readonly packaging: Weighed;
  readonly net: Weighed;
}

/** What the contents weighed before the analysis and what became of them. */
export interface AnalysisWeights {
  readonly before: Weighed;
  readonly samples: readonly Weighed[];
  /** What the tests used up; none where nothing was. */
  readonly consumed: readonly Weighed[];
  readonly after: Weighed;
}

/** gross − packaging = net */
export const packageLink = ({ gross, packaging, net }: PackageWeights): Link => ({
  name: 'package',
  whole: gross,
  parts: [packaging, net],
});

/** before − samples − consumed = after */
export const analysisLink = ({ before, samples, consumed, after }: AnalysisWeights): Link => ({
  name: 'analysis',
  whole: before,
  parts: [...samples, ...consumed, after],
});

/** The packets of a parcel together weigh what the parcel weighed. */
export const unitsLink = (parcel: Weighed, units: readonly Weighed[]): Link => ({
  name: 'units',
  whole: parcel,
  parts: units,
});
