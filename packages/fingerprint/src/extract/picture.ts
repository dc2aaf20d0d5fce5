import { encode as encodePng } from 'fast-png';
import type { ExtractionStages } from './extract.ts';
import { coherenceAt, orientationAt } from './orientation.ts';

type Colour = readonly [red: number, green: number, blue: number];

const paper: Colour = [255, 255, 255];
const ink: Colour = [30, 30, 30];
const line: Colour = [20, 90, 200];
const ending: Colour = [210, 30, 30];
const bifurcation: Colour = [0, 130, 60];
const gapPx = 8;
const strokeEveryPx = 8;

/** One panel of a picture, in whose own coordinates one draws. */
interface Panel {
  readonly width: number;
  readonly height: number;
  set(x: number, y: number, colour: Colour): void;
}

/** Panels of one size side by side on white. */
export class Strip {
  readonly width: number;
  readonly height: number;
  readonly #panelWidth: number;
  readonly #data: Uint8Array;

  constructor(panels: number, width: number, height: number) {
    this.#panelWidth = width;
    this.width = panels * (width + gapPx) - gapPx;
    this.height = height;
    this.#data = new Uint8Array(this.width * height * 3).fill(255);
  }

  panel(index: number): Panel {
    const left = index * (this.#panelWidth + gapPx);
    const width = this.#panelWidth;
    return {
      width,
      height: this.height,
      set: (x, y, colour) => {
        const column = Math.round(x);
        const row = Math.round(y);
        if (column < 0 || row < 0 || column >= width || row >= this.height) return;
        this.#data.set(colour, (row * this.width + left + column) * 3);
      },
    };
  }

  toPng(): Uint8Array {
    return encodePng({ width: this.width, height: this.height, channels: 3, data: this.#data });
  }
}

/**
 * The stages of an extraction side by side, as a PNG: the image at 500 dpi, the part taken for the print, the ridge orientation,
 * the enhanced ridges, the ridge lines, and the minutiae (endings red, bifurcations green) on the image.
 */
export function stagesPicture(stages: ExtractionStages): Uint8Array {
  const draw = [drawImage, drawMask, drawOrientation, drawEnhanced, drawSkeleton, drawMinutiae];
  const strip = new Strip(draw.length, stages.image.width, stages.image.height);
  for (const [index, stage] of draw.entries()) stage(strip.panel(index), stages);
  return strip.toPng();
}

const grey = (value: number): Colour => {
  const level = Math.min(255, Math.max(0, Math.round(value)));
  return [level, level, level];
};

function drawEach({ width, height, set }: Panel, colourAt: (at: number) => Colour): void {
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) set(x, y, colourAt(y * width + x));
}

function drawImage(panel: Panel, { image }: ExtractionStages): void {
  drawEach(panel, (at) => grey(image.pixels[at] ?? 255));
}

function drawMask(panel: Panel, { image, mask }: ExtractionStages): void {
  drawEach(panel, (at) => (mask[at] ? grey(image.pixels[at] ?? 255) : paper));
}

function drawOrientation(panel: Panel, { image, mask, orientation }: ExtractionStages): void {
  drawEach(panel, (at) => grey(155 + (image.pixels[at] ?? 255) * 0.4));
  for (let y = strokeEveryPx / 2; y < panel.height; y += strokeEveryPx) {
    for (let x = strokeEveryPx / 2; x < panel.width; x += strokeEveryPx) {
      if (!mask[y * panel.width + x]) continue;
      const theta = orientationAt(orientation, x, y);
      drawStroke(panel, x, y, theta, (strokeEveryPx / 2) * coherenceAt(orientation, x, y), line, true);
    }
  }
}

function drawEnhanced(panel: Panel, { enhanced, mask }: ExtractionStages): void {
  drawEach(panel, (at) => (mask[at] ? grey(128 + 128 * (enhanced.values[at] ?? 0)) : paper));
}

function drawSkeleton(panel: Panel, { skeleton }: ExtractionStages): void {
  drawEach(panel, (at) => (skeleton[at] ? ink : paper));
}

/** Minutiae on a paler image of the panel's own size: endings red, bifurcations green, each with its direction. */
export function drawMinutiae(panel: Panel, { image, template }: Pick<ExtractionStages, 'image' | 'template'>): void {
  drawEach(panel, (at) => grey(155 + (image.pixels[at] ?? 255) * 0.4));
  for (const { x, y, angle, kind } of template.minutiae) {
    const colour = kind === 'ending' ? ending : bifurcation;
    for (let turn = 0; turn < 2 * Math.PI; turn += 0.2) {
      panel.set(x + 3.5 * Math.cos(turn), y + 3.5 * Math.sin(turn), colour);
    }
    drawStroke(panel, x, y, -angle, 11, colour, false);
  }
}

/** A straight line from a point, or through it, in image axes. */
function drawStroke(
  panel: Panel,
  x: number,
  y: number,
  direction: number,
  lengthPx: number,
  colour: Colour,
  isThrough: boolean,
): void {
  for (let step = isThrough ? -lengthPx : 0; step <= lengthPx; step += 0.5) {
    panel.set(x + step * Math.cos(direction), y + step * Math.sin(direction), colour);
  }
}
