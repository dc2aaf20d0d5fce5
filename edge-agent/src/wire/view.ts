/** Present while raw bytes of devices are shown. */
export interface WireView {
  /** Of the event by which it was opened: a view that is opened again is another one. */
  readonly id: string;
  readonly devices: readonly string[];
  /** When it closes by itself. */
  readonly closesAt: string;
}

/** What one side said in one go. */
export interface WireLineView {
  /** Counts up by one in each view: what is missing between two was dropped before a slow page took it. */
  readonly number: number;
  readonly at: string;
  readonly deviceId: string;
  readonly from: 'station' | 'device';
  /** Sixteen bytes a row. */
  readonly rows: readonly { readonly hex: string; readonly text: string }[];
  /** More bytes that are not shown, and their SHA-256 in hexadecimal. */
  readonly leftOut?: { readonly byteCount: number; readonly sha256: string };
}
