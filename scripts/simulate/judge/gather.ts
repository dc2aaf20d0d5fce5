import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootId, loadStationConfig, openRecord } from '@custody-edge/edge-agent';
import { type PublicJwk, publicJwkSchema, readStationRecord } from '@custody-edge/event-contract';
import { systemClock, systemRandom } from '@custody-edge/foundation';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { verifyChain } from '../../record/verify-chain.ts';
import { type RecordedEvent, readEvent } from './recorded-event.ts';

const heldRow = z.array(z.object({ chain: z.string(), text: z.string(), setAside: z.string().nullable() }));
const textRow = z.array(z.object({ text: z.string() }));

/** What the centre's database holds once the centre is shut. */
export interface Held {
  readonly events: readonly RecordedEvent[];
  readonly textById: ReadonlyMap<string, string>;
  readonly setAside: number;
  /** Chains that do not verify, with what does not hold. */
  readonly broken: readonly string[];
}

/** Reads the centre's database, and verifies every chain in it with the records that the project signed. */
export async function heldAtCentre(centreDir: string): Promise<Held> {
  const db = new Database(join(centreDir, 'data', 'centre.sqlite'), { readonly: true });
  const rows = heldRow.parse(
    db.prepare('SELECT chain_id AS chain, text, set_aside AS setAside FROM event ORDER BY position').all(),
  );
  db.close();
  const authority = publicJwkSchema.parse(
    JSON.parse(readFileSync(join(centreDir, 'trust', 'authority.jwk.json'), 'utf8')),
  );
  const broken: string[] = [];
  for (const enrolment of enrolments(centreDir, authority)) {
    const { chainId, stationId } = enrolment.record;
    const texts = rows
      .filter(({ chain }) => chain === chainId)
      .map(({ text }) => ({ text, sequence: readEvent(text).sequence }))
      .toSorted((a, b) => a.sequence - b.sequence)
      .map(({ text }) => text);
    const { failure } = await verifyChain(texts, enrolment);
    if (failure) broken.push(`chain of ${stationId} at ${failure.position}: ${failure.code}`);
  }
  const good = rows.filter(({ setAside }) => setAside === null);
  const read = good.map(({ text }) => ({ event: readEvent(text), text }));
  return {
    events: read.map(({ event }) => event),
    textById: new Map(read.map(({ event, text }) => [event.id, text])),
    setAside: rows.length - good.length,
    broken,
  };
}

/** The stations that the centre knows, and the machines that were replaced. */
function enrolments(centreDir: string, authority: PublicJwk) {
  const stations = join(centreDir, 'stations');
  return readdirSync(stations, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jws'))
    .flatMap((name) => {
      const read = readStationRecord(readFileSync(join(stations, name), 'utf8'), authority);
      return read.ok ? [read.value] : [];
    });
}

/** Every event that a station committed, once it is shut; its own log is verified. */
export function committedAt(stationDir: string): RecordedEvent[] {
  const record = openRecord(loadStationConfig(join(stationDir, 'station.json'), {}), {
    clock: systemClock,
    random: systemRandom,
    bootId: bootId(),
    timeQuality: () => 'unset',
    officer: () => undefined,
  });
  try {
    record.log.verify();
    const rows = textRow.parse(record.db.prepare('SELECT signed_text AS text FROM event ORDER BY sequence').all());
    return rows.map(({ text }) => readEvent(text));
  } finally {
    record.db.close();
  }
}
