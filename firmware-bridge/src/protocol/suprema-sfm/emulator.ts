import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { centred, type GreyPicture } from '../../emulator/centred.ts';
import { type Emulator, fingerCommands, pictureIn, read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { type PrintReader, pictureMemory } from '../../emulator/prints.ts';
import { TemplateFormat } from '../../emulator/stored-prints.ts';
import {
  command,
  encodeData,
  encodePacket,
  enrolMode,
  type Follows,
  imageFormat,
  type Packet,
  PacketDecoder,
  parameter,
  result,
} from './codec.ts';
import { BlockSender } from './emulator-blocks.ts';
import { SystemParameters } from './emulator-parameters.ts';
import { EnrolledUsers } from './emulator-users.ts';
import { encodeImage, pixelFormat } from './image.ts';

export interface SupremaSfmEmulatorOptions {
  /** On a network of several modules: the number of this one. */
  readonly terminalId?: number | undefined;
  readonly prints?: PrintReader | undefined;
}

const threshold = 0.5;
/** The quality that it gives every picture. */
const quality = 90;
const alive = 0x30;
const on = 0x31;
/** Options of an enrolment. */
const enrolOption = { addNew: 0x71, continue: 0x74, chooseUser: 0x79 } as const;
/** An option of `scanTemplate`: four bytes of sum follow the template. */
const addChecksum = 0x70;
/** Timeouts are told in seconds from this value on; the value itself is for ever. */
const noTimeout = 0x30;

/** What follows a command on its way to the module. */
function followsCommand({ command: code, param, size }: Packet): Follows {
  if (code === command.enrolByTemplate || code === command.verifyByTemplate || code === command.identifyByTemplate)
    return size;
  // Each template has its own end code; the last one ends the data.
  return code === command.verifyHostTemplate ? param * (size + 1) - 1 : undefined;
}

/** The result of a command, what else its response says, and the data that follow it. */
interface Answer {
  readonly flag: number;
  readonly param?: number;
  readonly size?: number;
  readonly data?: Uint8Array;
}

const commandSchema = z.discriminatedUnion('command', [...fingerCommands]);

/** The module's side of the Suprema packet protocol. */
export class SupremaSfmEmulator implements Emulator {
  readonly protocol = 'suprema-sfm';
  readonly line: EmulatedLine;
  readonly users: EnrolledUsers;
  readonly #profile: ProfileOf<'suprema-sfm'>;
  readonly #terminalId: number | undefined;
  readonly #format: TemplateFormat;
  readonly #blocks: BlockSender;
  readonly #decoder: PacketDecoder;
  readonly #handlers: ReadonlyMap<number, (packet: Packet, data: Uint8Array) => Answer | undefined>;
  readonly #parameters = new SystemParameters((of) => this.#ownParameter(of));
  #finger: GreyPicture | undefined;
  #scanned: GreyPicture | undefined;
  #waiting: { readonly packet: Packet; readonly then: (picture: GreyPicture) => Answer } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #begun: { readonly userId: number; readonly template: Uint8Array } | undefined;
  #busy = false;

  constructor(line: EmulatedLine, profile: ProfileOf<'suprema-sfm'>, options: SupremaSfmEmulatorOptions = {}) {
    this.line = line;
    line.checksumAt = (frame) => frame.length - 2;
    this.#profile = profile;
    this.#terminalId = options.terminalId;
    this.#blocks = new BlockSender(line, options.terminalId);
    this.#format = new TemplateFormat(profile.templateBytes, options.prints ?? pictureMemory);
    this.users = new EnrolledUsers(this.#format, profile.library.places);
    this.#decoder = new PacketDecoder(options.terminalId, followsCommand);
    this.#handlers = new Map([...this.#ofModule(), ...this.#ofUsers(), ...this.#ofScans(), ...this.#ofTemplates()]);
    line.onReceive((chunk) => this.#receive(chunk));
  }

  /** Lays a finger on the glass: any picture size, centred. */
  place(picture: GreyPicture): void {
    const { widthPixels, heightPixels } = this.#profile.sensor;
    this.#finger = { width: widthPixels, height: heightPixels, pixels: centred(picture, widthPixels, heightPixels) };
    this.#scan();
  }

  lift(): void {
    this.#finger = undefined;
  }

  obey(told: unknown): void {
    const done = read(commandSchema, this.protocol, told);
    if (done.command === 'place-finger') this.place(pictureIn(done));
    else this.lift();
  }

  restart(): void {
    this.#stopWaiting();
    this.#blocks.stop();
    this.#begun = undefined;
    this.#scanned = undefined;
    this.#parameters.poweredOn();
    this.#decoder.reset();
  }

  setBusy(busy: boolean): void {
    this.#busy = busy;
  }

  close(): void {
    this.#stopWaiting();
    this.line.detach();
  }

  #receive(chunk: Uint8Array): void {
    for (const item of this.#decoder.push(chunk)) if (item.kind === 'packet') this.#hear(item.packet, item.data);
  }

  #hear(packet: Packet, data: Uint8Array = new Uint8Array(0)): void {
    if (this.#blocks.hear(packet)) return;
    if (packet.command === command.cancel) {
      const waiting = this.#waiting;
      this.#stopWaiting();
      if (waiting) this.#answer(waiting.packet, { flag: result.cancelled });
      this.#answer(packet, { flag: result.success });
    } else if (this.#busy || this.#waiting) this.#answer(packet, { flag: result.busy });
    else {
      const handler = this.#handlers.get(packet.command);
      const answer = handler ? handler(packet, data) : { flag: result.unsupported };
      if (answer) this.#answer(packet, answer);
    }
  }

  /** What is not said otherwise stands in a response as in its command. */
  #answer(packet: Packet, { flag, param = packet.param, size = packet.size, data }: Answer): void {
    this.line.send(encodePacket({ command: packet.command, param, size, flag }, this.#terminalId));
    if (data) this.line.send(encodeData(data));
  }

  #ofModule(): [number, (packet: Packet) => Answer | undefined][] {
    return [
      [command.status, () => ({ flag: result.success, param: alive })],
      [command.moduleId, () => ({ flag: result.success, param: this.#parameters.read(parameter.moduleId) ?? 0 })],
      [
        command.readParameter,
        ({ flag: of }) => {
          const value = this.#parameters.read(of);
          return value === undefined ? { flag: result.notFound } : { flag: result.success, size: value };
        },
      ],
      [
        command.writeParameter,
        ({ flag: of, size: value }) => ({
          flag: this.#parameters.write(of, value) ? result.success : result.notFound,
        }),
      ],
      [
        command.saveParameters,
        () => {
          this.#parameters.save();
          return { flag: result.success };
        },
      ],
      [
        command.reset,
        (packet) => {
          this.#answer(packet, { flag: result.success });
          this.line.afterSending(() => this.restart());
          return undefined;
        },
      ],
    ];
  }

  #ofUsers(): [number, (packet: Packet) => Answer][] {
    const { users } = this;
    return [
      [command.deleteUser, ({ param: userId }) => ({ flag: users.delete(userId) ? result.success : result.notFound })],
      [
        command.deleteAll,
        () => {
          users.clear();
          return { flag: result.success };
        },
      ],
      [
        command.checkUser,
        ({ param: userId }) => {
          const fingers = users.of(userId).length;
          return { flag: fingers > 0 ? result.userExists : result.notFound, size: fingers };
        },
      ],
      [
        command.listUsers,
        () => {
          const data = new Uint8Array(4 * users.count);
          const view = new DataView(data.buffer);
          for (const [index, userId] of users.userIds.entries()) view.setUint32(4 * index, userId, true);
          const listed = { flag: result.success, param: users.count, size: data.length };
          return users.count > 0 ? { ...listed, data } : listed;
        },
      ],
      [
        command.readTemplate,
        ({ param: userId }) => {
          const [template] = users.of(userId);
          // How several templates follow one another is in no source: one is sent.
          return template
            ? { flag: result.success, param: 1, size: template.length, data: template }
            : { flag: result.notFound };
        },
      ],
    ];
  }

  #ofScans(): [number, (packet: Packet, data: Uint8Array) => Answer | undefined][] {
    const inBlocks = (packet: Packet): Answer => {
      const image = this.#image();
      this.#blocks.start(packet, image);
      return { flag: result.success, size: image.length };
    };
    return [
      [command.scanImage, (packet) => this.#await(packet, () => this.#withImage())],
      [command.readImage, () => (this.#scanned ? this.#withImage() : { flag: result.scanFailed })],
      [command.scanImageInBlocks, (packet) => this.#await(packet, () => inBlocks(packet))],
      [command.readImageInBlocks, (packet) => (this.#scanned ? inBlocks(packet) : { flag: result.scanFailed })],
      [
        command.scanTemplate,
        (packet) =>
          this.#awaitTemplate(packet, (template) => ({
            flag: result.success,
            param: quality,
            size: template.length,
            data: packet.flag === addChecksum ? withSum(template) : template,
          })),
      ],
      [
        command.verifyByScan,
        (packet) =>
          this.users.of(packet.param).length === 0
            ? { flag: result.notFound }
            : this.#awaitTemplate(packet, (template) => this.#verified(template, this.users.of(packet.param))),
      ],
      [command.identifyByScan, (packet) => this.#awaitTemplate(packet, (template) => this.#identified(template))],
      [
        command.verifyHostTemplate,
        (packet, data) =>
          this.#awaitTemplate(packet, (template) => {
            const hosts = Array.from({ length: packet.param }, (_, index) =>
              data.subarray(index * (packet.size + 1), index * (packet.size + 1) + packet.size),
            );
            return this.#verified(template, hosts);
          }),
      ],
      [command.enrolByScan, (packet) => this.#enrol(packet)],
    ];
  }

  #ofTemplates(): [number, (packet: Packet, data: Uint8Array) => Answer][] {
    return [
      [command.enrolByTemplate, (packet, data) => this.#enrolled(packet, [data])],
      [
        command.verifyByTemplate,
        ({ param: userId }, data) =>
          this.users.of(userId).length > 0 ? this.#verified(data, this.users.of(userId)) : { flag: result.notFound },
      ],
      [command.identifyByTemplate, (_packet, data) => this.#identified(data)],
    ];
  }

  #ownParameter(of: number): number | undefined {
    switch (of) {
      case parameter.enrolledFingers:
        return this.users.count;
      case parameter.availableFingers:
        return this.users.free;
      case parameter.templateSize:
        return this.#profile.templateBytes;
      default:
        return undefined;
    }
  }

  /** Answers when a finger was scanned, or when none was in time. */
  #await(packet: Packet, then: (picture: GreyPicture) => Answer): undefined {
    this.#waiting = { packet, then };
    const seconds = (this.#parameters.read(parameter.timeout) ?? noTimeout) - noTimeout;
    const { speed } = this.line;
    const limitMs = (seconds * 1000) / (Number.isFinite(speed) ? speed : 1);
    if (seconds > 0)
      this.#timer = setTimeout(() => {
        this.#stopWaiting();
        this.#answer(packet, { flag: result.timeOut });
      }, limitMs);
    this.#scan();
  }

  #awaitTemplate(packet: Packet, then: (template: Uint8Array) => Answer): undefined {
    this.#await(packet, (picture) => {
      const template = this.#format.make(picture);
      return template ? then(template) : { flag: result.tryAgain };
    });
  }

  #scan(): void {
    const waiting = this.#waiting;
    if (!waiting || !this.#finger) return;
    this.#stopWaiting();
    this.#scanned = this.#finger;
    if (this.#parameters.read(parameter.sendScanned) === on) this.#answer(waiting.packet, { flag: result.scanned });
    this.#answer(waiting.packet, waiting.then(this.#finger));
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#waiting = undefined;
  }

  #image(): Uint8Array {
    const { width, height, pixels } = this.#scanned ?? { width: 0, height: 0, pixels: new Uint8Array(0) };
    const isFourBit = this.#parameters.read(parameter.imageFormat) === imageFormat.fourBitGray;
    return encodeImage(pixels, width, height, isFourBit ? pixelFormat.fourBitGray : pixelFormat.gray);
  }

  #withImage(): Answer {
    const data = this.#image();
    return { flag: result.success, size: data.length, data };
  }

  #verified(template: Uint8Array, stored: readonly Uint8Array[]): Answer {
    const finger = stored.findIndex((each) => this.#format.likeness(template, each) >= threshold);
    return finger < 0 ? { flag: result.noMatch } : { flag: result.success, size: finger };
  }

  #identified(template: Uint8Array): Answer {
    const found = this.users.find(template, threshold);
    return found ? { flag: result.success, param: found.userId, size: found.finger } : { flag: result.notFound };
  }

  /** One scan or two, in one command or two, as the enrolment mode says. */
  #enrol(packet: Packet): Answer | undefined {
    const mode = this.#parameters.read(parameter.enrolMode);
    const begun = this.#begun;
    if (packet.flag === enrolOption.continue) {
      this.#begun = undefined;
      if (!begun) return { flag: result.unsupported };
      return this.#awaitTemplate(packet, (second) => this.#twice(packet, begun.userId, begun.template, second));
    }
    const userId = packet.flag === enrolOption.chooseUser ? this.users.firstFree() : packet.param;
    if (packet.flag !== enrolOption.addNew && this.users.of(userId).length > 0) return { flag: result.userExists };
    return this.#awaitTemplate(packet, (first) => {
      if (mode === enrolMode.once) return this.#enrolled({ ...packet, param: userId }, [first]);
      const half = { flag: result.success, param: userId, size: quality };
      if (mode === enrolMode.twiceInTwo || mode === enrolMode.twoTemplatesInTwo)
        this.#begun = { userId, template: first };
      else queueMicrotask(() => this.#awaitTemplate(packet, (second) => this.#twice(packet, userId, first, second)));
      return half;
    });
  }

  #twice(packet: Packet, userId: number, first: Uint8Array, second: Uint8Array): Answer {
    if (this.#format.likeness(first, second) < threshold) return { flag: result.noMatch };
    const mode = this.#parameters.read(parameter.enrolMode);
    const keepsBoth = mode === enrolMode.twoTemplates || mode === enrolMode.twoTemplatesInTwo;
    return this.#enrolled({ ...packet, param: userId }, keepsBoth ? [first, second] : [first]);
  }

  #enrolled({ param: userId, flag: option, command: code }: Packet, templates: readonly Uint8Array[]): Answer {
    const chosen =
      code === command.enrolByTemplate && option === enrolOption.chooseUser ? this.users.firstFree() : userId;
    if (code === command.enrolByTemplate && option !== enrolOption.addNew && this.users.of(chosen).length > 0)
      return { flag: result.userExists };
    return { flag: this.users.enrol(chosen, templates), param: chosen, size: quality };
  }
}

function withSum(template: Uint8Array): Uint8Array {
  const data = new Uint8Array(template.length + 4);
  data.set(template);
  new DataView(data.buffer).setUint32(
    template.length,
    template.reduce((sum, byte) => sum + byte, 0),
    true,
  );
  return data;
}
