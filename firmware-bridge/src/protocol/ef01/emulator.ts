import { randomBytes } from 'node:crypto';
import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { centred, type GreyPicture } from '../../emulator/centred.ts';
import { type Emulator, fingerCommands, pictureIn, read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { type PrintReader, pictureMemory } from '../../emulator/prints.ts';
import {
  confirmation,
  encodePacket,
  instruction,
  type Packet,
  PacketDecoder,
  packetType,
  packPixels,
  unpackPixels,
} from './codec.ts';
import { enrolling, identifying, WaitingInstruction } from './emulator-by-itself.ts';
import { ModuleLibrary, twoBytes } from './emulator-library.ts';
import { ModuleSettings, type NewBaudRate } from './emulator-settings.ts';

export interface Ef01EmulatorOptions {
  /** Where they are not those of the profile. */
  readonly moduleAddress?: number;
  readonly password?: number;
  readonly newBaudRate?: NewBaudRate;
  readonly prints?: PrintReader | undefined;
}

/** How the lit ring of a module was set last. */
interface Ring {
  readonly control: number;
  readonly speed: number;
  readonly colour: number;
  readonly times: number;
}

/** What a module says when it is ready after power-on (R503 manual). */
const readyByte = 0x55;
const informationPageBytes = 512;
/** How long a module waits for each finger by itself (R503 manual). */
const patienceMs = 10_000;

type Extra = ProfileOf<'ef01'>['extras'][number];

/** What a module answers: a confirmation code with its own bytes, then what follows. */
interface Answer {
  readonly code: number;
  readonly body?: readonly number[];
  /** Data packets to the host. */
  readonly upload?: Uint8Array;
  /** Data packets from the host, up to this size, and who takes them. */
  readonly download?: { readonly byteCount: number; readonly take: (data: Uint8Array) => void };
  /** Done when the answer has left. */
  readonly after?: () => void;
}
type Handler = (parameters: readonly number[]) => Answer | undefined;

const commandSchema = z.discriminatedUnion('command', [
  ...fingerCommands,
  z.strictObject({ command: z.literal('is-glass-seen-free') }),
]);
const ok: Answer = { code: confirmation.ok };

/** The module's side of the 0xEF01 protocol, with every instruction that its model has. */
export class Ef01Emulator implements Emulator {
  readonly protocol = 'ef01';
  readonly line: EmulatedLine;
  readonly library: ModuleLibrary;
  readonly #profile: ProfileOf<'ef01'>;
  readonly #settings: ModuleSettings;
  readonly #handlers = new Map<number, Handler>();
  readonly #decoder = new PacketDecoder();
  #unlocked: boolean;
  #passwordVerified = false;
  #lastMatched = false;
  #finger: Uint8Array | undefined;
  /** Whether the host has been told that nothing lies on the glass, since something did. */
  #isSeenFree = true;
  #imageBuffer: Uint8Array | undefined;
  #ring: Ring | undefined;
  #downloading: { received: number[]; byteCount: number; take: (data: Uint8Array) => void } | undefined;
  #waiting: WaitingInstruction | undefined;
  #starting: NodeJS.Timeout | undefined;

  constructor(line: EmulatedLine, profile: ProfileOf<'ef01'>, options: Ef01EmulatorOptions = {}) {
    this.line = line;
    line.checksumAt = (frame) => frame.length - 1;
    this.#profile = profile;
    this.library = new ModuleLibrary(profile, options.prints ?? pictureMemory);
    this.#settings = new ModuleSettings(profile, line, {
      address: options.moduleAddress ?? profile.moduleAddress,
      password: options.password ?? profile.password,
      newBaudRate: options.newBaudRate ?? profile.newBaudRate,
    });
    this.#unlocked = this.#settings.password === 0;
    this.#handleCommon();
    this.#handleSettings();
    this.#handleExtras();
    line.onReceive((chunk) => this.#receive(chunk));
  }

  /** Whether it hears its host: not while it starts. */
  get hears(): boolean {
    return this.#starting === undefined;
  }

  get ring(): Ring | undefined {
    return this.#ring;
  }

  /** Lays a finger on the glass: any picture size, centred and reduced to 16 grey levels. */
  place(picture: GreyPicture): void {
    const { widthPixels, heightPixels } = this.#profile.sensor;
    this.#finger = packPixels(centred(picture, widthPixels, heightPixels));
    this.#isSeenFree = false;
    this.#waiting?.fingerChanged();
  }

  lift(): void {
    this.#finger = undefined;
    this.#waiting?.fingerChanged();
  }

  obey(command: unknown): unknown {
    const told = read(commandSchema, this.protocol, command);
    switch (told.command) {
      case 'place-finger':
        return this.place(pictureIn(told));
      case 'lift-finger':
        return this.lift();
      case 'is-glass-seen-free':
        return this.#isSeenFree;
    }
  }

  restart(): void {
    this.#waiting?.cancel();
    this.#waiting = undefined;
    this.#downloading = undefined;
    this.#imageBuffer = undefined;
    this.#ring = undefined;
    this.#lastMatched = false;
    this.#passwordVerified = false;
    this.library.forgetBuffers();
    this.#unlocked = this.#settings.password === 0;
    this.#settings.poweredOn();
    clearTimeout(this.#starting);
    this.#starting = setTimeout(() => {
      this.#starting = undefined;
      if (this.#profile.saysReady) this.line.send(Uint8Array.of(readyByte));
    }, this.#profile.startUpMs / this.line.speed);
  }

  close(): void {
    clearTimeout(this.#starting);
    this.#waiting?.cancel();
    this.line.detach();
  }

  #receive(chunk: Uint8Array): void {
    if (!this.hears) return;
    for (const item of this.#decoder.push(chunk)) {
      if (item.packet.address !== this.#settings.address) continue;
      const { type } = item.packet;
      if (item.kind === 'bad-checksum') {
        if (type === packetType.command) this.#acknowledge(confirmation.receiveError);
        else if (isSummedAsMiddle(item.packet, item.checksum)) this.#download(item.packet);
        else this.#downloading = undefined;
      } else if (type === packetType.command) this.#execute(item.packet.payload);
      else this.#download(item.packet);
    }
  }

  #execute([command = -1, ...parameters]: Uint8Array): void {
    this.#downloading = undefined;
    const handler = this.#handlers.get(command);
    const isLocked = !this.#unlocked && command !== instruction.verifyPassword;
    const refusal = isLocked ? confirmation.mustVerifyPassword : confirmation.undefinedCommand;
    const answer = handler && !isLocked ? handler(parameters) : { code: refusal };
    if (!answer) return;
    this.#acknowledge(answer.code, answer.body);
    if (answer.upload) this.#upload(answer.upload);
    if (answer.download) this.#downloading = { received: [], ...answer.download };
    if (answer.after) this.line.afterSending(answer.after);
  }

  #handleCommon(): void {
    const { library } = this;
    this.#on(instruction.takeImage, () => ({ code: this.#takeImage() }));
    this.#on(instruction.makeFeatures, ([buffer = 0]) => ({
      code: library.makeFeatures(this.#pictureOf(this.#imageBuffer), buffer),
    }));
    this.#on(instruction.match, () => this.#compared(library.match(this.#settings.securityLevel)));
    const search: Handler = ([buffer = 0, ...range]) =>
      this.#compared(library.search(buffer, number(range, 0), number(range, 2), this.#settings.securityLevel));
    this.#on(instruction.search, search);
    this.#on(instruction.fastSearch, search);
    this.#on(instruction.merge, () => ({ code: library.merge(this.#settings.securityLevel) }));
    this.#on(instruction.store, ([buffer = 0, ...place]) => ({ code: library.store(buffer, number(place, 0)) }));
    this.#on(instruction.load, ([buffer = 0, ...place]) => ({ code: library.load(buffer, number(place, 0)) }));
    this.#on(instruction.delete, (range) => ({ code: library.delete(number(range, 0), number(range, 2)) }));
    this.#on(instruction.deleteAll, () => {
      library.stored.clear();
      return ok;
    });
    this.#on(instruction.uploadFeatures, ([buffer = 0]) =>
      uploaded(library.buffer(buffer), confirmation.featureUploadFailed),
    );
    this.#on(instruction.downloadFeatures, ([buffer = 0]) => ({
      code: confirmation.ok,
      download: { byteCount: library.templateBytes, take: (data) => library.fill(buffer, data) },
    }));
    this.#on(instruction.uploadImage, () => uploaded(this.#imageBuffer, confirmation.imageUploadFailed));
    this.#on(instruction.downloadImage, () => ({
      code: confirmation.ok,
      download: {
        byteCount: (this.#profile.sensor.widthPixels * this.#profile.sensor.heightPixels) / 2,
        take: (data) => {
          this.#imageBuffer = data;
        },
      },
    }));
    this.#on(instruction.countTemplates, () => ({ code: confirmation.ok, body: twoBytes(library.stored.count) }));
    this.#on(instruction.readIndex, ([page = 0]) => answered(library.index(page)));
  }

  #handleSettings(): void {
    const settings = this.#settings;
    this.#on(instruction.setParameter, ([register = 0, value = 0]) => ({
      code: settings.set(register, value),
      after: () => settings.answered(),
    }));
    this.#on(instruction.readParameters, () =>
      answered(
        settings.parameters(this.library.stored.places, {
          lastMatched: this.#lastMatched,
          passwordVerified: this.#passwordVerified,
          imageHeld: this.#imageBuffer !== undefined,
        }),
      ),
    );
    this.#on(instruction.verifyPassword, (password) => {
      this.#unlocked = password.length >= 4 && number(password, 0, 4) === settings.password;
      this.#passwordVerified = this.#unlocked;
      return { code: this.#unlocked ? confirmation.ok : confirmation.wrongPassword };
    });
    this.#on(instruction.setPassword, (password) => {
      settings.password = number(password, 0, 4);
      return ok;
    });
    this.#on(instruction.setAddress, (address) => {
      settings.address = number(address, 0, 4);
      return ok;
    });
    this.#on(instruction.randomNumber, () => ({ code: confirmation.ok, body: [...randomBytes(4)] }));
    // What stands in that page is in no manual.
    this.#on(instruction.uploadInformationPage, () => ({
      code: confirmation.ok,
      upload: new Uint8Array(informationPageBytes),
    }));
    this.#on(instruction.portControl, () => ok);
    this.#on(instruction.writeNotepad, ([page = 0, ...content]) => ({
      code: settings.writeNotepad(page, Uint8Array.from(content)),
    }));
    this.#on(instruction.readNotepad, ([page = 0]) => answered(settings.readNotepad(page)));
  }

  #handleExtras(): void {
    const { library } = this;
    const settings = this.#settings;
    this.#onExtra('good-image', instruction.takeGoodImage, () => {
      const code = this.#takeImage();
      const isPoor = code === confirmation.ok && !library.isGood(this.#pictureOf(this.#imageBuffer));
      return { code: isPoor ? confirmation.tooFewPoints : code };
    });
    this.#onExtra('enrol-by-itself', instruction.enrolByItself, (wishes) =>
      this.#wait(enrolling(wishes, library, this.#glass, settings.securityLevel, this.#answer), [0, 0]),
    );
    this.#onExtra('enrol-by-itself', instruction.identifyByItself, (wishes) =>
      this.#wait(identifying(wishes, library, this.#glass, this.#answer), [0, 0, 0, 0, 0]),
    );
    this.#onExtra('enrol-by-itself', instruction.cancel, () => {
      this.#waiting?.cancel();
      return ok;
    });
    this.#onExtra('aura-led', instruction.auraLed, ([control = 0, speed = 0, colour = 0, times = 0]) => {
      this.#ring = { control, speed, colour, times };
      return ok;
    });
    this.#onExtra('check-sensor', instruction.checkSensor, () => ok);
    this.#onExtra('versions', instruction.algorithmVersion, () => answered(settings.version('algorithm')));
    this.#onExtra('versions', instruction.firmwareVersion, () => answered(settings.version('firmware')));
    this.#onExtra('product-information', instruction.productInformation, () =>
      answered(settings.product(library.stored.places)),
    );
    this.#onExtra('soft-reset', instruction.softReset, () => ({
      code: confirmation.ok,
      after: () => this.restart(),
    }));
    this.#onExtra('handshake', instruction.handshake, () => ok);
    this.#onExtra('echo', instruction.echo, () => ({ code: confirmation.echoed }));
  }

  #on(command: number, handler: Handler): void {
    this.#handlers.set(command, handler);
  }

  #onExtra(extra: Extra, command: number, handler: Handler): void {
    if (this.#profile.extras.includes(extra)) this.#on(command, handler);
  }

  readonly #glass = { picture: () => this.#pictureOf(this.#finger) };
  readonly #answer = (code: number, ...body: number[]) => this.#acknowledge(code, body);

  #takeImage(): number {
    this.#imageBuffer = this.#finger ?? this.#imageBuffer;
    this.#isSeenFree = this.#finger === undefined;
    return this.#finger ? confirmation.ok : confirmation.noFinger;
  }

  #pictureOf(packed: Uint8Array | undefined): GreyPicture | undefined {
    const { widthPixels, heightPixels } = this.#profile.sensor;
    return packed && { width: widthPixels, height: heightPixels, pixels: unpackPixels(packed) };
  }

  #compared(result: readonly number[]): Answer {
    this.#lastMatched = result[0] === confirmation.ok;
    return answered(result);
  }

  /** The instruction answers by itself, step by step. */
  #wait(steps: ConstructorParameters<typeof WaitingInstruction>[0], lateBody: number[]): undefined {
    this.#waiting?.cancel();
    const { speed } = this.line;
    const limitMs = Number.isFinite(speed) ? patienceMs / speed : patienceMs;
    this.#waiting = new WaitingInstruction(steps, this.#glass, limitMs, () =>
      this.#acknowledge(confirmation.timeOut, lateBody),
    );
  }

  #download(packet: Packet): void {
    const downloading = this.#downloading;
    if (!downloading || (packet.type !== packetType.data && packet.type !== packetType.lastData)) return;
    const { received, byteCount } = downloading;
    received.push(...packet.payload.subarray(0, byteCount - received.length));
    if (packet.type !== packetType.lastData) return;
    this.#downloading = undefined;
    const whole = new Uint8Array(byteCount);
    whole.set(received);
    downloading.take(whole);
  }

  #upload(data: Uint8Array): void {
    const { packetBytes, address } = this.#settings;
    for (let from = 0; from < data.length; from += packetBytes) {
      const last = from + packetBytes >= data.length;
      const payload = data.subarray(from, from + packetBytes);
      this.#send({ type: last ? packetType.lastData : packetType.data, address, payload });
    }
  }

  #acknowledge(code: number, body: readonly number[] = []): void {
    const { address } = this.#settings;
    this.#send({ type: packetType.acknowledge, address, payload: Uint8Array.of(code, ...body) });
  }

  #send(packet: Packet): void {
    this.line.send(encodePacket(packet));
  }
}

const answered = ([code = confirmation.undefinedCommand, ...body]: readonly number[]): Answer => ({ code, body });

const uploaded = (data: Uint8Array | undefined, failed: number): Answer =>
  data ? { code: confirmation.ok, upload: data } : { code: failed };

/** A big-endian number among the parameters of an instruction; what is missing counts as zero. */
function number(parameters: readonly number[], at: number, byteCount = 2): number {
  let value = 0;
  for (let index = at; index < at + byteCount; index++) value = value * 256 + (parameters[index] ?? 0);
  return value;
}

/** Whether a last data packet was summed as if it were not the last; Adafruit's CircuitPython library does so. */
function isSummedAsMiddle(packet: Packet, checksum: number): boolean {
  if (packet.type !== packetType.lastData) return false;
  const asMiddle = encodePacket({ ...packet, type: packetType.data });
  return new DataView(asMiddle.buffer).getUint16(asMiddle.length - 2) === checksum;
}
