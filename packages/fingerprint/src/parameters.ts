/**
 * Every tunable number of the package. Lengths are pixels at 500 dpi (19.7 px per millimetre) unless the name says otherwise,
 * angles radians. Changing a value of `extraction` or `matching` invalidates the measured `operatingPoints`.
 */
export const imageLimits = {
  maxFileBytes: 16_000_000,
  maxSidePx: 2000,
  minDpi: 100,
  maxDpi: 2000,
} as const;

export const extraction = {
  dpi: 500,
  /** Smallest and largest side after rescaling to 500 dpi; a smaller sensor sees too few minutiae to decide anything. */
  minSidePx: 100,
  maxSidePx: 1500,
  /** Side of one cell of the block maps (segmentation, orientation, period). */
  blockPx: 8,
  /** Local normalisation window (half side), the grey deviation below which nothing is amplified, and the deviations that are kept. */
  normaliseRadiusPx: 14,
  deviationFloor: 6,
  normalisedLimit: 3,
  /** Segmentation: local deviation as a share of the image's strong deviation, and the least periodicity of a ridge block. */
  foregroundDeviationShare: 0.25,
  foregroundDeviationFloor: 5,
  foregroundPeriodicity: 0.22,
  foregroundCoherence: 0.15,
  minForegroundBlocks: 90,
  /** Smoothing before gradients are taken: joins the dots of a dry ridge, leaves valleys open. */
  gradientSigmaPx: 1.6,
  /** Gaussian smoothing of the structure tensor, in blocks: fine, and coarse where the fine one is incoherent. */
  orientationSigmaBlocks: 1.1,
  orientationCoarseSigmaBlocks: 3,
  /** Ridge periods (distance from ridge to ridge) searched and accepted. */
  minPeriodPx: 4.5,
  maxPeriodPx: 15,
  periodStepPx: 0.5,
  /** Even: a signature is folded about its middle. */
  periodWindowPx: 40,
  periodAcrossPx: 17,
  periodSigmaBlocks: 2.5,
  periodicitySigmaBlocks: 0.8,
  /** Gabor bank. */
  gaborDirections: 24,
  gaborRadiusPx: 9,
  gaborAlongSigmaPerPeriod: 0.5,
  gaborAcrossSigmaPerPeriod: 0.42,
  gaborSigmaMinPx: 2.8,
  gaborSigmaMaxPx: 5,
  /** Clean-up of the binary image: smaller islands and holes vanish. */
  minRidgePixels: 24,
  minHolePixels: 14,
  /** Clean-up of the skeleton. */
  spurPx: 9,
  shortRidgePx: 14,
  bridgePx: 9,
  bridgeAngle: 0.7,
  lakePx: 16,
  /** How far a ridge is followed to learn a minutia's direction, and the least that must exist. */
  directionTracePx: 12,
  minTracePx: 6,
  /** Clean-up of minutiae. */
  borderPx: 12,
  facingPx: 9,
  facingLateralPx: 5,
  facingAngle: 0.6,
  twinPx: 5,
  cloudRadiusPx: 18,
  cloudLimit: 5,
  /** Where ridges agree less than this, the flow grid keeps no orientation. */
  minFlowCoherence: 0.25,
  minMinutiae: 8,
  maxMinutiae: 100,
} as const;

/** Quality of a print and why it is poor; blocks are those of `extraction.blockPx`. */
export const quality = {
  /** Mean clarity of the minutiae, area and count from which a print cannot be better. */
  fullClarity: 0.75,
  fullAreaBlocks: 600,
  fullMinutiae: 25,
  /** How much clarity counts, and in how many directions ridges must run (0 one, 1 all alike), as the core is what finds a print again. */
  clarityPower: 1.5,
  fullVariety: 0.5,
  varietyPower: 0.25,
  /** Fewer blocks of ridges than this are too little of a finger, and fewer than the second number none of it. */
  leastAreaBlocks: 500,
  leastTraceBlocks: 25,
  /** How far from the middle of the glass, as a share of its side, the middle of what little is seen shows a finger half beside it. */
  offMiddleShare: 0.18,
  /** Of a picture that is still coming: grey deviation of a block that shows ridges, and the share of rows from which it tells anything. */
  ridgeDeviation: 24,
  leastRowShare: 0.5,
  /** Enhanced response from which a pixel lies well on a ridge, or in a valley. */
  wellInside: 0.4,
  /** Dry: share of the ridges' pixels that are lighter than their surroundings. */
  dryShare: 0.17,
  /** Wet: share of the blocks that are darker than this part of the way from the ridges' grey to the valleys'. */
  wetShare: 0.35,
  wetLevel: 0.3,
  /** A patch without ridges: how much of the image it must cover, and by how many grey levels it must be darker than the rest. */
  patchShare: 0.2,
  patchGrey: 60,
  /** Blocks whose contrast is in this upper part tell the grey of ridges and valleys. */
  strongPart: 0.3,
  /** Moved: how much ridges pale and valleys darken with the direction, as a share of their contrast, and how much of it that explains. */
  movedContrast: 0.3,
  movedExplained: 0.2,
  /** Least pixels of ridges and valleys, three blocks square, from which a block's greys are read. */
  leastWindowPixels: 540,
  /** Least number of such blocks to tell motion from. */
  leastWindows: 60,
} as const;

