import { createHash, randomUUID, type X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ProfileOf } from '@custody-edge/device-profiles';
import type { DeviceAddress } from '../../device-config.ts';
import type { DeviceIdentity, DriverContext } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import type { GreyPicture } from '../../picture/grey-picture.ts';
import { unpackPicture } from '../../picture/picture-file.ts';
import { LocalHttpClient } from '../../transport/local-http.ts';
import type { FingerService, TakenFinger } from '../finger-service.ts';
import { type FingerImage, readFingerImage } from './finger-image-record.ts';
import {
  captureSchema,
  codeOf,
  type DeviceInfo,
  type DigitalId,
  deviceInfoSchema,
  digitalIdSchema,
  discoverySchema,
  fingerSchema,
  infoSchema,
} from './messages.ts';
import { trustAnchors, verified } from './signature.ts';

type Place = Extract<DeviceAddress, { kind: 'signed-service' }>;

/** Where a service may be; it takes any that is free (SBI 0.9.5, device discovery). */
export const servicePorts = { first: 4501, last: 4600 } as const;
const noScanner: readonly string[] = ['106', '202'];
const specVersion = '0.9.5';

/** SHA-256 of nothing, where the chain of hashes begins. */
const firstHash = hashOf(new Uint8Array());

/** A scanner that was found, and what it signed of itself. */
interface Found {
  readonly client: LocalHttpClient;
  readonly info: DeviceInfo;
  readonly id: DigitalId;
}

/** @throws `device-config-invalid` where the file of trust anchors cannot be read */
export function mosipSbiService(
  profile: ProfileOf<'mosip-sbi'>,
  place: Place,
  context: DriverContext,
): MosipSbiService {
  return new MosipSbiService(profile, place, context, trustAnchors(textOf(place.trustAnchorsFile)));
}

function textOf(trustAnchorsFile: string): string {
  try {
    return readFileSync(trustAnchorsFile, 'utf8');
  } catch (cause) {
    throw bridgeError('device-config-invalid', { trustAnchorsFile }, cause);
  }
}

/** Client of one service after the MOSIP Secure Biometric Interface: takes fingers for registration, and believes only what is signed. */
class MosipSbiService implements FingerService {
  readonly #profile: ProfileOf<'mosip-sbi'>;
  readonly #place: Place;
  readonly #context: DriverContext;
  readonly #anchors: readonly X509Certificate[];
  readonly #stopping = new AbortController();
  #found: Found | undefined;
  #previousHash = firstHash;

  constructor(
    profile: ProfileOf<'mosip-sbi'>,
    place: Place,
    context: DriverContext,
    anchors: readonly X509Certificate[],
  ) {
    this.#profile = profile;
    this.#place = place;
    this.#context = context;
    this.#anchors = anchors;
  }

  async identify(): Promise<DeviceIdentity> {
    const client = await this.#discover();
    const { info, id } = await this.#describe(client);
    this.#found = { client, info, id };
    return {
      model: `${id.make} ${id.model}`,
      serialNumber: id.serialNo,
      ...(typeof info.firmware === 'string' && { firmware: info.firmware }),
    };
  }

