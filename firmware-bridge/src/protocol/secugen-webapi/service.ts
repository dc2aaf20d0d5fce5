import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import type { DeviceAddress } from '../../device-config.ts';
import type { DeviceIdentity, DriverContext } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { unpackPicture } from '../../picture/picture-file.ts';
import { LocalHttpClient } from '../../transport/local-http.ts';
import type { FingerService, TakenFinger } from '../finger-service.ts';

/** Error codes of SecuGen WebAPI. */
export const secugenCode = { ok: 0, notFound: 53, timeout: 54, none: 55, wrongImage: 57, busy: 59 } as const;
/** The shortest wait for a finger, which shows what scanner there is. */
const probeMs = 10;

const failureSchema = z.object({ ErrorCode: z.int().refine((code) => code !== secugenCode.ok, 'a failure') });
const fingerSchema = z.object({
  ErrorCode: z.literal(secugenCode.ok),
  Manufacturer: z.string().nullish(),
  Model: z.string().nullish(),
  SerialNumber: z.string(),
  ImageWidth: z.int().min(1).max(2000),
  ImageHeight: z.int().min(1).max(2000),
  ImageDPI: z.int().min(250).max(1000),
  BMPBase64: z.base64(),
});
const answerSchema = z.union([fingerSchema, failureSchema]);

/** Client of SecuGen's local service: takes one finger on request. */
export class SecugenService implements FingerService {
  readonly #profile: ProfileOf<'secugen-webapi'>;
  readonly #client: LocalHttpClient;
  readonly #stopping = new AbortController();

  constructor(
    profile: ProfileOf<'secugen-webapi'>,
    place: Extract<DeviceAddress, { kind: 'pinned-service' }>,
    context: DriverContext,
  ) {
    this.#profile = profile;
    this.#client = new LocalHttpClient(place, context, this.#stopping.signal);
  }

  /** The service names its scanner only beside a finger: without one, that it waits for one is all that it tells. */
  async identify(): Promise<DeviceIdentity> {
    const answer = await this.#ask(probeMs);
    const { maker, model } = this.#profile.name;
    if (!('SerialNumber' in answer)) return { model: `${maker} ${model}` };
    return { model: `${answer.Manufacturer ?? maker} ${answer.Model ?? model}`, serialNumber: answer.SerialNumber };
  }

  async take(waitMs: number): Promise<TakenFinger | undefined> {
    const answer = await this.#ask(waitMs);
    if (!('SerialNumber' in answer)) return undefined;
    const picture = await unpackPicture(Buffer.from(answer.BMPBase64, 'base64'));
    const { ImageWidth: width, ImageHeight: height } = answer;
    if (picture.width !== width || picture.height !== height)
      throw bridgeError('device-garbled', {
        width,
        height,
        pictureWidth: picture.width,
        pictureHeight: picture.height,
      });
    return { picture, dotsPerInch: answer.ImageDPI, serialNumber: answer.SerialNumber };
  }

  async check(): Promise<void> {
    await this.#ask(probeMs);
  }

  stop(): void {
    this.#stopping.abort();
  }

  /** A finger, or the answer that none came. @throws `device-busy`, `device-disconnected` or `device-refused` among others */
  async #ask(waitMs: number): Promise<z.infer<typeof answerSchema>> {
    const body = new URLSearchParams({
      Timeout: String(waitMs),
      Quality: String(this.#profile.requestedQuality),
      licstr: '',
      templateFormat: 'ISO',
    });
    const answer = await this.#client.ask(
      {
        method: 'POST',
        path: '/SGIFPCapture',
        contentType: 'application/x-www-form-urlencoded',
        body: body.toString(),
        limitMs: waitMs + this.#profile.timeLimitsMs.reply,
      },
      answerSchema,
    );
    const { ErrorCode: code } = answer;
    if (code === secugenCode.busy) throw bridgeError('device-busy', { code });
    if (code === secugenCode.notFound || code === secugenCode.none) throw bridgeError('device-disconnected', { code });
    const isAnswer = code === secugenCode.ok || code === secugenCode.timeout || code === secugenCode.wrongImage;
    if (!isAnswer) throw bridgeError('device-refused', { code });
    return answer;
  }
}
