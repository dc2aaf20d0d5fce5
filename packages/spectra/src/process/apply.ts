import { type Curve, ordinateOf, requireSound } from '../curve.ts';
import { spectraError } from '../errors.ts';
import { snipBaseline } from './baseline.ts';
import { gridX, ontoGrid, stepOf } from './grid.ts';
import { type Grid, gridOf, type Recipe, type RecipeStep } from './recipe.ts';
import { savitzkyGolay } from './savitzky-golay.ts';

/** A spectrum and what was done to it. The spectrum that it was made from is not changed. */
export interface Processed {
  readonly x: { readonly unit: string; readonly values: Float64Array };
  readonly y: Float64Array;
  readonly recipe: Recipe;
  /** Number of its first point on the grid of the recipe; 0 where there is none. */
  readonly first: number;
}

interface State {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly first: number;
  /** What rounding is to be compared with. */
  readonly scale: number;
}

/** Less than this of the greatest value is rounding. */
const rounding = 1e-9;

/**
 * Takes a recipe's steps.
 * @throws `spectrum-unsound`, `spectrum-featureless`, `spectrum-outside-recipe`
 */
export function apply(recipe: Recipe, curve: Curve): Processed {
  const grid = gridOf(recipe);
  const { x, y } = requireSound(curve);
  const begun: State = { x, y, first: 0, scale: greatest(y) };
  const {
    x: values,
    y: made,
    first,
  } = recipe.steps.reduce<State>(
    (state, step) => requireFinite(taken(step, state, curve, grid), step.step),
    requireFeatures(begun, spread(y), 'measurement'),
  );
  return { x: { unit: curve.x.unit, values }, y: made, recipe, first };
}

function taken(step: RecipeStep, state: State, curve: Curve, grid: Grid | undefined): State {
  const { x, y, scale } = state;
  switch (step.step) {
    case 'cut':
      return cut(state, step.from, step.to);
    case 'absorbance':
      return absorbance(state, curve, step.least);
    case 'grid': {
      if (curve.x.unit !== step.unit)
        throw spectraError('spectrum-outside-recipe', { reason: 'unit', found: curve.x.unit, needed: step.unit });
      const laid = ontoGrid(x, y, step);
      const onGrid = Float64Array.from(laid.y, (_, point) => gridX(step, laid.first + point));
      const on = { x: onGrid, y: laid.y, first: laid.first, scale: greatest(laid.y) };
      return requireFeatures(on, spread(laid.y), step.step);
    }
    case 'baseline': {
      const base = snipBaseline(y, step.halfWindow);
      const above = y.map((value, point) => value - (base[point] ?? 0));
      return requireFeatures({ ...state, y: above }, greatest(above), step.step);
    }
    case 'smooth':
    case 'derivative': {
      const order = step.step === 'smooth' ? 0 : step.order;
      if (y.length < step.windowPoints)
        throw spectraError('spectrum-outside-recipe', { reason: 'range', points: y.length, needed: step.windowPoints });
      const fitted = savitzkyGolay(y, { windowPoints: step.windowPoints, degree: step.degree, order });
      requireFeatures(state, greatest(fitted), step.step);
      const unit = grid ? stepOf(grid) ** order : 1;
      return { ...state, y: fitted.map((value) => value / unit), scale: scale / unit };
    }
    case 'snv': {
      const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
      const centred = y.map((value) => value - mean);
      const deviation = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0) / (y.length - 1));
      requireFeatures(state, deviation, step.step);
      const normal = centred.map((value) => value / deviation);
      return { ...state, y: normal, scale: greatest(normal) };
    }
  }
}

function cut(state: State, from: number, to: number): State {
  const inside = (_: number, point: number) => (state.x[point] ?? 0) >= from && (state.x[point] ?? 0) <= to;
  const [x, y] = [state.x.filter(inside), state.y.filter(inside)];
  if (x.length < 2) throw spectraError('spectrum-outside-recipe', { reason: 'range', needed: [from, to] });
  return requireFeatures({ ...state, x, y, scale: greatest(y) }, spread(y), 'cut');
}

function absorbance(state: State, curve: Curve, least: number): State {
  const ordinate = ordinateOf(curve);
  if (ordinate === 'absorbance') return state;
  const whole = { transmittance: 1, 'percent-transmittance': 100 };
  const full = Object.entries(whole).find(([name]) => name === ordinate)?.[1];
  if (full === undefined) throw spectraError('spectrum-outside-recipe', { reason: 'ordinate', found: ordinate });
  const y = state.y.map((value) => -Math.log10(Math.max(least, value / full)));
  return requireFeatures({ ...state, y, scale: greatest(y) }, spread(y), 'absorbance');
}

const greatest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

const spread = (values: Float64Array): number =>
  values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY) -
  values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);

function requireFeatures(state: State, found: number, step: string): State {
  if (!Number.isFinite(found)) throw spectraError('spectrum-unsound', { reason: 'not-a-number', step });
  if (found <= state.scale * rounding) throw spectraError('spectrum-featureless', { step });
  return state;
}

/** Numbers near the end of what a number can hold overflow in a sum. */
function requireFinite(state: State, step: string): State {
  if (!state.y.every(Number.isFinite)) throw spectraError('spectrum-unsound', { reason: 'not-a-number', step });
  return state;
}
