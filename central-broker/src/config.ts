import { placeId } from '@custody-edge/event-contract';
import {
  type Environment,
  filePath,
  hostName,
  loadConfigFile,
  logLevel,
  tcpPort,
} from '@custody-edge/foundation/config';
import { z } from 'zod';

const embeddedBrokerSchema = z
  .strictObject({ kind: z.literal('embedded'), host: hostName.default('0.0.0.0'), port: tcpPort.default(8883) })
  .describe('The centre runs the broker itself');

const externalBrokerSchema = z
  .strictObject({
    kind: z.literal('external'),
    url: z.url({ protocol: /^mqtts$/ }).describe('mqtts://host:port of a broker that asks for client certificates'),
  })
  .describe('A broker of its own, such as Mosquitto');

/** The configuration file of a centre. It names files; it never holds a secret. */
const centreConfigSchema = z.strictObject({
  $schema: z.string().optional().describe('For editors'),
  centreId: placeId.describe('Name of the centre in records, certificates and commands'),
  site: placeId.describe('Site of the centre in its own record'),
  dataDir: filePath.describe('Folder of the database; made when missing'),
  http: z
    .strictObject({
      host: z
        .enum(['127.0.0.1', '::1', 'localhost'])
        .default('127.0.0.1')
        .describe(
          'Of this machine alone: the pages ask nobody who reads them. Others come through a proxy that signs them in',
        ),
      port: tcpPort.default(8080),
      allowedHosts: z
        .array(hostName)
        .max(32)
        .default([])
        .describe('Names, besides loopback, under which browsers may open the pages'),
    })
    .prefault({}),
  broker: z.discriminatedUnion('kind', [embeddedBrokerSchema, externalBrokerSchema]).prefault({ kind: 'embedded' }),
  trustDir: filePath.describe('Folder with ca.pem and authority.jwk.json'),
  stationsDir: filePath.describe('Folder of signed station records, *.jws; read again when it changes'),
  record: filePath.describe("The centre's own signed record"),
  keys: z.strictObject({
    tlsKey: filePath.describe('PEM private key of the TLS certificate'),
    tlsCert: filePath.describe('PEM certificate, common name = centreId'),
    signingKey: filePath.describe('PEM private key, Ed25519'),
    encryptionKey: filePath.describe('PEM private key, X25519'),
  }),
  feed: z
    .strictObject({
      dir: filePath.describe('Folder into which courts’ signed files are put, with inbox, taken, refused and outbox'),
      feedsDir: filePath.describe('Folder of the signed records of sources that may speak, *.jws'),
      everySeconds: z
        .number()
        .min(0.05)
        .max(3600)
        .default(2)
        .describe('How often the folder is looked at; a file is read once it lies as it did at the look before'),
    })
    .exactOptional()
    .describe('Signed files of courts; without it they are not looked for'),
  logLevel: logLevel.default('info'),
  commandTtlHours: z.number().min(1).max(720).default(72).describe('How long an instruction to a station is valid'),
});
/** A checked configuration; every path is absolute. */
export type CentreConfig = z.infer<typeof centreConfigSchema>;

/** JSON Schema of the configuration file, for editors. */
export function configJsonSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(centreConfigSchema, { io: 'input' });
}

/**
 * Reads a centre's configuration; `CUSTODY_EDGE_CENTRE_` and a setting's path in capitals is its variable.
 * @throws `config-unreadable`, `config-invalid`
 */
export const loadConfig = (file: string, env: Environment): CentreConfig =>
  loadConfigFile({ file, env, prefix: 'CUSTODY_EDGE_CENTRE_', schema: centreConfigSchema });
