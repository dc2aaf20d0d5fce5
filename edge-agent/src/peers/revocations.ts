import { type Command, type Enrolment, readCommand } from '@custody-edge/event-contract';
import { z } from 'zod';
import type { StationDatabase } from '../store/database.ts';

const textsSchema = z.array(z.string());

/** Stations that are trusted no more, as the centre signed it for this one; kept over restarts. */
export class Revocations {
  private readonly db: StationDatabase;
  private readonly revoked = new Set<string>();

  constructor(db: StationDatabase, centre: Enrolment, ownId: string) {
    this.db = db;
    for (const text of textsSchema.parse(db.prepare('SELECT signed_text FROM revoked_station').pluck().all())) {
      const command = readCommand(text, centre, ownId, Number.NEGATIVE_INFINITY);
      if (command.ok && command.value.body.purpose === 'revoke-station') this.revoked.add(command.value.body.chainId);
    }
  }

  has(chainId: string): boolean {
    return this.revoked.has(chainId);
  }

  /** @param text the command as the centre signed it */
  add({ chainId }: Extract<Command['body'], { purpose: 'revoke-station' }>, text: string): void {
    this.db
      .prepare('INSERT INTO revoked_station (chain_id, signed_text) VALUES (?, ?) ON CONFLICT DO NOTHING')
      .run(chainId, text);
    this.revoked.add(chainId);
  }
}
