import { seal, sealedSchema, unseal } from '@custody-edge/event-contract';
import { type FingerImpressions, readEnrolment, writeEnrolment } from '@custody-edge/fingerprint';
import type { Random } from '@custody-edge/foundation';
import { z } from 'zod';
import type { StationDatabase } from '../../store/database.ts';
import { PersonKeys } from '../../store/person-keys.ts';
import { json } from '../officer-store.ts';
import { subjectOf } from '../officer-subject.ts';

const sealedRow = z.object({ subject: z.string(), sealed: json(sealedSchema) });
const field = 'templates';

/** Officers' own fingers on disk, each officer's under a key of their own: who loses the key loses the fingers. */
export class FingerStore {
  private readonly db: StationDatabase;
  private readonly keys: PersonKeys;
  private readonly random: Random;

  constructor(db: StationDatabase, siteKey: Uint8Array, random: Random) {
    this.db = db;
    this.keys = new PersonKeys(db, siteKey, random);
    this.random = random;
  }

  of(officerId: string): FingerImpressions[] {
    return this.read('subject = ?', officerId);
  }

  /** Everybody else's, in no order. */
  ofOthers(officerId: string): FingerImpressions[] {
    return this.read('subject <> ?', officerId);
  }

  /** Within the transaction that records it. */
  put(officerId: string, fingers: readonly FingerImpressions[]): void {
    const subject = subjectOf(officerId);
    this.remove(officerId);
    const key = this.keys.make();
    this.keys.store(subject, key);
    const sealed = seal(key, subject, field, writeEnrolment(fingers), this.random);
    const names = fingers.map(({ finger }) => finger);
    this.db
      .prepare('INSERT INTO officer_fingers (subject, names, sealed) VALUES (?, ?, ?)')
      .run(subject, JSON.stringify(names), JSON.stringify(sealed));
  }

  /** Within the transaction that records it; `scrub` afterwards. */
  remove(officerId: string): void {
    this.keys.destroy(subjectOf(officerId));
  }

  /** Overwrites what the write-ahead log still holds of destroyed keys. */
  scrub(): void {
    this.keys.scrub();
  }

  private read(where: string, officerId: string): FingerImpressions[] {
    const rows = this.db
      .prepare(`SELECT subject, sealed FROM officer_fingers WHERE ${where}`)
      .all(subjectOf(officerId));
    return z
      .array(sealedRow)
      .parse(rows)
      .flatMap(({ subject, sealed }) => {
        const key = this.keys.find(subject);
        const opened = key && unseal(key, subject, field, sealed);
        if (opened && !opened.ok) throw opened.error;
        return opened ? readEnrolment(opened.value) : [];
      });
  }
}
