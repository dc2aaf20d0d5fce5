import { EventEmitter } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import type { HidHandle, NodeHid } from './transport/hid.ts';
import type { HidHearing, PlugInHid } from './transport/virtual-hid.ts';

/** One end of an opened device, as node-hid gives it. */
class Handle extends EventEmitter implements HidHandle {
  readonly #device: Device;

  constructor(device: Device) {
    super();
    this.#device = device;
    device.handles.add(this);
  }

  async write(report: Buffer): Promise<number> {
    this.#open().output(report);
    return report.length;
  }

  async sendFeatureReport(report: Buffer): Promise<number> {
    this.#open().feature(report);
    return report.length;
  }

  async close(): Promise<void> {
    this.#device.handles.delete(this);
  }

  #open(): HidHearing {
    if (!this.#device.handles.has(this)) throw new Error('could not send to HID device: No such device');
    return this.#device.hearing;
  }
}

interface Device {
  readonly hearing: HidHearing;
  readonly handles: Set<Handle>;
}

/**
 * Stands in for the kernel between emulated HID devices and the package node-hid: one device, at the path of a file that is there while
 * it is plugged in. Behaves as the package was seen to: unplugging is told once, in words, and no read or close event comes.
 */
export function hidBus(path: string): { plugIn: PlugInHid; library: NodeHid; opened: () => number } {
  let device: Device | undefined;
  let opened = 0;
  const plugIn: PlugInHid = async (_, hearing) => {
    const mine: Device = { hearing, handles: new Set() };
    device = mine;
    writeFileSync(path, '');
    return {
      address: { kind: 'hid', path },
      input: (report) => {
        for (const handle of mine.handles) handle.emit('data', Buffer.from(report));
      },
      close: async () => {
        if (device !== mine) return;
        device = undefined;
        rmSync(path, { force: true });
        for (const handle of mine.handles) {
          mine.handles.delete(handle);
          handle.emit('error', 'could not read from HID device: device disconnected');
        }
      },
    };
  };
  const open = async (at: string) => {
    if (!device || at !== path) throw new TypeError(`cannot open device with path ${at}: No such file or directory`);
    opened += 1;
    return new Handle(device);
  };
  return { plugIn, library: { HIDAsync: { open } }, opened: () => opened };
}
