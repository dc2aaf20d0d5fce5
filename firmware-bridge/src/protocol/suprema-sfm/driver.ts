import type { ProfileOf } from '@custody-edge/device-profiles';
import type { ByteDriver, ByteDriverContext, DeviceIdentity, FingerprintDriver, OnSensorStore } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { FingerLoop } from '../finger-loop.ts';
import { command, imageFormat, parameter, result } from './codec.ts';
import { Exchange, refused } from './exchange.ts';
import { headerBytes, pixelBytes, readHeader, readPixels } from './image.ts';
import { ModuleStore } from './store.ts';

const defaultPollIntervalMs = 50;
/** Values of parameters: a scan waits one second for a finger, and says when it has one. */
const oneSecond = 0x31;
const yes = 0x31;
const formats = { gray: imageFormat.gray, 'four-bit-gray': imageFormat.fourBitGray } as const;

/** Host of one Suprema SFM fingerprint module. */
export class SupremaSfmDriver implements ByteDriver, FingerprintDriver {
  readonly store: OnSensorStore;
  readonly #profile: ProfileOf<'suprema-sfm'>;
  readonly #context: ByteDriverContext;
  readonly #baudRate: number;
  readonly #exchange: Exchange;
  readonly #loop: FingerLoop;
  #serialNumber = '';

  constructor(
    profile: ProfileOf<'suprema-sfm'>,
    context: ByteDriverContext,
    options: {
      readonly baudRate: number;
      readonly terminalId?: number | undefined;
      readonly pollIntervalMs?: number | undefined;
    },
  ) {
    this.#profile = profile;
    this.#context = context;
    this.#baudRate = options.baudRate;
    this.#exchange = new Exchange(context.channel, options.terminalId, profile.timeLimitsMs);
    this.#loop = new FingerLoop({
      glass: {
        look: () => this.#look(),
        take: () => this.#capture(),
        check: () => this.#check(),
      },
      pollIntervalMs: options.pollIntervalMs ?? defaultPollIntervalMs,
      fail: context.fail,
    });
    this.store = new ModuleStore(this.#exchange, this.#loop, profile.timeLimitsMs.scan);
  }

  receive(chunk: Uint8Array): void {
    this.#exchange.receive(chunk);
  }

  async identify(): Promise<DeviceIdentity> {
    await this.#check();
    await this.#write(parameter.timeout, oneSecond);
    await this.#write(parameter.sendScanned, yes);
    await this.#write(parameter.imageFormat, formats[this.#profile.imageFormat]);
    this.#serialNumber = String(await this.#read(parameter.serialNumber));
    const { maker, model } = this.#profile.name;
    return {
      model: `${maker} ${model}`,
      serialNumber: this.#serialNumber,
      firmware: fourCharacters(await this.#read(parameter.firmwareVersion)),
    };
  }

  start(): void {
    this.#loop.start();
  }

  async stop(): Promise<void> {
    await this.#loop.stop(() =>
      this.#exchange.close(bridgeError('device-not-ready', { deviceId: this.#context.deviceId })),
    );
  }

  setCapturing(capturing: boolean): void {
    this.#loop.setCapturing(capturing);
  }

  async #check(): Promise<void> {
    const { packet } = await this.#exchange.command({ command: command.status });
    if (packet.flag !== result.success) throw refused(packet);
  }

  /** Kept until the module is switched off: nothing wears its memory. */
  async #write(of: number, value: number): Promise<void> {
    const { packet } = await this.#exchange.command({ command: command.writeParameter, size: value, flag: of });
    if (packet.flag !== result.success) throw bridgeError('device-mismatch', { parameter: of, result: packet.flag });
  }

  async #read(of: number): Promise<number> {
    const { packet } = await this.#exchange.command({ command: command.readParameter, flag: of });
    if (packet.flag !== result.success) throw refused(packet);
    return packet.size;
  }

  /** Scans, and throws away the template: the picture that it was made of is fetched when it is wanted. */
  async #look(): Promise<'finger' | 'no-finger' | 'failed'> {
    const { packet } = await this.#exchange.command({ command: command.scanTemplate }, this.#profile.timeLimitsMs.scan);
    switch (packet.flag) {
      case result.success:
        return 'finger';
      case result.timeOut:
        return 'no-finger';
      case result.tryAgain:
      case result.scanFailed:
        return 'failed';
      default:
        throw refused(packet);
    }
  }

  async #capture(): Promise<void> {
    const { clock, deviceId, emit } = this.#context;
    const { dotsPerInch } = this.#profile.sensor;
    const capturedAtMs = clock.nowMs();
    const startedMs = clock.monotonicMs();
    const image = await this.#exchange.image((come) => {
      const header = readHeader(come);
      if (!header || !this.#loop.capturing || !this.#fits(header)) return;
      const pixels = readPixels(come.subarray(headerBytes), header.format);
      emit({ kind: 'fingerprint-part', width: header.width, height: header.height, dotsPerInch, pixels });
    });
    const header = readHeader(image);
    if (!header || !this.#fits(header) || image.length < headerBytes + (pixelBytes(header) ?? Infinity))
      throw bridgeError('device-mismatch', { ...header, byteCount: image.length });
    if (!this.#loop.capturing) return;
    emit({
      kind: 'fingerprint-image',
      width: header.width,
      height: header.height,
      dotsPerInch,
      pixels: readPixels(image.subarray(headerBytes, headerBytes + (pixelBytes(header) ?? 0)), header.format),
      provenance: {
        profileId: this.#profile.id,
        deviceId,
        serialNumber: this.#serialNumber,
        capturedAtMs,
        captureMs: clock.monotonicMs() - startedMs,
        baudRate: this.#baudRate,
      },
    });
  }

  #fits({ width, height }: { readonly width: number; readonly height: number }): boolean {
    const { widthPixels, heightPixels } = this.#profile.sensor;
    return width === widthPixels && height === heightPixels;
  }
}

const fourCharacters = (value: number): string =>
  String.fromCharCode(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
