import type { ProfileOf } from '@custody-edge/device-profiles';
import type { GreyPicture } from '../../emulator/centred.ts';
import type { PrintReader } from '../../emulator/prints.ts';
import { StoredPrints, TemplateFormat } from '../../emulator/stored-prints.ts';
import { confirmation } from './codec.ts';

/** Places of a model of which no source names the number. */
const usualPlaces = 200;
const usualCharBuffers = 2;
const placesPerIndexPage = 256;
const indexPages = 4;
/** The score that a module gives two equal templates; real ones are said to give some hundreds. */
const highestScore = 300;

/** A confirmation code and what follows it. */
export type CodeAndBody = readonly [code: number, ...body: number[]];

/** What an emulated module knows of fingers: its char buffers, and the templates that it keeps without power. */
export class ModuleLibrary {
  readonly stored: StoredPrints;
  readonly templateBytes: number;
  readonly #format: TemplateFormat;
  readonly #charBuffers: number;
  readonly #buffers = new Map<number, Uint8Array>();

  constructor({ library, templateBytes }: ProfileOf<'ef01'>, prints: PrintReader) {
    this.templateBytes = templateBytes;
    this.#format = new TemplateFormat(templateBytes, prints);
    this.stored = new StoredPrints(library?.places ?? usualPlaces, this.#format);
    this.#charBuffers = library?.charBuffers ?? usualCharBuffers;
  }

  /** Without power the char buffers are empty. */
  forgetBuffers(): void {
    this.#buffers.clear();
  }

  buffer(name: number): Uint8Array | undefined {
    return this.#buffers.get(this.#known(name));
  }

  fill(name: number, template: Uint8Array): void {
    this.#buffers.set(this.#known(name), template);
  }

  makeFeatures(picture: GreyPicture | undefined, name: number): number {
    if (!picture) return confirmation.noValidImage;
    const template = this.#format.make(picture);
    if (!template) return confirmation.tooFewPoints;
    this.fill(name, template);
    return confirmation.ok;
  }

  /** Whether a picture shows enough of a finger. */
  isGood(picture: GreyPicture | undefined): boolean {
    return picture !== undefined && this.#format.make(picture) !== undefined;
  }

  /** Char buffer 1 against 2. */
  match(securityLevel: number): CodeAndBody {
    const likeness = this.#likeness(1, 2);
    return likeness >= thresholdOf(securityLevel)
      ? [confirmation.ok, ...twoBytes(scoreOf(likeness))]
      : [confirmation.noMatch, 0, 0];
  }

  /** Makes one template of all filled char buffers, which then stands in the first two. */
  merge(securityLevel: number): number {
    const filled = [...this.#buffers.keys()].sort((a, b) => a - b);
    const [first, ...others] = filled;
    if (first === undefined || others.length === 0) return confirmation.mergeFailed;
    const areOne = others.every((name) => this.#likeness(first, name) >= thresholdOf(securityLevel));
    const merged = this.#buffers.get(first);
    if (!areOne || !merged) return confirmation.mergeFailed;
    this.forgetBuffers();
    this.fill(1, merged);
    this.fill(2, merged);
    return confirmation.ok;
  }

  store(name: number, place: number): number {
    const template = this.buffer(name);
    if (!template) return confirmation.loadFailed;
    return this.stored.store(place, template) ? confirmation.ok : confirmation.noSuchPlace;
  }

  load(name: number, place: number): number {
    if (place >= this.stored.places) return confirmation.noSuchPlace;
    const template = this.stored.at(place);
    if (!template) return confirmation.loadFailed;
    this.fill(name, template);
    return confirmation.ok;
  }

  delete(first: number, count: number): number {
    if (count < 1 || first + count > this.stored.places) return confirmation.deleteFailed;
    for (let place = first; place < first + count; place++) this.stored.delete(place);
    return confirmation.ok;
  }

  search(name: number, first: number, count: number, securityLevel: number): CodeAndBody {
    const template = this.buffer(name);
    const found = template && this.stored.find(template, thresholdOf(securityLevel), first, first + count);
    return found
      ? [confirmation.ok, ...twoBytes(found.place), ...twoBytes(scoreOf(found.likeness))]
      : [confirmation.notFound, 0, 0, 0, 0];
  }

  /** One bit a place, the lowest first, for 256 places. */
  index(page: number): CodeAndBody {
    if (page >= indexPages) return [confirmation.noSuchPlace];
    const bits = Array.from({ length: placesPerIndexPage / 8 }, (_, byte) => {
      const first = page * placesPerIndexPage + byte * 8;
      return [0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, bit) => sum | (this.stored.has(first + bit) ? 1 << bit : 0), 0);
    });
    return [confirmation.ok, ...bits];
  }

  #likeness(one: number, other: number): number {
    const [a, b] = [this.buffer(one), this.buffer(other)];
    return a && b ? this.#format.likeness(a, b) : 0;
  }

  /** A module with two char buffers takes every name but 1 for the second; one with six ignores names that it has not. */
  #known(name: number): number {
    if (this.#charBuffers === 2) return name === 1 ? 1 : 2;
    return name >= 1 && name <= this.#charBuffers ? name : 1;
  }
}

/** Level 1 accepts the most, level 5 the least. */
const thresholdOf = (securityLevel: number): number => 0.35 + 0.05 * securityLevel;
const scoreOf = (likeness: number): number => Math.round(likeness * highestScore);
export const twoBytes = (value: number): [number, number] => [(value >> 8) & 255, value & 255];