  async take(waitMs: number): Promise<TakenFinger | undefined> {
    const { client, info, id } = this.#scanner();
    const transactionId = randomUUID();
    const answer = await client.ask(
      {
        method: 'RCAPTURE',
        path: '/capture',
        contentType: 'application/json',
        body: JSON.stringify(this.#captureRequest(info, transactionId, waitMs)),
        limitMs: waitMs + this.#profile.timeLimitsMs.reply,
      },
      captureSchema,
    );
    const [finger, ...others] = answer.biometrics;
    if (!finger || others.length > 0) throw bridgeError('device-garbled', { fingers: answer.biometrics.length });
    const code = codeOf(finger.error);
    if (this.#profile.noFingerCodes.includes(code)) return undefined;
    refuse(code);
    const taken = this.#believed(finger.data ?? '', fingerSchema);
    const { serialNo } = this.#believed(taken.digitalId, digitalIdSchema);
    if (taken.transactionId !== transactionId || serialNo !== id.serialNo)
      throw bridgeError('service-not-trusted', { what: 'another capture', serialNo });
    const record = Buffer.from(taken.bioValue, 'base64url');
    this.#extendChain(record, finger.hash ?? '');
    const image = readFingerImage(record);
    return { picture: await pictureOf(image), dotsPerInch: image.dotsPerInch, serialNumber: id.serialNo };
  }

  async check(): Promise<void> {
    const { client, id } = this.#scanner();
    const { serialNo } = (await this.#describe(client)).id;
    if (serialNo !== id.serialNo) throw bridgeError('device-disconnected', { serialNo });
  }

  stop(): void {
    this.#stopping.abort();
  }

  #scanner(): Found {
    if (this.#found) return this.#found;
    throw bridgeError('device-not-ready', { deviceId: this.#context.deviceId });
  }

  /** The service at the port that is configured, or at the first one where a service has a finger scanner. */
  async #discover(): Promise<LocalHttpClient> {
    const { port } = this.#place;
    const { first, last } = servicePorts;
    const ports = port === undefined ? Array.from({ length: last - first + 1 }, (_, at) => first + at) : [port];
    const answers = await Promise.allSettled(
      ports.map(async (each) => {
        const client = new LocalHttpClient({ port: each }, this.#context, this.#stopping.signal);
        const devices = await client.ask(this.#question('MOSIPDISC', '/device'), discoverySchema);
        const [device] = devices.filter(({ error }) => codeOf(error) === '0');
        if (!device)
          throw bridgeError('device-absent', { port: each, codes: devices.map(({ error }) => codeOf(error)) });
        return client;
      }),
    );
    const found = answers.find((answer) => answer.status === 'fulfilled');
    if (found) return found.value;
    const [only] = answers;
    if (port !== undefined && only?.status === 'rejected') throw only.reason;
    throw bridgeError('device-absent', { ports: servicePorts });
  }

  /** What the first scanner of a service signs of itself. */
  async #describe(client: LocalHttpClient): Promise<Pick<Found, 'info' | 'id'>> {
    const [first] = await client.ask(this.#question('MOSIPDINFO', '/info'), infoSchema);
    refuse(codeOf(first?.error));
    const info = this.#believed(first?.deviceInfo ?? '', deviceInfoSchema);
    const id = this.#believed(info.digitalId, digitalIdSchema);
    if (id.type !== 'Finger') throw bridgeError('device-mismatch', { type: id.type });
    if (info.deviceStatus === 'Busy') throw bridgeError('device-busy', { serialNo: id.serialNo });
    if (info.deviceStatus !== 'Ready') throw bridgeError('device-refused', { deviceStatus: info.deviceStatus });
    return { info, id };
  }

  #question(method: string, path: string) {
    const body = JSON.stringify({ type: 'Finger' });
    return { method, path, body, contentType: 'application/json', limitMs: this.#profile.timeLimitsMs.reply };
  }

  #captureRequest(info: DeviceInfo, transactionId: string, waitMs: number): unknown {
    return {
      env: info.env,
      purpose: 'Registration',
      specVersion: info.specVersion[0] ?? specVersion,
      timeout: waitMs,
      captureTime: new Date(this.#context.clock.nowMs()).toISOString(),
      transactionId,
      bio: [
        {
          type: 'Finger',
          count: 1,
          bioSubType: ['UNKNOWN'],
          requestedScore: this.#profile.requestedScore,
          deviceId: info.deviceId,
          deviceSubId: info.deviceSubId?.[0] ?? 0,
          previousHash: this.#previousHash,
        },
      ],
      customOpts: {},
    };
  }

  #believed<Payload>(jws: string, schema: Parameters<typeof verified<Payload>>[1]): Payload {
    return verified(jws, schema, this.#anchors, this.#context.clock.nowMs());
  }

  /** Each capture names the hash of the one before, so that none can be left out or put in. */
  #extendChain(record: Uint8Array, hash: string): void {
    const expected = hashOf(
      Buffer.concat([Buffer.from(this.#previousHash, 'hex'), Buffer.from(hashOf(record), 'hex')]),
    );
    if (hash.toUpperCase() !== expected) throw bridgeError('service-not-trusted', { what: 'chain of hashes' });
    this.#previousHash = expected;
  }
}

async function pictureOf({ width, height, compression, picture }: FingerImage): Promise<GreyPicture> {
  if (compression === 'none') return { width, height, pixels: Uint8Array.from(picture) };
  if (compression === 'packed' || compression === 'wsq' || compression === 'jpeg')
    throw bridgeError('picture-format-unsupported', { compression });
  const unpacked = await unpackPicture(picture);
  if (unpacked.width === width && unpacked.height === height) return unpacked;
  throw bridgeError('device-garbled', {
    width,
    height,
    unpackedWidth: unpacked.width,
    unpackedHeight: unpacked.height,
  });
}

function refuse(code: string): void {
  if (noScanner.includes(code)) throw bridgeError('device-disconnected', { code });
  if (code !== '0') throw bridgeError('device-refused', { code });
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').toUpperCase();
}
