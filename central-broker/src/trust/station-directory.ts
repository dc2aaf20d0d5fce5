import { type FSWatcher, readdirSync, readFileSync, statSync, watch } from 'node:fs';
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
  onChange(listener: () => void): void;
  close(): void;
}

const settleMs = 100;

function readRecords(folder: string, authority: PublicJwk, log: Logger): Map<string, Enrolment> {
  const found: Enrolment[] = [];
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.jws'))) {
    try {
      const read = readStationRecord(readFileSync(join(folder, name), 'utf8').trim(), authority);
      if (read.ok) found.push(read.value);
      else log.error({ file: name, code: read.error.code }, 'station record refused');
    } catch (error) {
      // A file that is being replaced just now; the next look finds it.
      log.warn({ file: name, err: error }, 'station record not readable');
    }
  }
  // Of two records for one station the newer enrolment holds.
  found.sort((a, b) => Date.parse(a.record.issuedAt) - Date.parse(b.record.issuedAt));
  return new Map(
    found.filter(({ record }) => record.role !== 'centre').map((enrolment) => [enrolment.record.stationId, enrolment]),
  );
}

/**
 * Opens the folder of signed station records and follows its changes.
 * A record that is not readable or not signed by the authority is logged and left out; the others count.
 * @throws credential-unusable when the folder is missing
 */
export function openStationDirectory(folder: string, authority: PublicJwk, log: Logger): StationDirectory {
  let stations: Map<string, Enrolment>;
  let watcher: FSWatcher;
  let changedAtMs: number;
  try {
    changedAtMs = statSync(folder).mtimeMs;
    stations = readRecords(folder, authority, log);
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
      stations = readRecords(folder, authority, log);
    } catch (error) {
      log.error({ err: error }, 'station records not readable; the last ones hold');
    }
    for (const listener of listeners) listener();
  };
  watcher.on('error', (error) => log.error({ err: error }, 'station records are no longer watched'));

  return {
    find(stationId) {
      const known = stations.get(stationId);
      // A station that was enrolled a moment ago may knock before its record is noticed.
      if (known || !hasChanged()) return known;
      reload();
      return stations.get(stationId);
    },
    all: () => [...stations.values()].sort((a, b) => (a.record.stationId < b.record.stationId ? -1 : 1)),
    gateOf: (site) =>
      [...stations.values()]
        .filter(({ record }) => record.site === site && record.role === 'gate')
        .sort((a, b) => (a.record.stationId < b.record.stationId ? -1 : 1))[0],
    onChange(listener) {
      listeners.add(listener);
    },
    close() {
      clearTimeout(settling);
      watcher.close();
    },
  };
}
