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
const otherField = 'other-finger';
const otherRow = z.object({ other: z.string() });
/** As long as the longest name of a finger: how long the sealed text is says nothing. */
const nameLength = 24;

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
    this.keepForDuress(officerId, undefined);
  }

  /** Of an officer's fingers the one that says that they are being forced; none where it is undefined. */
  keepForDuress(officerId: string, finger: string | undefined): void {
    const subject = subjectOf(officerId);
    const sealed = this.keys.seal(subject, otherField, (finger ?? '').padEnd(nameLength));
    if (!sealed) return;
    this.db.prepare('UPDATE officer_fingers SET other = ? WHERE subject = ?').run(JSON.stringify(sealed), subject);
  }

  /** The finger that says that an officer is being forced, if any does. */
  duressFingerOf(officerId: string): string | undefined {
    const subject = subjectOf(officerId);
    const row = this.db.prepare('SELECT other FROM officer_fingers WHERE subject = ?').get(subject);
    if (row === undefined) return undefined;
    const { other } = otherRow.parse(row);
    const name = other === '' ? '' : this.keys.read(subject, otherField, sealedSchema.parse(JSON.parse(other)));
    return name?.trim() || undefined;
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
