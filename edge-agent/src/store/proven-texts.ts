import { hash } from 'node:crypto';

/** Some six megabytes of digests. */
const limit = 65_536;

/** Texts whose signatures were seen to hold: a person's line is read at each of their movements, and verifying is most of that. */
export class ProvenTexts {
  /** SHA-256 of each: what is altered on the disk is another text. */
  private readonly digests = new Set<string>();

  /** Reads a text with what reads it, which is told whether its signature need not be checked again. */
  read<Read extends { readonly ok: boolean }>(text: string, read: (held: boolean) => Read): Read {
    const digest = digestOf(text);
    const result = read(this.digests.has(digest));
    if (result.ok) this.keep(digest);
    return result;
  }

  has(text: string): boolean {
    return this.digests.has(digestOf(text));
  }

  /** The signature of this text holds. */
  add(text: string): void {
    this.keep(digestOf(text));
  }

  private keep(digest: string): void {
    if (this.digests.size >= limit) this.digests.clear();
    this.digests.add(digest);
  }
}

const digestOf = (text: string): string => hash('sha256', text, 'base64url');
