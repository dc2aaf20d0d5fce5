import { fail, ok, type Result } from '@custody-edge/foundation';
import { extraction, matching, merging } from '../parameters.ts';
import { flowCellPx, type Minutia, type RidgeFlow, type Template } from '../template/template.ts';
import type { Motion } from './align.ts';
import { turnBetween } from './angle.ts';
import { convexHull, isNearHull, type Point } from './hull.ts';
import { layTogether } from './lay-together.ts';
import { type Frame, type LaidImpression, mergeFlows } from './merge-flow.ts';
import { inverse, moved } from './motion.ts';
import { operatingPoints } from './operating-points.ts';
import { prepareTemplate } from './prepare.ts';
import { flowCellAt } from './sketch.ts';

/** Why impressions are not made one template. */
export type MergeRefusal =
  | { readonly reason: 'impression-count'; readonly count: number }
  /** Indices of the impressions that resemble none of the others enough: another finger, or too poor a print. */
  | { readonly reason: 'not-one-finger'; readonly impressions: readonly number[] };

/**
 * Makes one template of two to five impressions of a finger (after Jiang & Ser, "Online fingerprint template improvement", IEEE TPAMI
 * 24(8), 2002): laid over each other, minutiae that meet are averaged, all are graded by how often they were seen where they could
 * have been, the best are kept, and the ridge flows are averaged. Dropping what was seen only once was tried and found fewer prints again.
 */
export function mergeTemplates(impressions: readonly Template[]): Result<Template, MergeRefusal> {
  if (impressions.length < merging.minImpressions || impressions.length > merging.maxImpressions) {
    return fail({ reason: 'impression-count', count: impressions.length });
  }
  const { base, motions } = layTogether(impressions.map(prepareTemplate), operatingPoints.sameFinger);
  const strangers = motions.flatMap((motion, index) => (motion ? [] : [index]));
  if (strangers.length > 0) return fail({ reason: 'not-one-finger', impressions: strangers });
  // The base first: the others' minutiae are drawn to its own.
  const order = [base, ...impressions.keys().filter((index) => index !== base)];
  const laid = order.flatMap((index): LaidImpression[] => {
    const template = impressions[index];
    const motion = motions[index];
    return template && motion ? [{ template, motion, back: inverse(motion) }] : [];
  });
  const minutiae = gradedMinutiae(laid);
  const frame = frameOf(minutiae, laid);
  const flow = mergeFlows(laid, frame);
  return ok({
    widthPx: frame.widthPx,
    heightPx: frame.heightPx,
    minutiae: minutiae.map((minutia) => ({ ...minutia, x: minutia.x - frame.left, y: minutia.y - frame.top })),
    ...(flow && { flow }),
    quality: Math.max(...impressions.map(({ quality }) => quality)),
  });
}

/** What several impressions saw of one minutia, in the common frame, y upwards. */
interface Sighting {
  readonly members: readonly Minutia[];
  readonly x: number;
  readonly y: number;
  readonly angle: number;
}

/** The minutiae of all impressions in image axes of the base, best first. */
function gradedMinutiae(laid: readonly LaidImpression[]): Minutia[] {
  let sightings: Sighting[] = [];
  for (const impression of laid) sightings = joined(sightings, impression);
  const coverage = laid.map(coverageOf);
  return sightings
    .map(({ members, x, y, angle }): Minutia => {
      const possible = Math.max(members.length, coverage.filter((covers) => covers({ x, y })).length);
      const endings = members.filter(({ kind }) => kind === 'ending').length;
      const kind = 2 * endings >= members.length ? 'ending' : 'bifurcation';
      return {
        x,
        y: -y,
        angle,
        kind,
        quality: (members.length / possible) * Math.max(...members.map(({ quality }) => quality)),
      };
    })
    .sort((a, b) => b.quality - a.quality)
    .slice(0, extraction.maxMinutiae);
}