/** Neighbourhood sketches, relaxation, laying over, and the score. */
export const matching = {
  /** Where a sketch looks for neighbours and for the ridge flow: rings around the minutia, `cells` evenly on each; 32 in all. */
  neighbourRings: [
    { radiusPx: 22, cells: 6 },
    { radiusPx: 44, cells: 10 },
    { radiusPx: 68, cells: 16 },
  ],
  flowRings: [
    { radiusPx: 30, cells: 8 },
    { radiusPx: 55, cells: 12 },
    { radiusPx: 80, cells: 12 },
  ],
  /** A neighbour marks the cells this near to it, further out more of them, and the directions this near to its own. */
  neighbourTolerancePx: 15,
  neighbourToleranceGrowth: 0.06,
  neighbourTurn: 1.1,
  /** A cell without ridge flow is still believed this near to the hull of the minutiae; and where no flow is known at all. */
  hullMarginPx: 8,
  hullMarginWithoutFlowPx: 30,
  /** Two sketches are comparable with this many cells inside both prints; the flow counts from so many cells on. */
  minCommonCells: 12,
  minCommonFlowCells: 8,
  /** Sketches less similar than this are never paired; at most so many pairs are considered. */
  minPairSimilarity: 0.15,
  maxPairs: 60,
  /** Number of pairs in the score: from the least to the most, by the minutiae at hand. */
  minScoredPairs: 4,
  maxScoredPairs: 12,
  scoredPairsMiddle: 20,
  scoredPairsSlope: 0.4,
  /** Relaxation and the sigmoids of its differences in distance, direction and bearing. */
  relaxationRounds: 5,
  relaxationWeight: 0.5,
  distanceMiddlePx: 5,
  distanceSlope: -8 / 5,
  directionMiddle: Math.PI / 12,
  directionSlope: -30,
  bearingMiddle: Math.PI / 12,
  bearingSlope: -30,
  /** Laying over: starting pairs tried, widening of the tolerances round by round, and when two minutiae meet. */
  alignmentSeeds: 3,
  alignmentSlack: [2, 1.3, 1],
  meetingPx: 12,
  meetingAngle: 0.45,
  /** An overlap counts as having at least this many minutiae, so that a few meeting by chance prove nothing. */
  minOverlapMinutiae: 10,
  /** Ridges of one finger keep their distance: weight of the mean difference of log periods in the overlap. */
  periodWeight: 3,
  /** Stands for the ridges' agreement where one of the two records tells no ridge flow. */
  unknownRidgeAgreement: 0.6,
} as const;

/** Joining impressions of a finger to one template. */
export const merging = {
  minImpressions: 2,
  maxImpressions: 5,
} as const;

/** The synthetic print generator; lengths in pixels at 500 dpi. */
export const synthesis = {
  masterWidthPx: 352,
  masterHeightPx: 432,
  /** Mean ridge period and its spread between fingers and within one. */
  periodMeanPx: 8.8,
  periodSpreadPx: 0.5,
  periodVariationPx: 0.7,
  /** Mean distance between the spots from which the ridges grow. */
  spotSpacingPx: 15,
  /** Enough to close the ridges; many more let the flow alone decide where minutiae lie, and fingers grow alike. */
  growthRounds: 12,
  growthGain: 1.6,
  growthDirections: 32,
  growthRadiusPx: 8,
} as const;
