import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { StationConfig } from '@custody-edge/edge-agent';
import { drawOneTimeCode } from '@custody-edge/edge-agent/one-time-code';
import type { DeviceConfig } from '@custody-edge/firmware-bridge';
import { systemRandom } from '@custody-edge/foundation';
import { commandError } from '../errors.ts';
import type { Validity } from './certificate.ts';
import {
  checkPlaceId,
  enrol,
  type Identity,
  keyFiles,
  readRecord,
  renewCertificate,
  requireOwnRecord,
  trustFiles,
} from './enrolment.ts';
import { readIfThere, writeWhole } from './files.ts';
import { jsonText, type Project } from './project.ts';

export interface StationOptions {
  readonly dir: string;
  readonly stationId: string;
  readonly site: string;
  readonly role: StationConfig['role'];
  /** `mqtts://host:port` of the centre's broker. */
  readonly centreUrl: string;
  /** The station's own page and API. */
  readonly http: { readonly host?: string; readonly port: number };
  readonly devices: readonly DeviceConfig[];
  /** Policy fields of the configuration that differ from their defaults. */
  readonly gate?: Readonly<Partial<StationConfig['gate']>>;
  readonly visitor?: Readonly<Partial<StationConfig['visitor']>>;
  readonly bench?: Readonly<Partial<StationConfig['bench']>>;
  /** Where other stations of the site reach it. */
  readonly peerListen?: StationConfig['peerListen'];
  /** Where it reaches them. */
  readonly peers?: StationConfig['peers'];
  readonly validity?: Validity;
  /** Replace the certificate of the enrolment that is there; keys, record, chain and configuration stay. */
  readonly renew?: boolean;
  /** Enrol a new machine under a name that the centre knows already; its old record is set aside. */
  readonly replaceRecord?: boolean;
  /** Issue another one-time code for a first officer of the enrolment that is there; everything else stays. */
  readonly officerCode?: boolean;
}

export interface ProvisionedStation {
  readonly dir: string;
  readonly configFile: string;
  readonly certificateFile: string;
  /** The signed record in the centre's folder. */
  readonly recordAtCentre: string;
  /** Creates the station's first officer, once; shown now and never again. Absent when only the certificate was renewed. */
  readonly firstOfficerCode?: string;
}

/** Where a station’s files stand, relative to its folder. */
const stationConfigName = 'station.json';
const stationKeyFiles = { ...keyFiles, siteKey: 'keys/site.key', firstOfficerCode: 'keys/first-officer.json' };
const stationTrustFiles = { ...trustFiles, stationRecord: 'trust/station.jws' };

const siteKeyBytes = 32;

/**
 * Enrols a station: keys made in its folder, certificate, signed record (also put into the centre's `stations/`),
 * the centre's record, the key that wraps data keys at rest, a one-time code for the first officer, and a configuration
 * without secrets.
 * @param centreDir folder of the enrolled centre, or a copy of its `trust/` and `stations/`
 * @throws `centre-missing`, `enrolment-exists`, `enrolment-missing`, `option-invalid`, `file-unusable`
 */
export async function provisionStation(
  project: Project,
  centreDir: string,
  options: StationOptions,
): Promise<ProvisionedStation> {
  checkPlaceId('station', options.stationId);
  checkPlaceId('site', options.site);
  const { dir, stationId } = options;
  const identity: Identity = {
    dir,
    id: stationId,
    site: options.site,
    role: options.role,
    // Its peers know it by its record; it serves nobody who goes by names.
    hosts: [`${options.stationId}.${options.site}.invalid`],
    validity: options.validity,
  };
  const recordFile = join(dir, stationTrustFiles.stationRecord);
  const made = {
    dir,
    configFile: join(dir, stationConfigName),
    certificateFile: join(dir, keyFiles.tlsCert),
    recordAtCentre: join(centreDir, 'stations', `${stationId}.jws`),
  };
  if (options.renew || options.officerCode) {
    await requireOwnRecord(project, identity, recordFile);
    if (options.renew) await renewCertificate(project, identity);
    return options.officerCode ? { ...made, firstOfficerCode: await issueOfficerCode(dir) } : made;
  }
  const centreRecordText = await readIfThere(join(centreDir, trustFiles.centreRecord));
  const centre = await readRecord(project, join(centreDir, trustFiles.centreRecord));
  if (centreRecordText === undefined || centre?.record.role !== 'centre')
    throw commandError('centre-missing', { dir: resolve(centreDir) });
  if ((await readIfThere(recordFile)) !== undefined) throw commandError('enrolment-exists', { dir: resolve(dir) });
  await setOldRecordAside(project, centreDir, made.recordAtCentre, options);

  const { recordText } = await enrol(project, identity);
  const at = (path: string) => join(dir, path);
  await writeWhole(at(stationKeyFiles.siteKey), randomBytes(siteKeyBytes), 'secret');
  const firstOfficerCode = await issueOfficerCode(dir);
  await writeWhole(at(trustFiles.centreRecord), centreRecordText, 'public');
  await writeWhole(made.configFile, jsonText(configOf(options)), 'public');
  await writeWhole(made.recordAtCentre, recordText, 'public');
  // Last, because its presence says that the enrolment is complete.
  await writeWhole(recordFile, recordText, 'public');
  return { ...made, firstOfficerCode };
}

/** Leaves the hash of a new one-time code in the station's folder; one that was there counts no more. */
async function issueOfficerCode(dir: string): Promise<string> {
  const { code, fileText } = await drawOneTimeCode(systemRandom);
  await writeWhole(join(dir, stationKeyFiles.firstOfficerCode), fileText, 'secret');
  return code;
}

/** The record of an earlier machine still explains its events, so it is kept under its chain's name. */
async function setOldRecordAside(
  project: Project,
  centreDir: string,
  recordAtCentre: string,
  options: StationOptions,
): Promise<void> {
  const text = await readIfThere(recordAtCentre);
  if (text === undefined) return;
  if (!options.replaceRecord) throw commandError('enrolment-exists', { record: resolve(recordAtCentre) });
  const old = await readRecord(project, recordAtCentre);
  const name = `${options.stationId}.${old?.record.chainId ?? 'unreadable'}.jws`;
  await writeWhole(join(centreDir, 'stations', 'replaced', name), text, 'public');
}

const configOf = ({
  stationId,
  site,
  role,
  http,
  centreUrl,
  devices,
  gate,
  visitor,
  bench,
  peers,
  peerListen,
}: StationOptions) => ({
  stationId,
  site,
  role,
  dataDir: 'data',
  http: { host: http.host ?? '127.0.0.1', port: http.port },
  centre: { url: centreUrl },
  ...(peers && peers.length > 0 && { peers }),
  ...(peerListen && { peerListen }),
  keys: stationKeyFiles,
  trust: stationTrustFiles,
  devices,
  ...(gate && { gate }),
  ...(visitor && { visitor }),
  ...(bench && { bench }),
  logLevel: 'info',
});