/** Adds an impression's minutiae: each to the sighting it meets, the nearest first, or as a new one. */
function joined(sightings: readonly Sighting[], { template, motion }: LaidImpression): Sighting[] {
  const turn = 2 * Math.PI;
  const arriving = template.minutiae.map((minutia): Minutia => {
    const at = moved(motion, { x: minutia.x, y: -minutia.y });
    return { ...minutia, ...at, angle: (((minutia.angle + motion.rotation) % turn) + turn) % turn };
  });
  const meetings = arriving
    .flatMap((minutia, index) =>
      sightings.flatMap((sighting, place) => {
        const distancePx = Math.hypot(minutia.x - sighting.x, minutia.y - sighting.y);
        const meets =
          distancePx < matching.meetingPx && turnBetween(minutia.angle, sighting.angle) < matching.meetingAngle;
        return meets ? [{ index, place, distancePx }] : [];
      }),
    )
    .sort((a, b) => a.distancePx - b.distancePx);
  const partners = new Map<number, number>();
  const taken = new Set<number>();
  for (const { index, place } of meetings) {
    if (taken.has(place) || partners.has(index)) continue;
    partners.set(index, place);
    taken.add(place);
  }
  const met = new Map([...partners].map(([index, place]) => [place, arriving[index]]));
  return [
    ...sightings.map((sighting, place) => {
      const minutia = met.get(place);
      return minutia ? meanOf([...sighting.members, minutia]) : sighting;
    }),
    ...arriving.filter((_, index) => !partners.has(index)).map((minutia) => meanOf([minutia])),
  ];
}

/** Mean place, and mean direction on the circle. */
function meanOf(members: readonly Minutia[]): Sighting {
  const sum = (value: (minutia: Minutia) => number): number =>
    members.reduce((total, minutia) => total + value(minutia), 0);
  const angle = Math.atan2(
    sum((minutia) => Math.sin(minutia.angle)),
    sum((minutia) => Math.cos(minutia.angle)),
  );
  return {
    members,
    x: sum(({ x }) => x) / members.length,
    y: sum(({ y }) => y) / members.length,
    angle: angle < 0 ? angle + 2 * Math.PI : angle,
  };
}

/** Whether an impression shows a place of the common frame: it has ridges there, or minutiae around it where no ridges are known. */
function coverageOf({ template, back }: LaidImpression): (at: Point) => boolean {
  const { flow } = template;
  if (flow) {
    return (at) => {
      const { x, y } = moved(back, at);
      const cell = flowCellAt(flow, x, y);
      return cell >= 0 && (flow.direction[cell] ?? 0) > 0;
    };
  }
  const hull = convexHull(
    Float32Array.from(template.minutiae, ({ x }) => x),
    Float32Array.from(template.minutiae, ({ y }) => -y),
  );
  return (at) => {
    const { x, y } = moved(back, at);
    return isNearHull(hull, x, y, matching.hullMarginPx);
  };
}

/** The smallest frame that holds all minutiae and all ridge flow, as far as a template may be wide and high. */
function frameOf(minutiae: readonly Minutia[], laid: readonly LaidImpression[]): Frame {
  const places = [...minutiae, ...laid.flatMap(({ template, motion }) => cornersOf(template.flow, motion))];
  const down = (value: number): number => Math.floor(value / flowCellPx) * flowCellPx;
  const left = down(Math.min(...places.map(({ x }) => x)));
  const top = down(Math.min(...places.map(({ y }) => y)));
  const right = Math.max(...places.map(({ x }) => x));
  const bottom = Math.max(...places.map(({ y }) => y));
  const side = (length: number): number =>
    Math.min(extraction.maxSidePx, Math.max(extraction.minSidePx, Math.ceil(length)));
  return { left, top, widthPx: side(right - left), heightPx: side(bottom - top) };
}

/** Centres of the cells that show ridges, in image axes of the base. */
function cornersOf(flow: RidgeFlow | undefined, motion: Motion): Point[] {
  if (!flow) return [];
  return [...flow.direction].flatMap((direction, cell) => {
    if (direction === 0) return [];
    const at = moved(motion, {
      x: ((cell % flow.columns) + 0.5) * flowCellPx,
      y: -(Math.floor(cell / flow.columns) + 0.5) * flowCellPx,
    });
    return [{ x: at.x, y: -at.y }];
  });
}
