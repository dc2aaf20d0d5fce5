import type { Peer } from './acl.ts';
import { rulesOf } from './acl.ts';
import { maxBrokerMessageBytes } from './limits.ts';

/** What the configuration of a Mosquitto for this project needs to know. */
export interface MosquittoInput {
  readonly host: string;
  readonly port: number;
  /** Files as Mosquitto sees them. */
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
  readonly aclFile: string;
  readonly sites: readonly string[];
  readonly centreId: string;
  readonly auditors: readonly string[];
}

export interface MosquittoFiles {
  readonly conf: string;
  readonly acl: string;
}

/** What Mosquitto puts in place of the certificate's common name. */
const userPlaceholder = '%u';

function rulesText(keyword: 'topic' | 'pattern', peer: Peer): string[] {
  const { publish, subscribe } = rulesOf(peer);
  return [
    ...publish.map((filter) => `${keyword} write ${filter}`),
    ...subscribe.map((filter) => `${keyword} read ${filter}`),
  ];
}

/**
 * Configuration and access file for Mosquitto 2.0 with the same rules as the embedded broker.
 * Patterns hold for every user, so what an auditor's own name would open is denied again: denials come first.
 * Receipts make messages safe, so the broker keeps nothing on disk.
 */
export function mosquittoFiles(input: MosquittoInput): MosquittoFiles {
  const conf = [
    `listener ${input.port} ${input.host}`,
    `cafile ${input.caFile}`,
    `certfile ${input.certFile}`,
    `keyfile ${input.keyFile}`,
    'tls_version tlsv1.2',
    'require_certificate true',
    'use_identity_as_username true',
    'use_username_as_clientid true',
    'allow_anonymous false',
    `acl_file ${input.aclFile}`,
    'persistence false',
    'set_tcp_nodelay true',
    `max_packet_size ${maxBrokerMessageBytes}`,
    '# 0 lifts the count, after which messages would be dropped without a word; the bytes stay bounded.',
    'max_queued_messages 0',
    'max_inflight_messages 256',
    'max_queued_bytes 67108864',
    'persistent_client_expiration 7d',
  ];
  const acl = [
    '# The centre',
    `user ${input.centreId}`,
    ...rulesText('topic', { role: 'centre', id: input.centreId }),
    ...input.auditors.flatMap((id) => [
      '',
      '# An auditor',
      `user ${id}`,
      ...rulesText('topic', { role: 'auditor', id }),
      ...input.sites.flatMap((site) =>
        rulesOf({ role: 'station', site, id }).publish.map((topic) => `topic deny ${topic}`),
      ),
    ]),
    '',
    '# Stations: the common name of the certificate is the name of the station',
    ...input.sites.flatMap((site) => rulesText('pattern', { role: 'station', site, id: userPlaceholder })),
  ];
  return { conf: `${conf.join('\n')}\n`, acl: `${acl.join('\n')}\n` };
}
