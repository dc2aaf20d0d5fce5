import { type Code, readText, symbologyOfAim } from '../code.ts';

/** Usage page of bar code scanners (HID Point of Sale Usage Tables 1.02). */
export const barcodeUsagePage = 0x8c;
/** Input report that carries scanned data. */
const scannedData = 0x02;
const aimFlag = 0x5d;
const aimBytes = 3;
/** Where the identifier begins: most readers, then some of Zebra and Datalogic. */
const aimPlaces = [2, 3] as const;
/** Around the data of a report: id, length, identifier, the maker's own two bytes, whether more follows. */
const frameBytes = 8;
const carriageReturn = 0x0d;

/** A part of a code, as one report carries it. */
export interface Fragment {
  /** AIM symbology identifier, `]cm`. */
  readonly aim: string;
  readonly data: Uint8Array;
  /** Whether the next report goes on with this code. */
  readonly more: boolean;
}

/** What an input report carries; undefined when it carries no scanned data, or contradicts itself. */
export function readFragment(report: Uint8Array, reportBytes: number): Fragment | undefined {
  const [id, length] = report;
  const aimAt = aimPlaces.find((place) => report[place] === aimFlag);
  if (id !== scannedData || length === undefined || aimAt === undefined || report.length !== reportBytes)
    return undefined;
  if (length > reportBytes - frameBytes) return undefined;
  const dataAt = aimAt + aimBytes;
  return {
    aim: Buffer.from(report.subarray(aimAt, dataAt)).toString('latin1'),
    data: Uint8Array.from(report.subarray(dataAt, dataAt + length)),
    more: report[reportBytes - 1] !== 0,
  };
}

/** The reports by which a reader sends a code. */
export function reportsOf(code: Uint8Array, aim: string, reportBytes: number): Uint8Array[] {
  const roomBytes = reportBytes - frameBytes;
  const count = Math.max(1, Math.ceil(code.length / roomBytes));
  return Array.from({ length: count }, (_, index) => {
    const data = code.subarray(index * roomBytes, (index + 1) * roomBytes);
    const report = new Uint8Array(reportBytes);
    report.set([scannedData, data.length, ...Buffer.from(aim, 'latin1')]);
    report.set(data, 2 + aimBytes);
    report[reportBytes - 1] = index === count - 1 ? 0 : 1;
    return report;
  });
}

/** Puts the parts of a code together; holds no more than the longest code. */
export class FragmentJoiner {
  readonly #maxLengthBytes: number;
  #parts: Uint8Array[] = [];
  #byteCount = 0;
  #begun: string | undefined;

  constructor(maxLengthBytes: number) {
    this.#maxLengthBytes = maxLengthBytes;
  }

  /** Whether a code has begun and not ended. */
  get unfinished(): boolean {
    return this.#begun !== undefined;
  }

  /** @returns the code that this part ends */
  push({ aim, data, more }: Fragment): Code | undefined {
    this.#begun ??= aim;
    this.#byteCount += data.length;
    if (this.#isTooLong) this.#parts = [];
    else this.#parts.push(data);
    return more ? undefined : this.#end();
  }

  /** What was begun will not go on. @returns why it is refused, if anything was begun */
  flush(): Code | undefined {
    if (!this.unfinished) return undefined;
    const refused: Code = {
      kind: 'rejected',
      reason: this.#isTooLong ? 'too-long' : 'unterminated',
      byteCount: this.#byteCount,
    };
    this.#forget();
    return refused;
  }

  /** A carriage return at the end belongs to the reader's setting, not to the code. */
  get #isTooLong(): boolean {
    return this.#byteCount > this.#maxLengthBytes + 1;
  }

  #end(): Code {
    const bytes = Buffer.concat(this.#parts);
    const text = bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes;
    const byteCount = this.#byteCount;
    const aim = this.#begun ?? '';
    const isTooLong = this.#isTooLong || text.length > this.#maxLengthBytes;
    this.#forget();
    if (isTooLong) return { kind: 'rejected', reason: 'too-long', byteCount };
    const code = readText(text);
    const symbology = symbologyOfAim(aim);
    return code.kind === 'rejected' || symbology === undefined ? code : { ...code, symbology };
  }

  #forget(): void {
    this.#parts = [];
    this.#byteCount = 0;
    this.#begun = undefined;
  }
}
