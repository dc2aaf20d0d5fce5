import { closeSync, constants, existsSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { bridgeError } from '../errors.ts';
import { watchDeviceFile } from './device-file.ts';
import { usbIdOf } from './usb-address.ts';
import type { HidDescription, PlugInHid } from './virtual-hid.ts';

/** Types of `struct uhid_event` (linux/uhid.h); the structure is packed, its numbers in the byte order of the machine, taken to be little-endian. */
const event = {
  destroy: 1,
  output: 6,
  getReport: 9,
  getReportReply: 10,
  create2: 11,
  input2: 12,
  setReport: 13,
  setReportReply: 14,
};
const typeBytes = 4;
const create2Bytes = 4376;
/** Longest event: a report of 4096 bytes with its number, kind and size. */
const longestEventBytes = 4380;
const dataMaxBytes = 4096;
const usbBus = 3;
const featureKind = 0;
const noSuchReport = 5;

/**
 * A HID device of the kernel's own, made through /dev/uhid (Linux).
 * @throws `uhid-unavailable`
 */
export const plugIntoKernel: PlugInHid = async (device, hearing) => {
  const fd = openUhid();
  let closed = false;
  const tell = (bytes: Uint8Array) => {
    if (!closed) writeSync(fd, bytes);
  };
  const close = () => {
    if (closed) return;
    tell(typed(event.destroy, 0));
    closed = true;
    stop();
    closeSync(fd);
  };
  const answer = (type: number, request: Buffer, errorNumber: number) => {
    const reply = typed(type, type === event.getReportReply ? 8 : 6);
    request.copy(reply, typeBytes, typeBytes, typeBytes + 4);
    reply.writeUInt16LE(errorNumber, 8);
    tell(reply);
  };
  const stop = watchDeviceFile(
    fd,
    longestEventBytes,
    (bytes) => {
      const told = Buffer.from(bytes);
      switch (told.readUInt32LE(0)) {
        case event.output:
          hearing.output(told.subarray(typeBytes, typeBytes + told.readUInt16LE(typeBytes + dataMaxBytes)));
          break;
        case event.setReport: {
          const [kind, size] = [told[9], told.readUInt16LE(10)];
          const report = told.subarray(12, 12 + size);
          answer(event.setReportReply, told, 0);
          if (kind === featureKind) hearing.feature(report);
          else hearing.output(report);
          break;
        }
        case event.getReport:
          answer(event.getReportReply, told, noSuchReport);
          break;
      }
    },
    close,
  );
  tell(createEvent(device));
  return {
    address:
      device.readAs === 'evdev'
        ? { kind: 'evdev', path: await inputPathOf(device.serialNumber, close) }
        : { kind: 'hid', usbId: usbIdOf(device), serialNumber: device.serialNumber },
    input: (report) => {
      const told = typed(event.input2, 2 + report.length);
      told.writeUInt16LE(report.length, typeBytes);
      told.set(report, typeBytes + 2);
      tell(told);
    },
    close: async () => close(),
  };
};

const shownLimitMs = 5000;
const lookEveryMs = 20;

/** Where the kernel shows a keyboard that was just plugged in. @throws `uhid-unavailable` when it never does */
async function inputPathOf(serialNumber: string, giveUp: () => void): Promise<string> {
  const deadlineMs = performance.now() + shownLimitMs;
  while (performance.now() < deadlineMs) {
    const name = readdirSync(inputFolder)
      .filter((each) => each.startsWith('event'))
      .find((each) => isOf(each, serialNumber));
    if (name !== undefined && existsSync(`/dev/input/${name}`)) return `/dev/input/${name}`;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  giveUp();
  throw bridgeError('uhid-unavailable', { missing: '/dev/input', shownLimitMs });
}

const inputFolder = '/sys/class/input';

function isOf(name: string, serialNumber: string): boolean {
  try {
    return readFileSync(`${inputFolder}/${name}/device/uniq`, 'utf8').trim() === serialNumber;
  } catch {
    return false;
  }
}

function openUhid(): number {
  try {
    return openSync('/dev/uhid', constants.O_RDWR | constants.O_NONBLOCK);
  } catch (cause) {
    throw bridgeError('uhid-unavailable', { platform: process.platform }, cause);
  }
}

/** An event with room for its fields. */
function typed(type: number, fieldBytes: number): Buffer {
  const bytes = Buffer.alloc(typeBytes + fieldBytes);
  bytes.writeUInt32LE(type, 0);
  return bytes;
}

/** `struct uhid_create2_req`: name 128 bytes, place 64, serial number 64, size of the descriptor, bus, ids, descriptor. */
function createEvent({ name, vendorId, productId, serialNumber, reportDescriptor }: HidDescription): Buffer {
  const bytes = typed(event.create2, create2Bytes - typeBytes);
  bytes.write(name, typeBytes, 127, 'utf8');
  bytes.write(serialNumber, typeBytes + 192, 63, 'utf8');
  bytes.writeUInt16LE(reportDescriptor.length, typeBytes + 256);
  bytes.writeUInt16LE(usbBus, typeBytes + 258);
  bytes.writeUInt32LE(vendorId, typeBytes + 260);
  bytes.writeUInt32LE(productId, typeBytes + 264);
  bytes.set(reportDescriptor, typeBytes + 276);
  return bytes;
}
