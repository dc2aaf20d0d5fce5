import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { commandError } from '../errors.ts';
import type { Validity } from './certificate.ts';
import {
  checkPlaceId,
  enrol,
  type Identity,
  keyFiles,
  renewCertificate,
  requireOwnRecord,
  trustFiles,
} from './enrolment.ts';
import { feedsFolder } from './feed.ts';
import { readIfThere, writeWhole } from './files.ts';
import { jsonText, type Project } from './project.ts';

/** Where the centre's stations connect: its own broker, or one that it connects to itself. */
export type BrokerChoice =
  | { readonly kind: 'embedded'; readonly host: string; readonly port: number }
  | { readonly kind: 'external'; readonly url: string };

export interface CentreOptions {
  readonly dir: string;
  readonly centreId: string;
  readonly site: string;
  /** The dashboard and its API. */
  readonly http: { readonly port: number };
  readonly broker: BrokerChoice;
  /** Names that stations know the centre by, beside localhost and 127.0.0.1. */
  readonly hosts?: readonly string[];
  readonly validity?: Validity;
  /** Replace the certificate of the enrolment that is there; keys, record and configuration stay. */
  readonly renew?: boolean;
}

/** What was made, for people and for tests. */
export interface ProvisionedCentre {
  readonly dir: string;
  readonly configFile: string;
  readonly certificateFile: string;
}

/** Name of the centre's configuration inside its folder. */
const centreConfigName = 'centre.json';

/**
 * Enrols the centre: keys, certificate for server and client use, signed record, configuration, and an empty
 * `stations/` folder that `provisionStation` fills.
 * @throws `enrolment-exists`, `enrolment-missing`, `option-invalid`, `file-unusable`
 */
export async function provisionCentre(project: Project, options: CentreOptions): Promise<ProvisionedCentre> {
  checkPlaceId('centre', options.centreId);
  checkPlaceId('site', options.site);
  const { dir } = options;
  const identity: Identity = {
    dir,
    id: options.centreId,
    site: options.site,
    role: 'centre',
    hosts: [...new Set(['localhost', '127.0.0.1', ...(options.hosts ?? [])])],
    validity: options.validity,
  };
  const recordFile = join(dir, trustFiles.centreRecord);
  const made = {
    dir,
    configFile: join(dir, centreConfigName),
    certificateFile: join(dir, keyFiles.tlsCert),
  };
  if (options.renew) {
    await requireOwnRecord(project, identity, recordFile);
    await renewCertificate(project, identity);
    return made;
  }
  if ((await readIfThere(recordFile)) !== undefined) throw commandError('enrolment-exists', { dir: resolve(dir) });
  const { recordText } = await enrol(project, identity);
  await mkdir(join(dir, 'stations'), { recursive: true });
  await writeWhole(made.configFile, jsonText(configOf(options)), 'public');
  // Last, because its presence says that the enrolment is complete.
  await writeWhole(recordFile, recordText, 'public');
  return made;
}

const configOf = ({ centreId, site, http, broker }: CentreOptions) => ({
  centreId,
  site,
  dataDir: 'data',
  http: { port: http.port },
  broker,
  trustDir: 'trust',
  stationsDir: 'stations',
  record: trustFiles.centreRecord,
  keys: keyFiles,
  feed: { dir: 'drop', feedsDir: feedsFolder },
  logLevel: 'info',
});
