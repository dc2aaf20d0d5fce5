import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { findProfile, loadCatalogue } from '@custody-edge/device-profiles';
import koffi from 'koffi';
import { EmulatedLine } from '../../../firmware-bridge/src/emulator/line.ts';
import { EscPosEmulator } from '../../../firmware-bridge/src/protocol/esc-pos/emulator.ts';
import { Gadget } from './gadget.ts';

const inside = '/dev/g_printer0';
const pollIntervalMs = 2;
const mostAtOnceBytes = 16_384;
/** Selected, without an error; and out of paper (include/uapi/linux/usb/g_printer.h). */
const portStatus = { well: 0x18, paperEmpty: 0x30 } as const;
/** `GADGET_SET_PRINTER_STATUS` */
const setPrinterStatus = 0xc0016722;

export const printerIdentity = {
  vendorId: 0x0525,
  productId: 0xa4a8,
  manufacturer: 'Printer Works',
  product: 'Receipt Printer',
  serialNumber: 'TP80-77',
};

/**
 * A receipt printer on USB: the kernel plays its plug (`usb_f_printer`), the product's own emulator what is behind it. What the host sends
 * comes out of a file, into which the answers go.
 */
export class UsbPrinter {
  readonly emulator: EscPosEmulator;
  /** Bytes that came over the cable since it was plugged in. */
  receivedBytes = 0;
  private readonly line = new EmulatedLine({ baudRate: 115_200, speed: 100 });
  private readonly gadget = new Gadget('printer', {
    ...printerIdentity,
    function: 'printer',
    settings: { q_len: '10' },
  });
  private cable: { readonly fd: number; readonly timer: NodeJS.Timeout } | undefined;

  /** @param model id of its profile */
  constructor(model: string) {
    const profile = findProfile(loadCatalogue(), model);
    if (profile.protocol !== 'esc-pos') throw new Error(`${model} is no receipt printer`);
    this.emulator = new EscPosEmulator(this.line, profile);
  }

  async plugIn(): Promise<void> {
    this.gadget.plugIn();
    const fd = await opened();
    this.receivedBytes = 0;
    setPortStatus(fd, portStatus.well);
    this.line.attach({ write: (bytes) => void writeSync(fd, bytes), hostBaudRate: () => undefined });
    this.emulator.set({ power: 'on' });
    this.cable = { fd, timer: setInterval(() => this.take(fd), pollIntervalMs).unref() };
  }

  /** Its roll is at its end: it takes nothing more, and tells who asks its port. */
  runOut(): void {
    if (!this.cable) return;
    clearInterval(this.cable.timer);
    setPortStatus(this.cable.fd, portStatus.paperEmpty);
  }

  /** Takes its power and its cable. The file is closed first: Debian's kernel does not survive that it is open when its device goes. */
  unplug(): void {
    if (!this.cable) return;
    clearInterval(this.cable.timer);
    this.line.detach();
    this.emulator.set({ power: 'off' });
    closeSync(this.cable.fd);
    this.cable = undefined;
    this.gadget.unplug();
  }

  private take(fd: number): void {
    const bytes = Buffer.alloc(mostAtOnceBytes);
    const count = unless(['EAGAIN'], () => readSync(fd, bytes)) ?? 0;
    this.receivedBytes += count;
    if (count > 0) this.line.receive(bytes.subarray(0, count));
  }
}

const ioctl = koffi.load(null).func('int ioctl(int fd, unsigned long request, long value)');

function setPortStatus(fd: number, status: number): void {
  if (ioctl(fd, setPrinterStatus, status) < 0) throw new Error('the port does not take its status');
}

/** The file can be opened once the host has chosen what the device shall be. */
async function opened(): Promise<number> {
  for (;;) {
    const fd = unless(['ENOENT', 'ENODEV'], () => openSync(inside, constants.O_RDWR | constants.O_NONBLOCK));
    if (fd !== undefined) return fd;
    await setTimeout(pollIntervalMs);
  }
}

/** What something comes to; undefined where it fails in one of these ways. */
function unless<Result>(codes: readonly string[], work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && 'code' in error && codes.includes(String(error.code))) return undefined;
    throw error;
  }
}
