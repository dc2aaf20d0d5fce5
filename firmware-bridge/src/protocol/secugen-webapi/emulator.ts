import { X509Certificate } from 'node:crypto';
import { selfSigned } from '../../emulator/certificates.ts';
import type { EmulatorOptions, RunningEmulator } from '../../emulator/running.ts';
import { onService, type ServiceRequest } from '../../emulator/service.ts';
import { ServiceScanner } from '../../emulator/service-scanner.ts';
import type { GreyPicture } from '../../picture/grey-picture.ts';
import { secugenCode } from './service.ts';

const dotsPerInch = 500;
const paletteColours = 256;
const bmpHeadBytes = 54 + paletteColours * 4;

/** SecuGen's local service with one scanner. */
export class SecugenEmulator extends ServiceScanner {
  override readonly protocol = 'secugen-webapi';

  override async answer({ method, path, body }: ServiceRequest): Promise<unknown> {
    if (method !== 'POST' || path !== '/SGIFPCapture') return undefined;
    if (this.isBusy) return { ErrorCode: secugenCode.busy };
    const waitMs = Number(new URLSearchParams(body).get('Timeout'));
    const finger = await this.finger(waitMs);
    if (!this.isPlugged) return { ErrorCode: secugenCode.notFound };
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
