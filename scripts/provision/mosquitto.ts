import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { mosquittoFiles } from '@custody-edge/central-broker';
import { readAuthority, readEnrolment } from '../record/read-enrolment.ts';
import { keyFiles, trustFiles } from './enrolment.ts';
import { writeWhole } from './files.ts';

export interface MosquittoOptions {
  readonly centreDir: string;
  readonly host: string;
  readonly port: number;
  /** Names in the certificates of those who may read every event and publish nothing. */
  readonly auditors: readonly string[];
}

/**
 * Writes `broker/mosquitto.conf` and `broker/acl` into the centre's folder, for the stations enrolled there now.
 * @returns path of the configuration
 */
export async function provisionMosquitto({ centreDir, host, port, auditors }: MosquittoOptions): Promise<string> {
  const at = (...parts: string[]): string => resolve(centreDir, ...parts);
  const authority = await readAuthority(at(trustFiles.authority));
  const records = (await readdir(at('stations'))).filter((name) => name.endsWith('.jws'));
  const stations = await Promise.all(records.map((name) => readEnrolment(at('stations', name), authority)));
  const centre = await readEnrolment(at('trust', 'centre.jws'), authority);
  const aclFile = at('broker', 'acl');
  const { conf, acl } = mosquittoFiles({
    host,
    port,
    caFile: at(trustFiles.ca),
    certFile: at(keyFiles.tlsCert),
    keyFile: at(keyFiles.tlsKey),
    aclFile,
    sites: [...new Set(stations.map(({ record }) => record.site))].sort(),
    centreId: centre.record.stationId,
    auditors,
  });
  await writeWhole(aclFile, acl, 'public');
  const confFile = join(at('broker'), 'mosquitto.conf');
  await writeWhole(confFile, conf, 'public');
  return confFile;
}
