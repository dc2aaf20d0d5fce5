import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { selfSigned } from '../../emulator/certificates.ts';
import { fingerCommands, pictureIn, read } from '../../emulator/emulator.ts';
import { EmulatedGlass } from '../../emulator/glass.ts';
import type { EmulatorOptions, RunningEmulator } from '../../emulator/running.ts';
import { onService, type ServiceEmulator, type ServiceRequest } from '../../emulator/service.ts';
import type { GreyPicture } from '../../picture/grey-picture.ts';
import { secugenCode } from './service.ts';

const commandSchema = z.discriminatedUnion('command', [...fingerCommands]);
const dotsPerInch = 500;
const paletteColours = 256;
const bmpHeadBytes = 54 + paletteColours * 4;

/** SecuGen's local service with one scanner. */
export class SecugenEmulator implements ServiceEmulator {
  readonly protocol = 'secugen-webapi';
  readonly #speed: number;
  readonly #glass = new EmulatedGlass();
  #plugged = true;
  #busy = false;

  constructor(speed: number) {
    this.#speed = speed;
  }

  /** Lays a finger on the glass: the picture as it is. */
  place(picture: GreyPicture): void {
    this.#glass.place(picture);
  }

  lift(): void {
    this.#glass.lift();
  }

  obey(command: unknown): void {
    const told = read(commandSchema, this.protocol, command);
    if (told.command === 'place-finger') this.place(pictureIn(told));
    else this.lift();
  }

  restart(): void {
    this.#glass.close();
  }

  setPlugged(plugged: boolean): void {
    this.#plugged = plugged;
    this.#glass.close();
  }

  setBusy(busy: boolean): void {
    this.#busy = busy;
  }

  close(): void {
    this.#glass.close();
  }

  async answer({ method, path, body }: ServiceRequest): Promise<unknown> {
    if (method !== 'POST' || path !== '/SGIFPCapture') return undefined;
    if (this.#busy) return { ErrorCode: secugenCode.busy };
    const waitMs = Number(new URLSearchParams(body).get('Timeout'));
    const finger = this.#plugged ? await this.#glass.finger(waitMs / this.#speed) : undefined;
    if (!this.#plugged) return { ErrorCode: secugenCode.notFound };
    if (!finger) return { ErrorCode: secugenCode.timeout };
    return {
      ErrorCode: secugenCode.ok,
      Manufacturer: 'SecuGen',
      Model: 'Emulated',
      SerialNumber: '54321',
      ImageWidth: finger.width,
      ImageHeight: finger.height,
      ImageDPI: dotsPerInch,
      ImageQuality: 80,
      NFIQ: 1,
      BMPBase64: bmpOf(finger).toString('base64'),
    };
  }
}

/** A bitmap of Windows with a palette of greys, the bottom row first. */
function bmpOf({ width, height, pixels }: GreyPicture): Buffer {
  const rowBytes = 4 * Math.ceil(width / 4);
  const file = Buffer.alloc(bmpHeadBytes + rowBytes * height);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(bmpHeadBytes, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(8, 28);
  for (let grey = 0; grey < paletteColours; grey++) file.fill(grey, 54 + grey * 4, 57 + grey * 4);
  for (let row = 0; row < height; row++)
    file.set(pixels.subarray(row * width, (row + 1) * width), bmpHeadBytes + (height - 1 - row) * rowBytes);
  return file;
}

/** That of every emulated service of this process: keys take a while to make. */
let certificate: ReturnType<typeof selfSigned> | undefined;

/** Starts a service; its address names the certificate that it shows. @throws as `onService` */
export async function emulateSecugen(options: EmulatorOptions): Promise<RunningEmulator<SecugenEmulator>> {
  certificate ??= selfSigned('localhost', Date.now());
  const certified = await certificate;
  const { fingerprint256 } = new X509Certificate(certified.certificatePem);
  const certificateSha256 = fingerprint256.replaceAll(':', '').toLowerCase();
  return onService(
    options,
    new SecugenEmulator(options.speed),
    (port) => ({ kind: 'pinned-service', port, certificateSha256 }),
    certified,
  );
}
