import type { ProfileOf } from '@custody-edge/device-profiles';
import type { EmulatedLine } from '../../emulator/line.ts';
import { baudUnit, confirmation, parameter } from './codec.ts';
import { type CodeAndBody, twoBytes } from './emulator-library.ts';

const notepadPages = 16;
const notepadPageBytes = 32;
const versionBytes = 32;
/** Factory settings (ZFM-20 and R503 manuals): packets of 128 bytes, security level 3. */
const factoryPacketSizeCode = 2;
const factorySecurityLevel = 3;

/** When an accepted line speed takes effect, or that none is accepted. */
export type NewBaudRate = ProfileOf<'ef01'>['newBaudRate'] | 'refused';

/** Bits of the status register (ZFM-20 manual). */
export interface StatusBits {
  readonly lastMatched: boolean;
  readonly passwordVerified: boolean;
  readonly imageHeld: boolean;
}

/** What an emulated module is set to; it keeps all of this without power. */
export class ModuleSettings {
  address: number;
  password: number;
  securityLevel = factorySecurityLevel;
  readonly #profile: ProfileOf<'ef01'>;
  readonly #line: EmulatedLine;
  readonly #newBaudRate: NewBaudRate;
  readonly #notepad = new Uint8Array(notepadPages * notepadPageBytes);
  #packetSizeCode = factoryPacketSizeCode;
  #nextBaudRate: number | undefined;

  constructor(
    profile: ProfileOf<'ef01'>,
    line: EmulatedLine,
    set: { readonly address: number; readonly password: number; readonly newBaudRate: NewBaudRate },
  ) {
    this.#profile = profile;
    this.#line = line;
    this.address = set.address;
    this.password = set.password;
    this.#newBaudRate = set.newBaudRate;
  }

  get packetBytes(): number {
    return 32 << this.#packetSizeCode;
  }

  set(register: number, value: number): number {
    switch (register) {
      case parameter.baudRate:
        if (this.#newBaudRate === 'refused') return confirmation.badRegister;
        if (value < 1 || value > 12) return confirmation.badRegisterValue;
        this.#nextBaudRate = value * baudUnit;
        return confirmation.ok;
      case parameter.securityLevel:
        if (value < 1 || value > 5) return confirmation.badRegisterValue;
        this.securityLevel = value;
        return confirmation.ok;
      case parameter.packetSize:
        if (value > 3) return confirmation.badRegisterValue;
        this.#packetSizeCode = value;
        return confirmation.ok;
      default:
        return confirmation.badRegister;
    }
  }

  /** The answer to a new line speed has left at the old one. */
  answered(): void {
    if (this.#newBaudRate === 'at-once') this.#changeBaudRate();
  }

  poweredOn(): void {
    this.#changeBaudRate();
  }

  /** The 16 bytes of the system parameters. */
  parameters(places: number, { lastMatched, passwordVerified, imageHeld }: StatusBits): CodeAndBody {
    const body = new Uint8Array(16);
    const view = new DataView(body.buffer);
    view.setUint16(0, (lastMatched ? 2 : 0) | (passwordVerified ? 4 : 0) | (imageHeld ? 8 : 0));
    view.setUint16(4, places);
    view.setUint16(6, this.securityLevel);
    view.setUint32(8, this.address);
    view.setUint16(12, this.#packetSizeCode);
    view.setUint16(14, this.#line.baudRate / baudUnit);
    return [confirmation.ok, ...body];
  }

  writeNotepad(page: number, content: Uint8Array): number {
    if (page >= notepadPages) return confirmation.badNotepadPage;
    const whole = new Uint8Array(notepadPageBytes);
    whole.set(content.subarray(0, notepadPageBytes));
    this.#notepad.set(whole, page * notepadPageBytes);
    return confirmation.ok;
  }

  readNotepad(page: number): CodeAndBody {
    if (page >= notepadPages) return [confirmation.badNotepadPage];
    return [confirmation.ok, ...this.#notepad.subarray(page * notepadPageBytes, (page + 1) * notepadPageBytes)];
  }

  /** The 46 bytes of product information (R503 manual). */
  product(places: number): CodeAndBody {
    const { name, sensor, templateBytes } = this.#profile;
    return [
      confirmation.ok,
      ...text(name.model, 16),
      ...text('EMU1', 4),
      ...text('00000001', 8),
      1,
      0,
      ...text('EMULATED', 8),
      ...twoBytes(sensor.widthPixels),
      ...twoBytes(sensor.heightPixels),
      ...twoBytes(templateBytes),
      ...twoBytes(places),
    ];
  }

  version(of: 'algorithm' | 'firmware'): CodeAndBody {
    return [confirmation.ok, ...text(`emulated ${of} 1.0`, versionBytes)];
  }

  #changeBaudRate(): void {
    this.#line.baudRate = this.#nextBaudRate ?? this.#line.baudRate;
    this.#nextBaudRate = undefined;
  }
}

/** ASCII, filled up with zeros. */
const text = (value: string, byteCount: number): number[] =>
  Array.from({ length: byteCount }, (_, index) => value.charCodeAt(index) & 127);
