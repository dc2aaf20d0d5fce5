import { z } from 'zod';
import { spectraError } from '../errors.ts';

/** Odd, so that a point stands in the middle. */
const windowPoints = z
  .int()
  .min(3)
  .max(201)
  .refine((points) => points % 2 === 1, 'must be odd');
const polynomial = { windowPoints, degree: z.int().min(0).max(6) };

const stepSchema = z.discriminatedUnion('step', [
  /** Leaves out what lies outside `from` to `to`, in the unit of x. */
  z.strictObject({ step: z.literal('cut'), from: z.number(), to: z.number() }),
  /** Transmittance to absorbance, −log10; absorbance stays. Less light than `least` counts as `least`, since nothing has no logarithm. */
  z.strictObject({ step: z.literal('absorbance'), least: z.number().positive().max(1) }),
  /** Lays the curve on points at even distances, by straight lines between its own. */
  z.strictObject({
    step: z.literal('grid'),
    unit: z.enum(['/cm', 'nm']),
    from: z.number(),
    to: z.number(),
    points: z.int().min(16).max(8192),
  }),
  /** Takes out what is broader than twice so many points: SNIP. */
  z.strictObject({ step: z.literal('baseline'), halfWindow: z.int().min(1).max(1000) }),
  /** Savitzky-Golay. */
  z.strictObject({ step: z.literal('smooth'), ...polynomial }),
  /** Savitzky-Golay, for each unit of x. */
  z.strictObject({ step: z.literal('derivative'), order: z.int().min(1).max(2), ...polynomial }),
  /** Standard normal variate: less the mean, divided by the standard deviation. */
  z.strictObject({ step: z.literal('snv') }),
]);

type Steps = readonly z.infer<typeof stepSchema>[];

/** Why steps cannot follow each other. */
function contradictions(steps: Steps): readonly string[] {
  const found: string[] = [];
  const grids = steps.filter((step) => step.step === 'grid');
  if (grids.length > 1) found.push('one grid at most');
  const gridAt = steps.findIndex(({ step }) => step === 'grid');
  const points = grids[0]?.points ?? 0;
  for (const [at, step] of steps.entries()) {
    if ((step.step === 'cut' || step.step === 'grid') && !(step.from < step.to))
      found.push(`${step.step}: from must be less than to`);
    if ((step.step === 'cut' || step.step === 'absorbance') && gridAt >= 0 && at > gridAt)
      found.push(`${step.step} must come before the grid`);
    if (step.step === 'absorbance' && steps.slice(0, at).some((before) => before.step !== 'cut'))
      found.push('absorbance must come before everything that changes y');
    if (step.step === 'baseline' || step.step === 'smooth' || step.step === 'derivative') {
      if (gridAt < 0 || at < gridAt) found.push(`${step.step} counts in points, so it must come after the grid`);
      const reach = step.step === 'baseline' ? 2 * step.halfWindow + 1 : step.windowPoints;
      if (reach > points) found.push(`${step.step} reaches beyond the grid`);
    }
    if ((step.step === 'smooth' || step.step === 'derivative') && step.degree >= step.windowPoints)
      found.push(`${step.step}: the degree must be less than the window`);
    if (step.step === 'derivative' && step.order > step.degree)
      found.push('derivative: the order must not be more than the degree');
  }
  return found;
}

/** What is made of a spectrum, in this order. Data: it is kept beside every result. */
export const recipeSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    steps: z.array(stepSchema).min(1).max(12).readonly(),
  })
  .superRefine(({ steps }, context) => {
    for (const message of contradictions(steps)) context.addIssue({ code: 'custom', path: ['steps'], message });
  })
  .readonly();

export type Recipe = z.infer<typeof recipeSchema>;
export type RecipeStep = Recipe['steps'][number];
export type Grid = Extract<RecipeStep, { readonly step: 'grid' }>;

/** @throws `recipe-invalid` */
export function parseRecipe(input: unknown): Recipe {
  const { data, error } = recipeSchema.safeParse(input);
  if (error)
    throw spectraError('recipe-invalid', {
      issues: error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
    });
  return data;
}

export const gridOf = ({ steps }: Recipe): Grid | undefined => steps.find((step) => step.step === 'grid');

/** A recipe as one line for people and for ##DATA PROCESSING=: `grid unit=/cm from=200 to=1800 points=800; snv`. */
export function recipeText({ name, steps }: Recipe): string {
  const said = steps.map(({ step, ...parameters }) =>
    [step, ...Object.entries(parameters).map(([parameter, value]) => `${parameter}=${value}`)].join(' '),
  );
  return `${name}: ${said.join('; ')}`;
}

/** For Raman spectra: what finds the same substance across instruments (`README.md` has the figures). */
export const ramanRecipe: Recipe = parseRecipe({
  name: 'raman-1',
  steps: [
    { step: 'grid', unit: '/cm', from: 200, to: 1800, points: 800 },
    { step: 'baseline', halfWindow: 40 },
    { step: 'derivative', order: 1, windowPoints: 11, degree: 2 },
  ],
});

/** For infrared spectra, of transmittance or absorbance. No figure of its accuracy was measured. */
export const infraredRecipe: Recipe = parseRecipe({
  name: 'infrared-1',
  steps: [
    { step: 'absorbance', least: 0.0001 },
    { step: 'grid', unit: '/cm', from: 650, to: 4000, points: 838 },
    { step: 'derivative', order: 1, windowPoints: 11, degree: 2 },
  ],
});
