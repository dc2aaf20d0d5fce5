import { crc32 } from 'node:zlib';
import { fingerprintError } from '../errors.ts';
import { extraction } from '../parameters.ts';
import { decodeFlow, encodeFlow } from './flow-bytes.ts';
import { flowCellPx, flowSteps, type Minutia, type Template } from './template.ts';

/*
 * Record, big-endian: "CEFT" | version u8 = 3 | quality u8 | width u16 | height u16 | minutia count u16 | count × minutia |
 * ridge flow (see `encodeFlow`) | CRC-32 (ISO 3309) of everything before it, u32. Minutia, 7 bytes: x u16 and y u16 in 1/16 px | angle u16 in 1/65536 turn |
 * top bit set for a bifurcation, the other seven the quality of 127.
 */
const magic = 0x43454654;
const version = 3;
const headerBytes = 12;
const minutiaBytes = 7;
const checksumBytes = 4;
const stepsPerPixel = 16;
const stepsPerTurn = 65_536;
const bifurcationBit = 0x80;
const fullTurn = 2 * Math.PI;

/** Packs a template for storage; coordinates are kept to 1/16 px. Throws `fingerprint-template-damaged` if a field is out of range. */
export function encodeTemplate(template: Template): Uint8Array {
  const { minutiae, quality, widthPx, heightPx } = template;
  requireRange('quality', quality, 100);
  requireSide('widthPx', widthPx);
  requireSide('heightPx', heightPx);
  requireRange('minutiaCount', minutiae.length, extraction.maxMinutiae);
  requireFittingFlow(template);
  const flow = encodeFlow(template.flow);
  const flowAt = headerBytes + minutiae.length * minutiaBytes;
  const bytes = new Uint8Array(flowAt + flow.length + checksumBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic);
  view.setUint8(4, version);
  view.setUint8(5, Math.round(quality));
  view.setUint16(6, widthPx);
  view.setUint16(8, heightPx);
  view.setUint16(10, minutiae.length);
  for (const [index, minutia] of minutiae.entries())
    writeMinutia(view, headerBytes + index * minutiaBytes, minutia, template);
  bytes.set(flow, flowAt);
  const end = bytes.length - checksumBytes;
  view.setUint32(end, crc32(bytes.subarray(0, end)));
  return bytes;
}

function writeMinutia(view: DataView, at: number, minutia: Minutia, { widthPx, heightPx }: Template): void {
  requireRange('x', minutia.x, widthPx);
  requireRange('y', minutia.y, heightPx);
  requireRange('angle', minutia.angle, fullTurn);
  requireRange('minutiaQuality', minutia.quality, 1);
  view.setUint16(at, Math.round(minutia.x * stepsPerPixel));
  view.setUint16(at + 2, Math.round(minutia.y * stepsPerPixel));
  view.setUint16(at + 4, Math.round((minutia.angle * stepsPerTurn) / fullTurn) % stepsPerTurn);
  view.setUint8(at + 6, Math.round(minutia.quality * 127) | (minutia.kind === 'bifurcation' ? bifurcationBit : 0));
}

/** Whether bytes begin as a record of `encodeTemplate` does. */
export function isTemplateRecord(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0) === magic;
}

/** Unpacks a stored template. Throws `fingerprint-template-damaged`, naming the field, for anything but an intact record. */
export function decodeTemplate(bytes: Uint8Array): Template {
  requireThat('length', bytes.length, bytes.length >= headerBytes + checksumBytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  requireThat('magic', view.getUint32(0), view.getUint32(0) === magic);
  requireThat('version', view.getUint8(4), view.getUint8(4) === version);
  const count = view.getUint16(10);
  const flowAt = headerBytes + count * minutiaBytes;
  const end = bytes.length - checksumBytes;
  requireThat('length', bytes.length, end >= flowAt);
  requireThat('checksum', view.getUint32(end), view.getUint32(end) === crc32(bytes.subarray(0, end)));
  const quality = requireRange('quality', view.getUint8(5), 100);
  const widthPx = requireSide('widthPx', view.getUint16(6));
  const heightPx = requireSide('heightPx', view.getUint16(8));
  requireRange('minutiaCount', count, extraction.maxMinutiae);
  const minutiae = Array.from({ length: count }, (_, index): Minutia => {
    const at = headerBytes + index * minutiaBytes;
    const graded = view.getUint8(at + 6);
    return {
      x: requireRange('x', view.getUint16(at) / stepsPerPixel, widthPx),
      y: requireRange('y', view.getUint16(at + 2) / stepsPerPixel, heightPx),
      angle: (view.getUint16(at + 4) * fullTurn) / stepsPerTurn,
      kind: graded & bifurcationBit ? 'bifurcation' : 'ending',
      quality: (graded & ~bifurcationBit) / 127,
    };
  });
  const flow = decodeFlow(bytes.subarray(flowAt, end), widthPx, heightPx);
  if (flow === 'damaged')
    throw fingerprintError('fingerprint-template-damaged', { field: 'flow', value: end - flowAt });
  return { widthPx, heightPx, minutiae, quality, ...(flow && { flow }) };
}

/** The flow grid covers the image, and what `decodeFlow` would refuse is not written. */
function requireFittingFlow({ widthPx, heightPx, flow }: Template): void {
  if (!flow) return;
  const { columns, rows, direction, period } = flow;
  const fits = columns === Math.ceil(widthPx / flowCellPx) && rows === Math.ceil(heightPx / flowCellPx);
  const whole = direction.length === columns * rows && period.length === columns * rows;
  requireThat('flow', columns * rows, fits && whole);
  for (const [cell, code] of direction.entries())
    requireThat('flow', code, code === 0 || (code <= flowSteps && (period[cell] ?? 0) > 0));
}

function requireThat(field: string, value: number, holds: boolean): void {
  if (!holds) throw fingerprintError('fingerprint-template-damaged', { field, value });
}

function requireSide(field: string, value: number): number {
  requireThat(field, value, Number.isInteger(value) && value >= 1 && value <= extraction.maxSidePx);
  return value;
}

function requireRange(field: string, value: number, maximum: number): number {
  requireThat(field, value, value >= 0 && value <= maximum);
  return value;
}
