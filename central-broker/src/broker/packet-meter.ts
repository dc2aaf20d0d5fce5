/**
 * Follows the packets in a stream of bytes by their fixed headers (MQTT 3.1.1 §2.2), so that a packet that announces
 * too much is known before its body is buffered.
 * @param limitBytes the longest body (remaining length) that is let through
 * @returns a function that takes the next bytes and says whether all packets in them are within the limit
 */
export function createPacketMeter(limitBytes: number): (bytes: Uint8Array) => boolean {
  let bodyLeft = 0;
  let length = 0;
  let shift = 0;
  let inLength = false;

  return (bytes) => {
    let at = 0;
    while (at < bytes.length) {
      if (bodyLeft > 0) {
        const skipped = Math.min(bodyLeft, bytes.length - at);
        bodyLeft -= skipped;
        at += skipped;
        continue;
      }
      const byte = bytes[at] ?? 0;
      at += 1;
      if (!inLength) {
        inLength = true;
        length = 0;
        shift = 0;
        continue;
      }
      length += (byte & 0x7f) * 2 ** shift;
      shift += 7;
      if (length > limitBytes || (byte >= 0x80 && shift > 21)) return false;
      if (byte < 0x80) {
        inLength = false;
        bodyLeft = length;
      }
    }
    return true;
  };
}
