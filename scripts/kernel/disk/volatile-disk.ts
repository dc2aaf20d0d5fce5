/** What the disk writes whole or not at all. */
export const sectorBytes = 4096;

/**
 * A disk with a cache of its own, as almost every disk has: what was written is there to be read, but is on the platter only once the
 * computer asked for it (`flush`). When power goes, of the rest each sector may or may not have got there, in no order.
 */
export class VolatileDisk {
  private readonly platter: Buffer;
  private readonly cache = new Map<number, Buffer>();

  /** @param platter what is on the disk; whole sectors */
  constructor(platter: Buffer) {
    this.platter = platter;
  }

  get bytes(): number {
    return this.platter.length;
  }

  /** Sectors that power would put at risk. */
  get unwritten(): number {
    return this.cache.size;
  }

  read(offset: number, length: number): Buffer {
    const content = Buffer.from(this.platter.subarray(offset, offset + length));
    for (let at = offset; at < offset + length; at += sectorBytes) this.cache.get(at)?.copy(content, at - offset);
    return content;
  }

  write(offset: number, content: Buffer): void {
    for (let at = 0; at < content.length; at += sectorBytes)
      this.cache.set(offset + at, Buffer.from(content.subarray(at, at + sectorBytes)));
  }

  flush(): void {
    this.powerCut(() => true);
  }

  /** @param survives whether a sector got out of the cache in time */
  powerCut(survives: () => boolean): void {
    for (const [at, sector] of this.cache) if (survives()) sector.copy(this.platter, at);
    this.cache.clear();
  }
}
