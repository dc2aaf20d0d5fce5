/** "FMR\0", with which every finger minutiae record begins. */
export const recordMagic = 0x464d5200;

/** " 20\0": ISO/IEC 19794-2:2005 and ANSI INCITS 378-2004. */
export const version20 = 0x20323000;

/** "030\0": ISO/IEC 19794-2:2011. */
export const version30 = 0x30333000;

/** Byte offset of the total length, right behind magic and version. */
export const lengthAt = 8;

/** An empty record of the given length, its magic and version set. */
export function newRecord(byteCount: number, version: number): { readonly bytes: Uint8Array; readonly view: DataView } {
  const bytes = new Uint8Array(byteCount);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, recordMagic);
  view.setUint32(4, version);
  return { bytes, view };
}
