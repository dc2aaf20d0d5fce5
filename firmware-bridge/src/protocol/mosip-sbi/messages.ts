import { z } from 'zod';

/** What a service adds of its own is left out; what is used must be there. */
const errorSchema = z.object({
  errorCode: z.union([z.string(), z.number()]).transform(String),
  errorInfo: z.string().nullish(),
});
const subIds = z.array(z.union([z.string(), z.number()])).nullish();
const words = z.union([z.array(z.string()), z.string().transform((word) => [word])]);

/** Answer to `MOSIPDISC`; unsigned, so that nothing of it is believed but where to ask further. */
export const discoverySchema = z.array(
  z.object({
    deviceId: z.string().nullish(),
    deviceStatus: z.string().nullish(),
    error: errorSchema.nullish(),
  }),
);

/** Answer to `MOSIPDINFO`. */
export const infoSchema = z.array(z.object({ deviceInfo: z.string().nullish(), error: errorSchema.nullish() }));

/** Payload of a device's signed description. */
export const deviceInfoSchema = z.object({
  deviceId: z.union([z.string(), z.number()]).transform(String),
  deviceStatus: z.string(),
  deviceSubId: subIds,
  digitalId: z.string(),
  env: z.string(),
  firmware: z.string().nullish(),
  specVersion: words,
});
export type DeviceInfo = z.infer<typeof deviceInfoSchema>;

/** Payload of a device's signed identity. */
export const digitalIdSchema = z.object({
  serialNo: z.string().min(1),
  make: z.string(),
  model: z.string(),
  type: z.string(),
});
export type DigitalId = z.infer<typeof digitalIdSchema>;

/** Answer to `RCAPTURE`. */
export const captureSchema = z.object({
  biometrics: z
    .array(z.object({ data: z.string().nullish(), hash: z.string().nullish(), error: errorSchema.nullish() }))
    .max(10),
});

/** Payload of one signed finger. */
export const fingerSchema = z.object({
  digitalId: z.string(),
  bioType: z.literal('Finger'),
  bioValue: z.base64url(),
  transactionId: z.string(),
});

/** 0 says that all is well, and so does no error. */
export const codeOf = (error: z.infer<typeof errorSchema> | null | undefined): string => error?.errorCode ?? '0';
