import {
  type Channel,
  channelsOf,
  commandSchema,
  envelopeSchema,
  eventCatalogue,
  keyGrantSchema,
  receiptSchema,
  stationChannels,
  stationHealthSchema,
  stationStateSchema,
  topicOf,
} from '@custody-edge/event-contract';
import { z } from 'zod';

interface Message {
  readonly name: string;
  readonly schema: z.ZodType;
  /** Signed messages are flattened JWS; the schema is of what their payload holds. */
  readonly signed: boolean;
}

const eventMessages: readonly Message[] = Object.entries(eventCatalogue).map(([type, data]) => ({
  name: type,
  schema: envelopeSchema.extend({ type: z.literal(type), data }),
  signed: true,
}));

const channels: Readonly<Record<Channel, { readonly summary: string; readonly messages: readonly Message[] }>> = {
  event: { summary: 'What happened at a station, in the order of its chain.', messages: eventMessages },
  grant: {
    summary: 'A person’s data key, encrypted to the centre.',
    messages: [{ name: 'keyGrant', schema: keyGrantSchema, signed: true }],
  },
  state: {
    summary: 'Whether the line of a station is up; retained, offline is the will.',
    messages: [{ name: 'stationState', schema: stationStateSchema, signed: false }],
  },
  health: {
    summary: 'How a station is; for people, never for decisions.',
    messages: [{ name: 'stationHealth', schema: stationHealthSchema, signed: false }],
  },
  receipt: {
    summary: 'What the centre holds of a chain; only this lets an outbox forget.',
    messages: [{ name: 'receipt', schema: receiptSchema, signed: true }],
  },
  command: {
    summary: 'What the centre asks of one station, until an expiry.',
    messages: [{ name: 'command', schema: commandSchema, signed: true }],
  },
};

const place = { description: 'Lower-case letters, digits and hyphens.' };
const draft07 = (schema: z.ZodType): unknown => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
  return rest;
};

const base64url = { type: 'string', pattern: '^[A-Za-z0-9_-]+$' };
const signedSchema = {
  description: 'Flattened JWS (RFC 7515 §7.2.2), Ed25519 (RFC 9864), at most 64 kB.',
  type: 'object',
  required: ['protected', 'payload', 'signature'],
  additionalProperties: false,
  properties: {
    protected: base64url,
    payload: { ...base64url, contentEncoding: 'base64url', contentMediaType: 'application/json' },
    signature: base64url,
  },
};

const reference = (kind: 'schemas' | 'messages', name: string) => ({ $ref: `#/components/${kind}/${name}` });

const messageObject = ({ name, signed }: Message) => ({
  name,
  payload: reference('schemas', signed ? 'signed' : name),
  ...(signed && { 'x-signed-payload': reference('schemas', name) }),
});

/** What is said on the wire, as an AsyncAPI 3.0 document seen from a station. */
export function asyncApiDocument(): unknown {
  const messages = Object.values(channels).flatMap((channel) => channel.messages);
  const names = [...channelsOf('to-centre'), ...channelsOf('to-station')];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Custody Edge stations',
      version: '1',
      description: 'MQTT 3.1.1, QoS 1, TLS with client certificates; the client id is the name of the station.',
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(
      names.map((name) => [
        name,
        {
          address: topicOf('{site}', '{station}', name),
          summary: channels[name].summary,
          parameters: { site: place, station: place },
          messages: Object.fromEntries(
            channels[name].messages.map((message) => [message.name, reference('messages', message.name)]),
          ),
        },
      ]),
    ),
    operations: Object.fromEntries(
      names.map((name) => [
        name,
        {
          action: stationChannels[name] === 'to-centre' ? 'send' : 'receive',
          channel: { $ref: `#/channels/${name}` },
        },
      ]),
    ),
    components: {
      messages: Object.fromEntries(messages.map((message) => [message.name, messageObject(message)])),
      schemas: {
        signed: signedSchema,
        ...Object.fromEntries(messages.map(({ name, schema }) => [name, draft07(schema)])),
      },
    },
  };
}
