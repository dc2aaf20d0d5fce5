import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { centred, type GreyPicture } from '../../emulator/centred.ts';
import { type Emulator, fingerCommands, pictureIn, read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import {
  baudUnit,
  confirmation,
  encodePacket,
  instruction,
  type Packet,
  PacketDecoder,
  packetType,
  packPixels,
  parameter,
} from './codec.ts';

export interface Ef01EmulatorOptions {
  /** Where they are not those of the profile. */
  readonly moduleAddress?: number;
  readonly password?: number;
  /** When an accepted line speed takes effect: ZFM at once, R503 at its next power-on; or it is refused. */
  readonly newBaudRate?: 'at-once' | 'at-power-on' | 'refused';
}

const mustVerifyPassword = 0x21;
const badRegisterValue = 0x1b;
const securityRegister = 5;
const templatePlaces = 200;
/** What a module says when it is ready after power-on (R503 manual). */
const readyByte = 0x55;

const commandSchema = z.discriminatedUnion('command', [...fingerCommands]);

/** The module's side of the 0xEF01 protocol: a ZFM-20 with 200 empty template places and a finger that can be placed. */
export class Ef01Emulator implements Emulator {
  readonly protocol = 'ef01';
  readonly line: EmulatedLine;
  readonly #sensor: ProfileOf<'ef01'>['sensor'];
  readonly #address: number;
  readonly #password: number;
  readonly #newBaudRate: 'at-once' | 'at-power-on' | 'refused';
  readonly #decoder = new PacketDecoder();
  #verified: boolean;
  #finger: Uint8Array | undefined;
  #imageBuffer: Uint8Array | undefined;
  #packetSizeCode = 2;
  #securityLevel = 3;

  constructor(line: EmulatedLine, profile: ProfileOf<'ef01'>, options: Ef01EmulatorOptions = {}) {
    this.line = line;
    line.checksumAt = (frame) => frame.length - 1;
    this.#sensor = profile.sensor;
    this.#address = options.moduleAddress ?? profile.moduleAddress;
    this.#password = options.password ?? profile.password;
    this.#verified = this.#password === 0;
    this.#newBaudRate = options.newBaudRate ?? 'at-once';
    line.onReceive((chunk) => this.#receive(chunk));
  }

  /** Lays a finger on the glass: any picture size, centred and reduced to 16 grey levels. */
  place(picture: GreyPicture): void {
    const { widthPixels, heightPixels } = this.#sensor;
    this.#finger = packPixels(centred(picture, widthPixels, heightPixels));
  }

  lift(): void {
    this.#finger = undefined;
  }

  obey(command: unknown): void {
    const told = read(commandSchema, this.protocol, command);
    if (told.command === 'place-finger') this.place(pictureIn(told));
    else this.lift();
  }

  restart(): void {
    this.#imageBuffer = undefined;
    this.#verified = this.#password === 0;
    this.line.send(Uint8Array.of(readyByte));
  }

  close(): void {
    this.line.detach();
  }

  #receive(chunk: Uint8Array): void {
    for (const item of this.#decoder.push(chunk)) {
      if (item.kind === 'bad-checksum') this.#acknowledge(confirmation.receiveError);
      else if (item.packet.address === this.#address && item.packet.type === packetType.command)
        this.#execute(item.packet.payload);
    }
  }

  #execute(payload: Uint8Array): void {
    const [command, register, value] = payload;
    const [code = confirmation.undefinedCommand, ...body] = this.#answerTo(payload);
    this.#acknowledge(code, body);
    if (code !== confirmation.ok) return;
    if (command === instruction.uploadImage) this.#sendImage();
    if (command === instruction.setParameter && register === parameter.baudRate) this.#switchBaudRate(value ?? 0);
  }

  /** Confirmation code and what follows it. */
  #answerTo(payload: Uint8Array): number[] {
    const [command, register = -1, value = -1] = payload;
    if (command === instruction.verifyPassword) {
      this.#verified = payload.length >= 5 && new DataView(payload.buffer).getUint32(1) === this.#password;
      return [this.#verified ? confirmation.ok : confirmation.wrongPassword];
    }
    if (!this.#verified) return [mustVerifyPassword];
    switch (command) {
      case instruction.takeImage:
        this.#imageBuffer = this.#finger ?? this.#imageBuffer;
        return [this.#finger ? confirmation.ok : confirmation.noFinger];
      case instruction.makeFeatures:
        return [this.#imageBuffer ? confirmation.ok : confirmation.noValidImage];
      case instruction.uploadImage:
        return [this.#imageBuffer ? confirmation.ok : confirmation.imageUploadFailed];
      case instruction.setParameter:
        return [this.#setParameter(register, value)];
      case instruction.readParameters:
        return [confirmation.ok, ...this.#parameters()];
      case instruction.countTemplates:
        return [confirmation.ok, 0, 0];
      case instruction.handshake:
        return [confirmation.ok];
      default:
        return [confirmation.undefinedCommand];
    }
  }

  #sendImage(): void {
    const image = this.#imageBuffer ?? new Uint8Array(0);
    const packetBytes = 32 << this.#packetSizeCode;
    for (let from = 0; from < image.length; from += packetBytes) {
      const last = from + packetBytes >= image.length;
      const payload = image.subarray(from, from + packetBytes);
      this.#send({ type: last ? packetType.lastData : packetType.data, address: this.#address, payload });
    }
  }

  #setParameter(register: number, value: number): number {
    switch (register) {
      case parameter.baudRate:
        if (this.#newBaudRate === 'refused') return confirmation.badRegister;
        return value >= 1 && value <= 12 ? confirmation.ok : badRegisterValue;
      case securityRegister:
        if (value < 1 || value > 5) return badRegisterValue;
        this.#securityLevel = value;
        return confirmation.ok;
      case parameter.packetSize:
        if (value < 0 || value > 3) return badRegisterValue;
        this.#packetSizeCode = value;
        return confirmation.ok;
      default:
        return confirmation.badRegister;
    }
  }

  /** The answer leaves at the old speed (ZFM-20 manual). */
  #switchBaudRate(value: number): void {
    if (this.#newBaudRate !== 'at-once') return;
    this.line.afterSending(() => {
      this.line.baudRate = value * baudUnit;
    });
  }

  #parameters(): Uint8Array {
    const body = new Uint8Array(16);
    const view = new DataView(body.buffer);
    view.setUint16(4, templatePlaces);
    view.setUint16(6, this.#securityLevel);
    view.setUint32(8, this.#address);
    view.setUint16(12, this.#packetSizeCode);
    view.setUint16(14, this.line.baudRate / baudUnit);
    return body;
  }

  #acknowledge(code: number, body: readonly number[] = []): void {
    this.#send({ type: packetType.acknowledge, address: this.#address, payload: Uint8Array.of(code, ...body) });
  }

  #send(packet: Packet): void {
    this.line.send(encodePacket(packet));
  }
}
