import { fingerprintError } from '../errors.ts';

/** The error for a standard minutia record that breaks its standard: where, in bytes from its beginning, and why. */
export function malformed(offset: number, reason: string): Error {
  return fingerprintError('fingerprint-record-malformed', { offset, reason });
}

/** Reads big-endian numbers one after another; reading past the end throws `fingerprint-record-malformed`. */
export class RecordReader {
  readonly #view: DataView;
  #offset = 0;
  #end: number;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#end = bytes.byteLength;
  }

  /** Bytes from the beginning of the record to the next number. */
  get offset(): number {
    return this.#offset;
  }

  u8(field: string): number {
    return this.#view.getUint8(this.#advance(1, field));
  }

  u16(field: string): number {
    return this.#view.getUint16(this.#advance(2, field));
  }

  u32(field: string): number {
    return this.#view.getUint32(this.#advance(4, field));
  }

  skip(count: number, field: string): void {
    this.#advance(count, field);
  }

  /** Sets the end of the record to the length it declares; padding behind it is not looked at. */
  endAt(declared: number, declaredAt: number): void {
    if (declared > this.#end) throw malformed(declaredAt, `declares ${declared} bytes, ${this.#end} are there`);
    this.#end = declared;
  }

  /** Throws unless exactly `end` bytes, by default the whole record, have been read. */
  requireReadTo(end = this.#end): void {
    if (this.#offset !== end) throw malformed(this.#offset, `content ends here, declared to end at ${end}`);
  }

  #advance(count: number, field: string): number {
    const at = this.#offset;
    if (count > this.#end - at) throw malformed(at, `record ends at ${this.#end}, within ${field}`);
    this.#offset = at + count;
    return at;
  }
}
