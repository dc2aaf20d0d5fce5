import type { LineSettings } from '@custody-edge/device-profiles';
import type { OpenChannel } from '../transport/channel.ts';

/** One frame of a byte on a line, as the wire carries it between the start bit and the stop bits: data bits, then the parity bit. */
function bitsOf(byte: number, { dataBits, parity }: LineSettings): number[] {
  const data = Array.from({ length: dataBits }, (_, bit) => (byte >> bit) & 1);
  if (parity === 'none') return data;
  const ones = data.filter((bit) => bit === 1).length;
  return [...data, parity === 'even' ? ones % 2 : (ones + 1) % 2];
}

/**
 * A byte sent at one setting as it is heard at another of the same speed, by a receiver that checks no parity, as Linux does not unless told
 * to. After the frame the line rests at 1.
 */
export function heardAs(byte: number, sent: LineSettings, heard: LineSettings): number {
  const onWire = bitsOf(byte, sent);
  return Array.from({ length: heard.dataBits }, (_, bit) => (onWire[bit] ?? 1) << bit).reduce(
    (sum, bit) => sum | bit,
    0,
  );
}

/** Whether a receiver that checks the parity takes a byte. */
function isTaken(byte: number, sent: LineSettings, heard: LineSettings): boolean {
  if (heard.parity === 'none') return true;
  const onWire = bitsOf(byte, sent);
  const wanted = bitsOf(heardAs(byte, sent, heard), heard);
  return (onWire[heard.dataBits] ?? 1) === wanted[heard.dataBits];
}

/** A device on a line that is set in its own way. */
export interface LineEnd {
  readonly line: LineSettings;
  /** @param say what it says, whole or in pieces */
  hear(bytes: Uint8Array, say: (bytes: Uint8Array) => void, spoilt: boolean): void;
}

/**
 * A wire between a host and a device, of which each hears the other as the two settings make it: pseudo-terminals carry no parity.
 * @param said hears what the host says
 */
export const wireTo =
  (device: LineEnd, said: (bytes: Uint8Array) => void = () => undefined) =>
  (line: LineSettings | undefined): OpenChannel =>
  async ({ bytes: toHost }) => {
    const host = line ?? device.line;
    let open = true;
    const say = (bytes: Uint8Array) => {
      if (open) toHost(bytes.map((byte) => heardOver(byte, device.line, host)));
    };
    return {
      write: async (bytes) => {
        said(bytes);
        const spoilt = bytes.some(
          (byte) => host.baudRate !== device.line.baudRate || !isTaken(byte, host, device.line),
        );
        device.hear(
          bytes.map((byte) => heardOver(byte, host, device.line)),
          say,
          spoilt,
        );
      },
      close: async () => {
        open = false;
      },
    };
  };

const heardOver = (byte: number, sent: LineSettings, heard: LineSettings): number =>
  sent.baudRate === heard.baudRate ? heardAs(byte, sent, heard) : ((byte * 5) ^ 0x93) & (2 ** heard.dataBits - 1);
