import { existsSync, type FSWatcher, readdirSync, readFileSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';
import { type Enrolment, type PublicJwk, readStationRecord } from '@custody-edge/event-contract';
import type { Logger } from 'pino';
import { centreError } from '../errors.ts';

/** The stations that the project's authority has enrolled. */
export interface StationDirectory {
  find(stationId: string): Enrolment | undefined;
  /** Gates and benches, by name. */
  all(): readonly Enrolment[];
  gateOf(site: string): Enrolment | undefined;
  /** Enrolments that were ended: no station talks with such a machine any more. */
  revoked(): readonly Enrolment[];
  /** The signed record that began a chain, also of a station that was enrolled anew since. */
  recordOf(chainId: string): string | undefined;
  /** The same, read. */
  ofChain(chainId: string): Enrolment | undefined;
  onChange(listener: () => void): void;
  close(): void;
}

const settleMs = 100;

/** Where records of enrolments that were replaced are kept: they prove what was recorded before. */
const replacedFolder = 'replaced';
/** Where records of stations are put that are trusted no more. */
const revokedFolder = 'revoked';

interface Records {
  readonly stations: ReadonlyMap<string, Enrolment>;
  /** Also of machines that were replaced. */
  readonly byChain: ReadonlyMap<string, { readonly text: string; readonly enrolment: Enrolment }>;
  readonly revoked: readonly Enrolment[];
}

const recordsIn = (folder: string): string[] =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((file) => file.endsWith('.jws'))
    .map((file) => join(folder, file));

function readRecords(folder: string, authority: PublicJwk, log: Logger): Records {
  const found: Enrolment[] = [];
  const byChain = new Map<string, { text: string; enrolment: Enrolment }>();
  const revoked: Enrolment[] = [];
  const ended = recordsIn(join(folder, revokedFolder));
  const old = [...recordsIn(join(folder, replacedFolder)), ...ended];
  for (const name of [...old, ...recordsIn(folder)]) {
    try {
      const text = readFileSync(name, 'utf8').trim();
      const read = readStationRecord(text, authority);
      if (read.ok) {
        byChain.set(read.value.record.chainId, { text, enrolment: read.value });
        if (!old.includes(name)) found.push(read.value);
        if (ended.includes(name)) revoked.push(read.value);
      } else log.error({ file: name, code: read.error.code }, 'station record refused');
    } catch (error) {
      // A file that is being replaced just now; the next look finds it.
      log.warn({ file: name, err: error }, 'station record not readable');
    }
  }
  // Of two records for one station the newer enrolment holds.
  found.sort((a, b) => Date.parse(a.record.issuedAt) - Date.parse(b.record.issuedAt));
  const stations = found.filter(({ record }) => record.role !== 'centre');
  return { stations: new Map(stations.map((enrolment) => [enrolment.record.stationId, enrolment])), byChain, revoked };
}

/**
 * Opens the folder of signed station records and follows its changes.
 * A record that is not readable or not signed by the authority is logged and left out; the others count.
 * @throws credential-unusable when the folder is missing
 */
export function openStationDirectory(folder: string, authority: PublicJwk, log: Logger): StationDirectory {
  let records: Records;
  let watcher: FSWatcher;
  let changedAtMs: number;
  try {
    changedAtMs = statSync(folder).mtimeMs;
    records = readRecords(folder, authority, log);
    watcher = watch(folder, () => {
      clearTimeout(settling);
      settling = setTimeout(reload, settleMs).unref();
    });
  } catch (cause) {
    throw centreError('credential-unusable', { file: folder, problem: 'is not a readable folder' }, cause);
  }
  let settling: NodeJS.Timeout | undefined;
  const listeners = new Set<() => void>();

  const hasChanged = (): boolean => statSync(folder, { throwIfNoEntry: false })?.mtimeMs !== changedAtMs;
  const reload = (): void => {
    try {
      changedAtMs = statSync(folder).mtimeMs;
      records = readRecords(folder, authority, log);
    } catch (error) {
      log.error({ err: error }, 'station records not readable; the last ones hold');
    }
    for (const listener of listeners) listener();
  };
  watcher.on('error', (error) => log.error({ err: error }, 'station records are no longer watched'));

  return {
    find(stationId) {
      const known = records.stations.get(stationId);
      // A station that was enrolled a moment ago may knock before its record is noticed.
      if (known || !hasChanged()) return known;
      reload();
      return records.stations.get(stationId);
    },
    all: () => [...records.stations.values()].sort((a, b) => (a.record.stationId < b.record.stationId ? -1 : 1)),
    gateOf: (site) =>
      [...records.stations.values()]
        .filter(({ record }) => record.site === site && record.role === 'gate')
        .sort((a, b) => (a.record.stationId < b.record.stationId ? -1 : 1))[0],
    revoked: () => records.revoked,
    recordOf: (chainId) => records.byChain.get(chainId)?.text,
    ofChain: (chainId) => records.byChain.get(chainId)?.enrolment,
    onChange(listener) {
      listeners.add(listener);
    },
    close() {
      clearTimeout(settling);
      watcher.close();
    },
  };
}
