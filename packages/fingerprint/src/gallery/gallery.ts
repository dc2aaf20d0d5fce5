import { fingerprintError } from '../errors.ts';
import { prepareTemplate } from '../match/prepare.ts';
import { decodeTemplate } from '../template/record.ts';
import { blockBytes } from './probe-block.ts';
import {
  clearestMinutiae,
  minutiaBytes,
  slotBytes,
  slotHeaderBytes,
  slotMinutiae,
  slotRecordAt,
  slotRecordBytesAt,
  slotScoreAt,
} from './slot.ts';

/** Threads that may search at once: each has its own block for the probe at the beginning of the memory. */
export const maxSearchThreads = 8;

/** Byte address of the first slot. */
export const slotsAt = maxSearchThreads * blockBytes;

const pageBytes = 65_536;
/** The kernel is built for a gigabyte of slots. */
const mostImpressions = 1_000_000;
/** Records take two thirds of a kilobyte in the middle, so this much each is never short. */
const mostRecordBytesEach = 1024;
const recordCellBytes = 16;

/*
 * Stored, little-endian: "CEFG" | version u32 | number of slots u32 | bytes of the records u32 | key u32 of each slot | slots |
 * records, in the order of the slots, each filled up to whole cells. The version changes with `slot.ts` and with the sketches of
 * `matching`.
 */
const magic = 0x47464543;
const version = 1;
const headerBytes = 16;

/** What threads share of a gallery. */
export interface SharedGallery {
  /** A probe's block for each thread, then the slots. */
  readonly memory: WebAssembly.Memory<SharedArrayBuffer>;
  /** Records of `encodeTemplate`; the slots tell where. */
  readonly records: SharedArrayBuffer;
}

/**
 * Many impressions in flat shared memory, each with a key of the caller's that several may share (all of one finger, say). Changes
 * must not overlap with a search by other threads: `GallerySearch` sees to that.
 */
export class Gallery implements SharedGallery {
  readonly memory: WebAssembly.Memory<SharedArrayBuffer>;
  readonly records: SharedArrayBuffer;
  readonly #capacity: number;
  /** Key of each slot, apart from the slots so that a key is found at once; the rest of the array is spare. */
  #keys = new Uint32Array(64);
  #count = 0;
  #recordsEnd = 0;
  /** Places of removed records by their length in bytes. */
  readonly #freed = new Map<number, number[]>();

  /** @param capacity impressions that it can hold, at most a million; memory is taken only as they come */
  constructor(capacity = mostImpressions) {
    this.#capacity = capacity;
    const maximum = Math.ceil((slotsAt + capacity * slotBytes) / pageBytes);
    this.memory = new WebAssembly.Memory<SharedArrayBuffer>({ initial: 1, maximum, shared: true });
    this.records = new SharedArrayBuffer(0, { maxByteLength: capacity * mostRecordBytesEach });
  }

  /** Number of impressions. */
  get count(): number {
    return this.#count;
  }

  /** Bytes in use: keys, slots and records. */
  get usedBytes(): number {
    return this.#count * (slotBytes + Uint32Array.BYTES_PER_ELEMENT) + this.#recordsEnd;
  }

  /** Key of each impression, in the order of the slots. */
  get keys(): Uint32Array {
    return this.#keys.subarray(0, this.#count);
  }

