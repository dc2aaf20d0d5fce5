import { f32, u8, u16, u32 } from './codec.ts';

/** Something that a device keeps, and gives back as it was set. */
export interface Register {
  readonly read: number;
  readonly write?: number;
  readonly initial: Uint8Array;
  /** Whether what is written can be; anything of the right length unless told otherwise. */
  readonly takes?: (data: Uint8Array) => boolean;
}

const isSwitch = (data: Uint8Array): boolean => (data[0] ?? 0) <= 1;
const isNothing = (data: Uint8Array): boolean => data.every((byte) => byte === 0);

const text = (value: string): Uint8Array => Buffer.from(value, 'latin1');

/** What an emulated device keeps besides the things that its detector and its light depend on. Numbers: OBPMessageTypes.h of SeaBreeze. */
export const registers: readonly Register[] = [
  { read: 0x080, initial: u8(1) },
  { read: 0x090, initial: u16(0x0120) },
  { read: 0x200, write: 0x210, initial: text('') },
  { read: 0x201, initial: u8(16) },
  { read: 0x300, initial: u8(0) },
  { read: 0x800, write: 0x810, initial: u32(9600) },
  { read: 0x804, write: 0x814, initial: u8(0), takes: isSwitch },
  { read: 0xe10, initial: text('Ocean Optics') },
  { read: 0xe40, write: 0xe50, initial: text('Ocean Optics') },
  { read: 0x100800, write: 0x100810, initial: u8(0), takes: isSwitch },
  { read: 0x100820, initial: u32(1) },
  { read: 0x100822, write: 0x100832, initial: u32(1) },
  { read: 0x100900, initial: u32(0) },
  { read: 0x110280, write: 0x110290, initial: u8(0), takes: isNothing },
  { read: 0x110281, initial: u8(0) },
  { read: 0x110285, write: 0x110295, initial: u8(0), takes: isNothing },
  { read: 0x110500, write: 0x110510, initial: u32(0) },
  { read: 0x110501, initial: u32(0) },
  { read: 0x110502, initial: u32(335_500) },
  { read: 0x110503, initial: u32(1) },
  { read: 0x120000, write: 0x120010, initial: u16(1) },
  { read: 0x121000, write: 0x121010, initial: u8(0) },
  { read: 0x183100, initial: u8(0) },
  { read: 0x300000, write: 0x300010, initial: u32(0) },
  { read: 0x300001, write: 0x300011, initial: u32(10) },
  { read: 0x300002, write: 0x300012, initial: u8(0), takes: isSwitch },
  { read: 0x310000, write: 0x310010, initial: u32(1000) },
  { read: 0x310001, write: 0x310011, initial: u8(0), takes: isSwitch },
  { read: 0x400000, initial: u8(1) },
  { read: 0x400002, initial: f32(25) },
  { read: 0x420000, write: 0x420010, initial: u8(1), takes: isSwitch },
  { read: 0x420001, write: 0x420011, initial: f32(-10) },
  { read: 0x420002, write: 0x420012, initial: u8(1), takes: isSwitch },
  { read: 0x420003, initial: u8(1) },
  { read: 0x420004, initial: f32(-10) },
];

/** Families of messages that are documented and that an emulated device has nothing for: it says so. */
const familiesWithout: readonly (readonly [number, number])[] = [
  [0x000005, 0x000006],
  [0x000020, 0x000020],
  [0x000081, 0x000082],
  [0x000091, 0x000091],
  [0x000301, 0x000310],
  [0x000400, 0x000410],
  [0x0008c0, 0x0008f0],
  [0x000900, 0x000c10],
  [0x000e11, 0x000e11],
  [0x000e30, 0x000e31],
  [0x000e41, 0x000e51],
  [0x000f00, 0x001011],
  [0x100830, 0x100831],
  [0x1010a0, 0x1010a3],
  [0x102000, 0x102080],
  [0x110102, 0x110112],
  [0x110221, 0x110223],
  [0x182000, 0x182013],
  [0x183101, 0x183111],
  [0x186000, 0x186010],
  [0x1b0000, 0x1d0004],
  [0x200000, 0x284011],
  [0x300003, 0x300008],
  [0x310002, 0x310015],
  [0x410000, 0x410000],
  [0x428000, 0x428011],
  [0x500000, 0x600080],
  [0x810021, 0x810051],
];

/** Whether a message is documented, and this device has nothing for it. */
export const isKnownWithout = (type: number): boolean =>
  familiesWithout.some(([first, last]) => type >= first && type <= last);
