import type { Bias, InputLine, OutputLine } from './lines.ts';

/** Requests to a GPIO character device (Linux 5.10 and later, `include/uapi/linux/gpio.h`). */
export const ioctlCode = {
  chipInfo: 0x8044b401,
  getLines: 0xc250b407,
  getValues: 0xc010b40e,
  setValues: 0xc010b40f,
} as const;

const nameBytes = 32;
const chipInfoBytes = 68;
const requestBytes = 592;
const valuesBytes = 16;
const mostLines = 64;
/** Where the parts of `gpio_v2_line_request` stand. */
const at = { consumer: 256, flags: 288, attributeCount: 296, attributes: 320, lineCount: 560, fd: 588 } as const;
const attribute = { bytes: 24, value: 8, mask: 16, flags: 1, outputValues: 2 } as const;
const flag = { activeLow: 1n << 1n, input: 1n << 2n, output: 1n << 3n } as const;
const biasFlag: Readonly<Record<Bias, bigint>> = { none: 0n, 'pull-up': 1n << 8n, 'pull-down': 1n << 9n };
const consumer = 'custody-edge';

/** Room for what a chip says of itself. */
export const emptyChipInfo = (): Buffer => Buffer.alloc(chipInfoBytes);

export interface ChipInfo {
  readonly name: string;
  readonly label: string;
  readonly lineCount: number;
}

export function readChipInfo(info: Buffer): ChipInfo {
  return {
    name: textAt(info, 0),
    label: textAt(info, nameBytes),
    lineCount: info.readUInt32LE(2 * nameBytes),
  };
}

function textAt(bytes: Buffer, start: number): string {
  const [text = ''] = bytes.toString('latin1', start, start + nameBytes).split('\0');
  return text;
}

/** Asks for outputs that are OFF from the beginning: a relay that works at low level is held high. */
export function encodeOutputRequest(outputs: readonly OutputLine[]): Buffer {
  const flags = outputs.map(({ activeLow }) => flag.output | (activeLow ? flag.activeLow : 0n));
  const every = (1n << BigInt(outputs.length)) - 1n;
  return encodeRequest(outputs, flag.output, flags, [{ id: attribute.outputValues, value: 0n, mask: every }]);
}

export function encodeInputRequest(inputs: readonly InputLine[]): Buffer {
  const flags = inputs.map(({ bias }) => flag.input | biasFlag[bias]);
  return encodeRequest(inputs, flag.input, flags, []);
}

interface Attribute {
  readonly id: number;
  readonly value: bigint;
  readonly mask: bigint;
}

/** Lines whose flags differ from those of all are told so by attributes. */
function encodeRequest(
  lines: readonly { readonly line: number }[],
  common: bigint,
  flags: readonly bigint[],
  further: readonly Attribute[],
): Buffer {
  const request = Buffer.alloc(requestBytes);
  for (const [index, { line }] of lines.slice(0, mostLines).entries()) request.writeUInt32LE(line, index * 4);
  request.write(consumer, at.consumer, 'latin1');
  request.writeBigUInt64LE(common, at.flags);
  const different = new Set(flags.filter((each) => each !== common));
  const attributes = [
    ...[...different].map((value) => ({ id: attribute.flags, value, mask: maskOf(flags, value) })),
    ...further,
  ];
  request.writeUInt32LE(attributes.length, at.attributeCount);
  for (const [index, { id, value, mask }] of attributes.entries()) {
    const start = at.attributes + index * attribute.bytes;
    request.writeUInt32LE(id, start);
    request.writeBigUInt64LE(value, start + attribute.value);
    request.writeBigUInt64LE(mask, start + attribute.mask);
  }
  request.writeUInt32LE(lines.length, at.lineCount);
  return request;
}

const maskOf = (flags: readonly bigint[], wanted: bigint): bigint =>
  flags.reduce((mask, each, index) => (each === wanted ? mask | (1n << BigInt(index)) : mask), 0n);

/** The file that the kernel opened for the lines of an answered request. */
export const fileOf = (request: Buffer): number => request.readInt32LE(at.fd);

/** Values of lines by their place in the request. */
export function encodeValues(values: bigint, mask: bigint): Buffer {
  const bytes = Buffer.alloc(valuesBytes);
  bytes.writeBigUInt64LE(values, 0);
  bytes.writeBigUInt64LE(mask, 8);
  return bytes;
}

export function readValues(bytes: Buffer, count: number): boolean[] {
  const values = bytes.readBigUInt64LE(0);
  return Array.from({ length: count }, (_, index) => ((values >> BigInt(index)) & 1n) === 1n);
}
