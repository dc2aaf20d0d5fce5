import type { GreyImage } from '../image/grey-image.ts';
import { sample } from '../image/plane.ts';
import type { SyntheticFinger } from './finger.ts';
import { type SeededRandom, seededRandom, smoothField } from './random.ts';

/** How a finger was put on the sensor. What is left out is drawn from the seed, within what a guided capture shows. */
export interface ImpressionOptions {
  readonly seed: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly dpi: number;
  /** Shift of the finger's centre from the sensor's, in pixels at 500 dpi. */
  readonly displacementPx?: { readonly x: number; readonly y: number };
  /** Radians, clockwise as seen on the screen. */
  readonly rotation?: number;
  /** Strength of the plastic skin distortion: 0 none, 1 a strong drag (about 10 px at the border). */
  readonly distortion?: number;
  /** −1 light (thin ridges, small contact) … 0 … 1 heavy (thick ridges, large contact). */
  readonly pressure?: number;
  /** 0 moist … 1 very dry (ridges broken up). */
  readonly dryness?: number;
  /** 0 none … 1 so much sweat or water that most valleys run full; none unless asked for. */
  readonly wetness?: number;
  /** Way that the finger slid while it was read, in pixels at 500 dpi; none unless asked for. */
  readonly motionPx?: { readonly x: number; readonly y: number };
  /** Standard deviation of the sensor's noise in grey levels. */
  readonly noise?: number;
  /** Share of the finger's normal contact width and height that touches, 0.3 … 1. */
  readonly contact?: number;
}

type Conditions = Required<Omit<ImpressionOptions, 'seed' | 'widthPx' | 'heightPx' | 'dpi'>>;

function drawConditions(random: SeededRandom, options: ImpressionOptions): Conditions {
  const limit = (value: number, reach: number): number => Math.min(Math.max(value, -reach), reach);
  const drawn: Conditions = {
    displacementPx: { x: limit(9 * random.normal(), 24), y: limit(11 * random.normal(), 28) },
    rotation: limit(0.1 * random.normal(), 0.3),
    distortion: random.between(0, 0.6),
    pressure: limit(0.35 * random.normal(), 0.9),
    dryness: random.between(0, 0.45),
    wetness: 0,
    motionPx: { x: 0, y: 0 },
    noise: random.between(3, 9),
    contact: random.between(0.85, 1),
  };
  return { ...drawn, ...options };
}

/** Contact ellipse of a normally pressed fingertip, semi-axes at 500 dpi. */
const contactRadiusPx = { x: 118, y: 148 };
const paper = 236;
const ridgeInk = 48;
const valleyInk = 214;

/**
 * One impression of a synthetic finger: the master print moved, turned, dragged (after Cappelli, Maio & Maltoni, "Modelling plastic
 * distortion in fingerprint images", ICAPR 2001), with ridges thickened or thinned by pressure, broken by dryness and scratches, joined
 * by water, cut to the contact ellipse, smeared by motion, and read by a noisy sensor. The same finger and options give the same image.
 */
export function syntheticImpression(finger: SyntheticFinger, options: ImpressionOptions): GreyImage {
  const { widthPx, heightPx, dpi } = options;
  const seed = (finger.seed ^ Math.imul(options.seed + 1, 0x9e3779b1)) | 0;
  const random = seededRandom(seed);
  const conditions = drawConditions(random, options);
  const step = 500 / dpi;
  const spanX = widthPx * step;
  const spanY = heightPx * step;
  const inkAt = inkModel(random, conditions, spanX, spanY);
  const place = placement(random, conditions, finger, spanX, spanY);
  const scratches = drawScratches(random, spanX, spanY);
  const waterAt = drawWater(seededRandom(~seed), conditions, spanX, spanY);
  const greyAt = (x: number, y: number): number => {
    const { masterX, masterY, contact } = place(x, y);
    if (contact <= 0) return paper;
    const dryInk = inkAt(sample(finger.master, masterX, masterY), x, y) * (1 - scratches(x, y));
    const ink = Math.max(dryInk, waterAt(x, y)) * contact;
    return paper + (valleyInk - paper) * contact + (ridgeInk - valleyInk) * ink;
  };
  const smearedAt = smear(greyAt, conditions);
  const pixels = new Uint8Array(widthPx * heightPx);
  for (let row = 0; row < heightPx; row += 1) {
    for (let column = 0; column < widthPx; column += 1) {
      const x = (column + 0.5) * step;
      const y = (row + 0.5) * step;
      pixels[row * widthPx + column] = Math.min(
        Math.max(Math.round(smearedAt(x, y) + conditions.noise * random.normal()), 0),
        255,
      );
    }
  }
  return { width: widthPx, height: heightPx, dpi, pixels };
}

