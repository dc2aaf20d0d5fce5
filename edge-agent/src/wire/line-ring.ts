import { byteRows, type WireLine } from '@custody-edge/firmware-bridge';
import type { WireLineView } from './view.ts';

interface Held {
  readonly line: WireLineView;
  readonly shownBytes: number;
}

/** The newest lines, as many as fit; what a page has not taken by then it does not get. */
export class LineRing {
  private readonly held: Held[] = [];
  private readonly limits: { readonly lines: number; readonly bytes: number };
  private shownBytes = 0;
  private next = 0;

  constructor(limits: { readonly lines: number; readonly bytes: number }) {
    this.limits = limits;
  }

  add(deviceId: string, { atMs, from, bytes, leftOut }: WireLine): void {
    const line: WireLineView = {
      number: this.next,
      at: new Date(atMs).toISOString(),
      deviceId,
      from,
      rows: byteRows(bytes),
      ...(leftOut && { leftOut }),
    };
    this.next += 1;
    this.held.push({ line, shownBytes: bytes.length });
    this.shownBytes += bytes.length;
    while (this.held.length > this.limits.lines || (this.shownBytes > this.limits.bytes && this.held.length > 1))
      this.shownBytes -= this.held.shift()?.shownBytes ?? 0;
  }

  /** The lines from a number on that are still here, `limit` at most. */
  since(number: number, limit: number): readonly WireLineView[] {
    const first = this.next - this.held.length;
    const from = Math.max(0, number - first);
    return this.held.slice(from, from + limit).map(({ line }) => line);
  }
}
