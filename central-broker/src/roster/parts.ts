/** A signed event and the signed record of the station that it is from. */
export interface SignedPiece {
  readonly text: string;
  readonly record: string;
}

export interface Part {
  readonly events: string[];
  /** Each once. */
  readonly records: string[];
}

/** Bytes of a text in JSON, with the comma before the next one. */
const sizeOf = (text: string): number => Buffer.byteLength(JSON.stringify(text)) + 1;

/**
 * Shares a line out over messages, in its order, each with the records that prove it.
 * @param roomBytes what events and records may take of one message, as JSON
 * @returns undefined where one event alone takes more
 */
export function partsOf(pieces: readonly SignedPiece[], roomBytes: number): Part[] | undefined {
  const parts: { events: string[]; records: string[]; bytes: number }[] = [];
  for (const { text, record } of pieces) {
    const last = parts.at(-1);
    const added = sizeOf(text) + (last?.records.includes(record) ? 0 : sizeOf(record));
    if (last && last.bytes + added <= roomBytes) {
      last.events.push(text);
      if (!last.records.includes(record)) last.records.push(record);
      last.bytes += added;
      continue;
    }
    const bytes = sizeOf(text) + sizeOf(record);
    if (bytes > roomBytes) return undefined;
    parts.push({ events: [text], records: [record], bytes });
  }
  return parts.map(({ events, records }) => ({ events, records }));
}
