import { z } from 'zod';

/** An event as it stands on the wire; the judge reads it by itself, and asks no code of the product what it means. */
export interface RecordedEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly chain: string;
  readonly sequence: number;
  readonly station: string;
  readonly time: string;
  readonly timeQuality: string;
  readonly after?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const signedSchema = z.object({ payload: z.string() });
const envelopeSchema = z.object({
  id: z.string(),
  type: z.string(),
  subject: z.string(),
  source: z.string(),
  time: z.string(),
  timequality: z.string(),
  chainid: z.string(),
  sequence: z.int(),
  after: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
});

/** @param text a flattened JWS, whose signature and place in its chain are verified elsewhere @throws ZodError */
export function readEvent(text: string): RecordedEvent {
  const { payload } = signedSchema.parse(JSON.parse(text));
  const said = envelopeSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  const { id, type, subject, source, time, timequality, chainid, sequence, after, data } = said;
  return {
    ...{ id, type, subject, sequence, time, data, chain: chainid, timeQuality: timequality },
    station: source.split('/')[2] ?? '',
    ...(after !== undefined && { after }),
  };
}

/** Signed with a PIN, or by a security key. */
const approvalSchema = z.union([
  z.object({ payload: z.string(), protected: z.string() }),
  z.object({ payload: z.string(), kid: z.string() }),
]);
const approverSchema = z.object({ officerId: z.string(), authenticator: z.string() });
const headerSchema = z.object({ kid: z.string() });
const decoded = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());

/** Who signed an approval, and with which key; nothing for what is none. */
export function approverOf(text: unknown): { readonly officerId: string; readonly keyId: string } | undefined {
  const whole = z.string().safeParse(text);
  if (!whole.success) return undefined;
  try {
    const signed = approvalSchema.parse(JSON.parse(whole.data));
    const { officerId } = approverSchema.parse(decoded(signed.payload));
    const { kid } = 'kid' in signed ? signed : headerSchema.parse(decoded(signed.protected));
    return { officerId, keyId: kid };
  } catch {
    return undefined;
  }
}
