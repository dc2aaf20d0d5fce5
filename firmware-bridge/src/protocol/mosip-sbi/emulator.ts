import { createHash, createSign, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Certified, type EmulatedAuthority, selfSigned, signedBy } from '../../emulator/certificates.ts';
import type { EmulatorOptions, RunningEmulator } from '../../emulator/running.ts';
import { onService, type ServiceRequest } from '../../emulator/service.ts';
import { ServiceScanner } from '../../emulator/service-scanner.ts';
import { writeFingerImage } from './finger-image-record.ts';

const dotsPerInch = 500;
const serialNo = '12345';
const specVersion = '0.9.5';
const allIsWell = { errorCode: '0', errorInfo: 'Success' };
const nothingFound = { errorCode: '101', errorInfo: 'Unable to detect a biometric object' };
const noDevice = { errorCode: '202', errorInfo: 'No Device Connected.' };

const captureSchema = z.object({
  timeout: z.number(),
  transactionId: z.string(),
  bio: z.tuple([z.object({ type: z.literal('Finger'), requestedScore: z.number(), previousHash: z.string() })]),
});

/** Who signs: the device's key, and the certificates that lead from it to the authority. */
export interface SbiCredentials {
  readonly device: Certified;
  readonly authorities: readonly Certified[];
}

/** What a service that lies changes of its answers. */
export interface SbiForgery {
  record?(record: Uint8Array): Uint8Array;
  finger?(payload: Record<string, unknown>): Record<string, unknown>;
  hash?(hash: string): string;
  jws?(jws: string): string;
}

/** A service after the MOSIP Secure Biometric Interface with one single-finger scanner, registered and ready. */
export class MosipSbiEmulator extends ServiceScanner {
  override readonly protocol = 'mosip-sbi';
  /** What it falsifies; nothing unless told. */
  forgery: SbiForgery = {};
  readonly #credentials: SbiCredentials;

  constructor(credentials: SbiCredentials, speed: number) {
    super(speed);
    this.#credentials = credentials;
  }

  override async answer({ method, path, body }: ServiceRequest): Promise<unknown> {
    switch (`${method} ${path}`) {
      case 'MOSIPDISC /device':
        return [
          this.isPlugged ? { ...this.#state(), digitalId: this.#unsignedId(), error: allIsWell } : { error: noDevice },
        ];
      case 'MOSIPDINFO /info':
        return [this.isPlugged ? { deviceInfo: this.#sign(this.#info()), error: allIsWell } : { error: noDevice }];
      case 'RCAPTURE /capture':
        return { biometrics: [{ specVersion, ...(await this.#capture(body)) }] };
      default:
        return undefined;
    }
  }

  #state() {
    return {
      deviceId: '1',
      deviceStatus: this.isBusy ? 'Busy' : 'Ready',
      certification: 'L0',
      serviceVersion: specVersion,
      deviceSubId: ['0'],
      callbackId: '',
      deviceCode: serialNo,
      specVersion: [specVersion],
      purpose: 'Registration',
    };
  }

  #info() {
    return { ...this.#state(), env: 'Developer', firmware: '1.0', digitalId: this.#sign(this.#digitalId()) };
  }

  #digitalId() {
    return {
      serialNo,
      make: 'Emulated',
      model: 'SBI',
      type: 'Finger',
      deviceSubType: 'Single',
      deviceProvider: 'Custody Edge',
      deviceProviderId: 'custody-edge',
      dateTime: new Date().toISOString(),
    };
  }

  #unsignedId(): string {
    return encoded(this.#digitalId());
  }

  async #capture(body: string): Promise<object> {
    const asked = captureSchema.safeParse(jsonIn(body));
    if (!asked.success) return { error: { errorCode: '109', errorInfo: z.prettifyError(asked.error) } };
    const { timeout, transactionId, bio } = asked.data;
    const [{ requestedScore, previousHash }] = bio;
    const finger = await this.finger(timeout);
    if (!this.isPlugged) return { error: noDevice };
    if (!finger) return { error: nothingFound };
    const record = writeFingerImage(finger.width, finger.height, dotsPerInch, finger.pixels);
    const sent = this.forgery.record?.(record) ?? record;
    const payload = {
      digitalId: this.#sign(this.#digitalId()),
      deviceCode: serialNo,
      deviceServiceVersion: specVersion,
      bioType: 'Finger',
      bioSubType: 'UNKNOWN',
      purpose: 'Registration',
      env: 'Developer',
      bioValue: Buffer.from(sent).toString('base64url'),
      transactionId,
      timestamp: new Date().toISOString(),
      requestedScore,
      qualityScore: 80,
    };
    const hash = hashOf(Buffer.concat([Buffer.from(previousHash, 'hex'), Buffer.from(hashOf(sent), 'hex')]));
    return {
      data: this.#sign(this.forgery.finger?.(payload) ?? payload),
      hash: this.forgery.hash?.(hash) ?? hash,
      error: allIsWell,
    };
  }

  #sign(payload: unknown): string {
    const { device, authorities } = this.#credentials;
    const x5c = [device, ...authorities].map(({ certificatePem }) =>
      new X509Certificate(certificatePem).raw.toString('base64'),
    );
    const signed = `${encoded({ alg: 'RS256', typ: 'JWT', x5c })}.${encoded(payload)}`;
    const jws = `${signed}.${createSign('RSA-SHA256').update(signed).sign(device.privateKeyPem, 'base64url')}`;
    return this.forgery.jws?.(jws) ?? jws;
  }
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').toUpperCase();

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Those of every emulated service of this process: keys take a while to make. */
let credentials: ReturnType<typeof newCredentials> | undefined;

/** An authority, a maker that it trusts, and a device of that maker. */
async function newCredentials(nowMs: number): Promise<SbiCredentials & { readonly root: EmulatedAuthority }> {
  const root = await selfSigned('Emulated authority', nowMs);
  const maker = await signedBy(root, 'Emulated maker', nowMs, true);
  return { root, device: await signedBy(maker, 'Emulated device', nowMs), authorities: [maker] };
}

/** Starts a service; its address names a file that holds the authority to be believed. @throws as `onService` */
export async function emulateSbi(options: EmulatorOptions): Promise<RunningEmulator<MosipSbiEmulator>> {
  credentials ??= newCredentials(Date.now());
  const { root, ...signing } = await credentials;
  const folder = mkdtempSync(join(tmpdir(), 'custody-edge-'));
  const trustAnchorsFile = join(folder, 'trust-anchors.pem');
  writeFileSync(trustAnchorsFile, root.certificatePem);
  const running = await onService(options, new MosipSbiEmulator(signing, options.speed), (port) => ({
    kind: 'signed-service',
    port,
    trustAnchorsFile,
  }));
  return {
    ...running,
    close: async () => {
      await running.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
