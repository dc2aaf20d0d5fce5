import type { GreyPicture } from './centred.ts';
import type { PrintReader } from './prints.ts';

const lengthBytes = 2;

/** Templates of an emulated scanner's size: the length of what stands for the finger, that, and zeros. */
export class TemplateFormat {
  readonly templateBytes: number;
  readonly #prints: PrintReader;

  constructor(templateBytes: number, prints: PrintReader) {
    this.templateBytes = templateBytes;
    this.#prints = prints;
  }

  /** Undefined where the picture shows too little of a finger. */
  make(picture: GreyPicture): Uint8Array | undefined {
    const features = this.#prints.features(picture, this.templateBytes - lengthBytes);
    if (!features) return undefined;
    const template = new Uint8Array(this.templateBytes);
    new DataView(template.buffer).setUint16(0, features.length);
    template.set(features, lengthBytes);
    return template;
  }

  /** As `PrintReader.likeness`; nothing is like a template that this format did not make. */
  likeness(one: Uint8Array, other: Uint8Array): number {
    const [a, b] = [featuresIn(one), featuresIn(other)];
    return a && b ? this.#prints.likeness(a, b) : 0;
  }
}

function featuresIn(template: Uint8Array): Uint8Array | undefined {
  if (template.length < lengthBytes) return undefined;
  const length = new DataView(template.buffer, template.byteOffset).getUint16(0);
  return length > 0 && lengthBytes + length <= template.length
    ? template.subarray(lengthBytes, lengthBytes + length)
    : undefined;
}

/** The templates that a scanner keeps by number, also without power. */
export class StoredPrints {
  readonly places: number;
  readonly #format: TemplateFormat;
  readonly #templates = new Map<number, Uint8Array>();

  constructor(places: number, format: TemplateFormat) {
    this.places = places;
    this.#format = format;
  }

  get count(): number {
    return this.#templates.size;
  }

  has(place: number): boolean {
    return this.#templates.has(place);
  }

  at(place: number): Uint8Array | undefined {
    return this.#templates.get(place);
  }

  /** @returns false for a place that it does not have */
  store(place: number, template: Uint8Array): boolean {
    if (place < 0 || place >= this.places) return false;
    this.#templates.set(place, template);
    return true;
  }

  delete(place: number): boolean {
    return this.#templates.delete(place);
  }

  clear(): void {
    this.#templates.clear();
  }

  /** The lowest place that nothing is stored in, if any. */
  firstFree(): number | undefined {
    for (let place = 0; place < this.places; place++) if (!this.#templates.has(place)) return place;
    return undefined;
  }

  /** The most alike of the places from `first` up to, but without, `end`, if one is alike enough. */
  find(
    template: Uint8Array,
    threshold: number,
    first = 0,
    end = this.places,
  ): { readonly place: number; readonly likeness: number } | undefined {
    let best: { place: number; likeness: number } | undefined;
    for (const [place, stored] of this.#templates) {
      if (place < first || place >= end) continue;
      const likeness = this.#format.likeness(template, stored);
      if (likeness >= threshold && likeness > (best?.likeness ?? -1)) best = { place, likeness };
    }
    return best;
  }
}
