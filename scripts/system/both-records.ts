import { join } from 'node:path';
import { bootId, loadStationConfig, openRecord } from '@custody-edge/edge-agent';
import { systemClock, systemRandom } from '@custody-edge/foundation';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { House } from '../demo/house.ts';

const rowSchema = z.array(z.object({ sequence: z.int(), hash: z.string(), text: z.string() }));

/** What a station committed, and what the centre holds of it, once both are shut. */
export function bothRecords(house: House, stationDir: string) {
  const config = loadStationConfig(join(stationDir, 'station.json'), {});
  const record = openRecord(config, {
    clock: systemClock,
    random: systemRandom,
    bootId: bootId(),
    timeQuality: () => 'unset',
    officer: () => undefined,
  });
  record.log.verify();
  const { chainId } = record.identity.enrolment.record;
  const committed = rowSchema.parse(
    record.db.prepare('SELECT sequence, hash, signed_text AS text FROM event ORDER BY sequence').all(),
  );
  const waiting = record.outbox.waiting;
  record.db.close();
  const centre = new Database(join(house.centreDir, 'data', 'centre.sqlite'), { readonly: true });
  const held = rowSchema.parse(
    centre
      .prepare('SELECT sequence, hash, text FROM event WHERE chain_id = ? AND set_aside IS NULL ORDER BY sequence')
      .all(chainId),
  );
  centre.close();
  return { committed, held, waiting, enrolment: record.identity.enrolment };
}
