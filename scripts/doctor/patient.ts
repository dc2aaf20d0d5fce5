import { dirname, join, resolve } from 'node:path';
import { type CentreConfig, loadConfig } from '@custody-edge/central-broker';
import { loadStationConfig, type StationConfig } from '@custody-edge/edge-agent';
import type { StationRole } from '@custody-edge/event-contract';
import type { DeviceConfig } from '@custody-edge/firmware-bridge';
import { commandError } from '../errors.ts';
import { readIfThere } from '../provision/files.ts';

/** What a station and the centre have in common for an examination; every path is absolute. */
export interface Patient {
  readonly kind: 'station' | 'centre';
  readonly id: string;
  readonly site: string;
  readonly role: StationRole;
  readonly dataDir: string;
  readonly databaseFile: string;
  readonly keys: {
    readonly tlsKey: string;
    readonly tlsCert: string;
    readonly signingKey: string;
    readonly encryptionKey: string;
    readonly siteKey?: string;
  };
  readonly trust: { readonly ca: string; readonly authority: string; readonly ownRecord: string };
  /** Hash of the one-time code for a first officer, at a station. */
  readonly firstOfficerCode?: string;
  /** The centre's record, at a station. */
  readonly centreRecord?: string;
  /** Folder of the stations' records, at the centre. */
  readonly stationsDir?: string;
  /** The site's own device models, at a station. */
  readonly profilesDir?: string;
  readonly devices: readonly DeviceConfig[];
  /** The broker, as this patient reaches it. */
  readonly broker: { readonly host: string; readonly port: number };
}

const mqttsPort = 8883;

function stationPatient(config: StationConfig): Patient {
  const { hostname, port } = new URL(config.centre.url);
  return {
    kind: 'station',
    id: config.stationId,
    site: config.site,
    role: config.role,
    dataDir: config.dataDir,
    databaseFile: join(config.dataDir, 'station.db'),
    keys: config.keys,
    trust: { ca: config.trust.ca, authority: config.trust.authority, ownRecord: config.trust.stationRecord },
    firstOfficerCode: config.keys.firstOfficerCode,
    centreRecord: config.trust.centreRecord,
    ...(config.profilesDir !== undefined && { profilesDir: config.profilesDir }),
    devices: config.devices,
    broker: { host: hostname, port: Number(port) || mqttsPort },
  };
}

function brokerOf({ broker }: CentreConfig): Patient['broker'] {
  if (broker.kind === 'external') {
    const { hostname, port } = new URL(broker.url);
    return { host: hostname, port: Number(port) || mqttsPort };
  }
  return { host: broker.host === '0.0.0.0' || broker.host === '::' ? '127.0.0.1' : broker.host, port: broker.port };
}

function centrePatient(config: CentreConfig): Patient {
  return {
    kind: 'centre',
    id: config.centreId,
    site: config.site,
    role: 'centre',
    dataDir: config.dataDir,
    databaseFile: join(config.dataDir, 'centre.sqlite'),
    keys: config.keys,
    trust: {
      ca: join(config.trustDir, 'ca.pem'),
      authority: join(config.trustDir, 'authority.jwk.json'),
      ownRecord: config.record,
    },
    stationsDir: config.stationsDir,
    devices: [],
    broker: brokerOf(config),
  };
}

const isCentreFile = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'centreId' in value;
  } catch {
    return false;
  }
};

/**
 * Reads the configuration of a station or of the centre.
 * @throws `file-unusable`, `config-unreadable`, or `config-invalid` with every problem
 */
export async function readPatient(file: string): Promise<Patient> {
  const path = resolve(file);
  const text = await readIfThere(path);
  if (text === undefined)
    throw commandError('file-unusable', { path, reason: 'it is not there', folder: dirname(path) });
  return isCentreFile(text)
    ? centrePatient(loadConfig(path, process.env))
    : stationPatient(loadStationConfig(path, process.env));
}
