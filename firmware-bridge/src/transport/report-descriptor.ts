const usagePageTag = 0x04;
const applicationCollection = [0xa1, 0x01] as const;
const longItem = 0xfe;
/** The two lowest bits of an item's first byte say how many data bytes follow. */
const dataBytesOf = [0, 1, 2, 4] as const;

/**
 * The usage pages that the application collections of a HID report descriptor stand on, in their order.
 * Source: Device Class Definition for Human Interface Devices 1.11, section 6.2.2.
 */
export function usagePagesOf(descriptor: Uint8Array): number[] {
  const pages: number[] = [];
  let page = 0;
  for (let at = 0; at < descriptor.length; ) {
    const first = descriptor[at] ?? 0;
    if (first === longItem) {
      at += 3 + (descriptor[at + 1] ?? 0);
      continue;
    }
    const dataBytes = dataBytesOf[first & 3] ?? 0;
    const data = descriptor.subarray(at + 1, at + 1 + dataBytes);
    if ((first & 0xfc) === usagePageTag) page = data.reduce((value, byte, index) => value + byte * 256 ** index, 0);
    if (first === applicationCollection[0] && data[0] === applicationCollection[1] && !pages.includes(page))
      pages.push(page);
    at += 1 + dataBytes;
  }
  return pages;
}
