import { crc32 } from 'node:zlib';

const checksumBytes = 4;

/** Makes the checksum at the end of our own record true. */
export function sealRecord(bytes: Uint8Array): void {
  const end = bytes.length - checksumBytes;
  if (end >= 0) viewOf(bytes).setUint32(end, crc32(bytes.subarray(0, end)));
}

const signatureBytes = 8;

/** Makes the checksum of every whole chunk of a PNG true: length u32 | type u32 | content | CRC-32 of type and content u32. */
export function sealPng(bytes: Uint8Array): void {
  const view = viewOf(bytes);
  for (let at = signatureBytes; at + 12 <= bytes.length; ) {
    const end = at + 8 + view.getUint32(at);
    if (end + checksumBytes > bytes.length) return;
    view.setUint32(end, crc32(bytes.subarray(at + 4, end)));
    at = end + checksumBytes;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