/** How black a point of the given ridge height is, 0 … 1. */
function inkModel(
  random: SeededRandom,
  { pressure, dryness }: Conditions,
  spanX: number,
  spanY: number,
): (height: number, x: number, y: number) => number {
  const unevenness = smoothField(random, spanX, spanY, 60);
  const patches = smoothField(random, spanX, spanY, 40);
  const grains = smoothField(random, spanX, spanY, 3.2);
  // Skin drier than a guided capture shows touches the glass in dots.
  const dots = 0.2 + 2.2 * Math.max(0, dryness - 0.5);
  return (height, x, y) => {
    const level = height + 0.45 * pressure + 0.12 * unevenness(x, y);
    const dry = dryness * (0.75 + 0.25 * patches(x, y));
    const ink = 1 / (1 + Math.exp(-3.6 * level));
    const broken = dry * Math.max(0, grains(x, y) + dots);
    return Math.min(Math.max(ink - broken * 0.8, 0), 1);
  };
}

/** Water between the ridges: pools that spread and darken with the wetness, as ink 0 … 1. */
function drawWater(
  random: SeededRandom,
  { wetness }: Conditions,
  spanX: number,
  spanY: number,
): (x: number, y: number) => number {
  const pools = smoothField(random, spanX, spanY, 22);
  return (x, y) => {
    const depth = 3 * wetness - 1.6 + 0.5 * pools(x, y);
    return wetness === 0 ? 0 : 0.85 / (1 + Math.exp(-4 * depth));
  };
}

/** What a sensor sees that is read while the finger slides: the mean over its way. */
function smear(greyAt: (x: number, y: number) => number, { motionPx }: Conditions): typeof greyAt {
  const steps = Math.ceil(Math.hypot(motionPx.x, motionPx.y));
  if (steps === 0) return greyAt;
  return (x, y) => {
    let sum = 0;
    for (let step = 0; step <= steps; step += 1) {
      const part = step / steps - 0.5;
      sum += greyAt(x + part * motionPx.x, y + part * motionPx.y);
    }
    return sum / (steps + 1);
  };
}

interface Placed {
  readonly masterX: number;
  readonly masterY: number;
  /** 0 no contact … 1 full contact. */
  readonly contact: number;
}

function placement(
  random: SeededRandom,
  { displacementPx, rotation, distortion, pressure, contact }: Conditions,
  finger: SyntheticFinger,
  spanX: number,
  spanY: number,
): (x: number, y: number) => Placed {
  const drag = { x: 9 * distortion * random.normal(), y: 9 * distortion * random.normal() };
  const twist = 0.06 * distortion * random.normal();
  const edge = smoothField(random, spanX, spanY, 24);
  const grown = contact * (1 + 0.1 * pressure);
  const cos = Math.cos(rotation);
  const sin = Math.sin(rotation);
  const centreX = spanX / 2 + displacementPx.x;
  const centreY = spanY / 2 + displacementPx.y;
  return (x, y) => {
    const fromX = x - centreX;
    const fromY = y - centreY;
    const fingerX = fromX * cos + fromY * sin;
    const fingerY = fromY * cos - fromX * sin;
    const reach = Math.hypot(fingerX / (contactRadiusPx.x * grown), fingerY / (contactRadiusPx.y * grown));
    // The middle of the contact sticks to the glass; towards the border the skin follows the dragging finger.
    const slip = reach <= 0.35 ? 0 : (1 - Math.cos(Math.PI * Math.min(1, (reach - 0.35) / 0.75))) / 2;
    const border = reach + 0.016 * edge(x, y);
    return {
      masterX: finger.master.width / 2 + fingerX + slip * (drag.x - twist * fingerY),
      masterY: finger.master.height / 2 + fingerY + slip * (drag.y + twist * fingerX),
      contact: Math.min(Math.max((1.02 - border) / 0.05, 0), 1),
    };
  };
}

/** A few healed cuts: white lines about a pixel and a half wide. */
function drawScratches(random: SeededRandom, spanX: number, spanY: number): (x: number, y: number) => number {
  const scratches = Array.from({ length: Math.floor(random.between(0, 4)) }, () => {
    const angle = random.between(0, Math.PI);
    return {
      x: random.between(0, spanX),
      y: random.between(0, spanY),
      alongX: Math.cos(angle),
      alongY: Math.sin(angle),
      half: random.between(8, 35),
      width: random.between(0.8, 1.6),
    };
  });
  return (x, y) => {
    for (const scratch of scratches) {
      const along = (x - scratch.x) * scratch.alongX + (y - scratch.y) * scratch.alongY;
      const across = (y - scratch.y) * scratch.alongX - (x - scratch.x) * scratch.alongY;
      if (Math.abs(along) < scratch.half && Math.abs(across) < scratch.width) return 0.9;
    }
    return 0;
  };
}