  /** What the last first stage over all impressions gave each, in the order of the slots. */
  scores(): Uint16Array {
    const view = new DataView(this.memory.buffer, slotsAt);
    return Uint16Array.from({ length: this.#count }, (_, slot) => view.getUint16(slot * slotBytes + slotScoreAt, true));
  }

  /** What the last first stage that looked at a slot gave it. */
  scoreOf(slot: number): number {
    return new DataView(this.memory.buffer, slotsAt + slot * slotBytes).getUint16(slotScoreAt, true);
  }

  /**
   * Adds an impression. Throws `fingerprint-gallery-full` beyond the capacity.
   * @param key whole number 0 … 2³² − 1
   * @param record of `encodeTemplate`; anything else throws `fingerprint-template-damaged`
   */
  add(key: number, record: Uint8Array): void {
    const template = decodeTemplate(record);
    const minutiae = clearestMinutiae(template, prepareTemplate(template), slotMinutiae);
    if (this.#count === this.#capacity)
      throw fingerprintError('fingerprint-gallery-full', { capacity: this.#capacity });
    const recordAt = this.#placeFor(wholeCells(record.length));
    this.#reserveSlots(this.#count + 1);
    new Uint8Array(this.records).set(record, recordAt);
    const slot = slotsAt + this.#count * slotBytes;
    const view = new DataView(this.memory.buffer, slot, slotBytes);
    view.setUint16(0, minutiae.length / minutiaBytes, true);
    view.setUint32(slotRecordAt, recordAt, true);
    view.setUint32(slotRecordBytesAt, record.length, true);
    new Uint8Array(this.memory.buffer).set(minutiae, slot + slotHeaderBytes);
    this.#keys[this.#count] = key;
    this.#count += 1;
  }

  /** Removes and overwrites every impression with this key, and returns how many there were. */
  remove(key: number): number {
    const view = new DataView(this.memory.buffer);
    const bytes = new Uint8Array(this.memory.buffer);
    const before = this.#count;
    for (let slot = this.keys.lastIndexOf(key); slot >= 0; slot = this.keys.lastIndexOf(key)) {
      const at = slotsAt + slot * slotBytes;
      this.#free(view.getUint32(at + slotRecordAt, true), view.getUint32(at + slotRecordBytesAt, true));
      this.#count -= 1;
      const last = slotsAt + this.#count * slotBytes;
      bytes.copyWithin(at, last, last + slotBytes);
      bytes.fill(0, last, last + slotBytes);
      this.#keys[slot] = this.#keys[this.#count] ?? 0;
    }
    return before - this.#count;
  }

  /** The whole gallery as one flat buffer, for `Gallery.open`; biometric data in the clear, to be encrypted by whoever keeps it. */
  store(): Uint8Array {
    const slots = new DataView(this.memory.buffer, slotsAt);
    const records = new Uint8Array(this.records);
    let recordBytes = 0;
    for (let slot = 0; slot < this.#count * slotBytes; slot += slotBytes)
      recordBytes += wholeCells(slots.getUint32(slot + slotRecordBytesAt, true));
    const { slotsFrom, recordsFrom } = storedLayout(this.#count);
    const stored = new Uint8Array(recordsFrom + recordBytes);
    const view = new DataView(stored.buffer);
    for (const [word, value] of [magic, version, this.#count, recordBytes].entries())
      view.setUint32(4 * word, value, true);
    for (const [slot, key] of this.keys.entries()) view.setUint32(headerBytes + 4 * slot, key, true);
    stored.set(new Uint8Array(this.memory.buffer, slotsAt, this.#count * slotBytes), slotsFrom);
    let at = 0;
    for (let slot = 0; slot < this.#count * slotBytes; slot += slotBytes) {
      const from = slots.getUint32(slot + slotRecordAt, true);
      const length = slots.getUint32(slot + slotRecordBytesAt, true);
      stored.set(records.subarray(from, from + length), recordsFrom + at);
      view.setUint32(slotsFrom + slot + slotRecordAt, at, true);
      at += wholeCells(length);
    }
    return stored;
  }

  /** Opens what `store` gave. Throws `fingerprint-gallery-damaged`, naming the field, if lengths or ranges contradict each other. */
  static open(stored: Uint8Array): Gallery {
    requireThat('length', stored.length, stored.length >= headerBytes);
    const view = new DataView(stored.buffer, stored.byteOffset, stored.length);
    const word = (index: number): number => view.getUint32(4 * index, true);
    requireThat('magic', word(0), word(0) === magic);
    requireThat('version', word(1), word(1) === version);
    const count = word(2);
    const { slotsFrom, recordsFrom } = storedLayout(count);
    requireThat('length', stored.length, stored.length === recordsFrom + word(3));
    requireThat('count', count, count <= mostImpressions);
    requireThat('records', word(3), word(3) <= mostImpressions * mostRecordBytesEach);
    let recordsEnd = 0;
    for (let slot = slotsFrom; slot < recordsFrom; slot += slotBytes) {
      requireThat('minutiaCount', view.getUint16(slot, true), view.getUint16(slot, true) <= slotMinutiae);
      const recordAt = view.getUint32(slot + slotRecordAt, true);
      requireThat('recordAt', recordAt, recordAt === recordsEnd);
      recordsEnd += wholeCells(view.getUint32(slot + slotRecordBytesAt, true));
    }
    requireThat('records', word(3), word(3) === recordsEnd);
    const gallery = new Gallery();
    gallery.#reserveSlots(count);
    for (let slot = 0; slot < count; slot += 1) gallery.#keys[slot] = view.getUint32(headerBytes + 4 * slot, true);
    new Uint8Array(gallery.memory.buffer).set(stored.subarray(slotsFrom, recordsFrom), slotsAt);
    gallery.records.grow(recordsEnd);
    new Uint8Array(gallery.records).set(stored.subarray(recordsFrom));
    gallery.#count = count;
    gallery.#recordsEnd = recordsEnd;
    return gallery;
  }

  #reserveSlots(count: number): void {
    const missing = slotsAt + count * slotBytes - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / pageBytes));
    if (count <= this.#keys.length) return;
    const keys = new Uint32Array(Math.max(count, 2 * this.#keys.length));
    keys.set(this.#keys);
    this.#keys = keys;
  }

  #placeFor(bytes: number): number {
    const freed = this.#freed.get(bytes)?.pop();
    if (freed !== undefined) return freed;
    const at = this.#recordsEnd;
    const end = at + bytes;
    if (end > this.records.maxByteLength) throw fingerprintError('fingerprint-gallery-full', { recordBytes: at });
    if (end > this.records.byteLength)
      this.records.grow(Math.min(this.records.maxByteLength, Math.ceil(end / pageBytes) * pageBytes));
    this.#recordsEnd = end;
    return at;
  }

  #free(recordAt: number, length: number): void {
    const bytes = wholeCells(length);
    new Uint8Array(this.records).fill(0, recordAt, recordAt + bytes);
    const places = this.#freed.get(bytes) ?? [];
    places.push(recordAt);
    this.#freed.set(bytes, places);
  }
}

function storedLayout(count: number): { readonly slotsFrom: number; readonly recordsFrom: number } {
  const slotsFrom = headerBytes + count * Uint32Array.BYTES_PER_ELEMENT;
  return { slotsFrom, recordsFrom: slotsFrom + count * slotBytes };
}

function wholeCells(bytes: number): number {
  return Math.ceil(bytes / recordCellBytes) * recordCellBytes;
}

function requireThat(field: string, value: number, holds: boolean): void {
  if (!holds) throw fingerprintError('fingerprint-gallery-damaged', { field, value });
}
