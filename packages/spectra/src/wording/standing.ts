/*
 * What results of several techniques amount to by the scheme of SWGDRUG (version 8, part IIIB; ASTM E2329 says the same). Codes: pages and
 * reports word them. None of them says that a substance is identified: that is a conclusion of analysts, never of a program.
 */

export const categories = {
  infrared: 'A',
  raman: 'A',
  'mass-spectrometry': 'A',
  'nuclear-magnetic-resonance': 'A',
  'x-ray-diffraction': 'A',
  'gas-chromatography': 'B',
  'thin-layer-chromatography': 'B',
  'uv-vis-full-spectrum': 'B',
  /** Of a few wavelengths, or of a range that is not the whole one. */
  'uv-vis-part': 'C',
  'colour-test': 'C',
} as const;
export type Technique = keyof typeof categories;
export type Category = (typeof categories)[Technique];

export interface Finding {
  readonly technique: Technique;
  /** A negative one can rule out and never identifies. */
  readonly outcome: 'positive' | 'negative' | 'inconclusive';
  /** Whether another analyst can look at its data: a spectrum, a chromatogram, a photograph. */
  readonly reviewable: boolean;
}

/** What is missing of the least that the scheme asks for. */
export type Missing =
  /** No finding is positive. */
  | { readonly code: 'positive-finding' }
  /** Techniques contradict each other, and a person has to say why. */
  | { readonly code: 'findings-agree'; readonly negative: readonly Technique[] }
  /** Beside category A one more technique, of any category. */
  | { readonly code: 'second-technique' }
  /** Data of the technique of category A that can be reviewed. */
  | { readonly code: 'reviewable-category-a' }
  /** Either one of category A, or so many more techniques, of which so many of category B. */
  | { readonly code: 'category-a-or-more'; readonly techniques: number; readonly ofCategoryB: number }
  /** Without category A a person has to say that two techniques of category B do not err alike. */
  | { readonly code: 'uncorrelated-category-b' };

export interface Standing {
  /** `presumptive` while anything is missing. `scheme-met` says that enough techniques were used, and nothing about the substance. */
  readonly wording: 'presumptive' | 'scheme-met';
  readonly missing: readonly Missing[];
  /** Techniques with a positive finding. */
  readonly positive: readonly Technique[];
}

/**
 * @param uncorrelated whether an analyst has said that two techniques of category B are not correlated
 */
export function standingOf(findings: readonly Finding[], uncorrelated = false): Standing {
  const techniquesWith = (outcome: Finding['outcome']) => [
    ...new Set(findings.filter((finding) => finding.outcome === outcome).map(({ technique }) => technique)),
  ];
  const positive = techniquesWith('positive');
  const negative = techniquesWith('negative');
  const missing: Missing[] = [];
  if (positive.length > 0 && negative.length > 0) missing.push({ code: 'findings-agree', negative });
  if (positive.length === 0) missing.push({ code: 'positive-finding' });
  else if (positive.some((technique) => categories[technique] === 'A')) {
    if (positive.length < 2) missing.push({ code: 'second-technique' });
    const reviewable = findings.some(
      (finding) => finding.outcome === 'positive' && finding.reviewable && categories[finding.technique] === 'A',
    );
    if (!reviewable) missing.push({ code: 'reviewable-category-a' });
  } else {
    const ofCategoryB = Math.max(0, 2 - positive.filter((technique) => categories[technique] === 'B').length);
    const techniques = Math.max(ofCategoryB, 3 - positive.length);
    if (techniques > 0) missing.push({ code: 'category-a-or-more', techniques, ofCategoryB });
    if (!uncorrelated) missing.push({ code: 'uncorrelated-category-b' });
  }
  return { wording: missing.length > 0 ? 'presumptive' : 'scheme-met', missing, positive };
}
