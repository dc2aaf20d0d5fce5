import { hash as digest } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type ChainHead, chainStart, type Enrolment } from '@custody-edge/event-contract';
import { z } from 'zod';
import type { StationDatabase } from './database.ts';

/** As the strict table holds it. */
interface Row {
  readonly sequence: number;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly hash: string;
  readonly text: string;
}

/** What stands before each part of a flattened JWS as this station writes it. */
const signedForm = { protected: '{"protected":"', payload: '","payload":"', signature: '","signature":"' };
/** What an event says of its place, in the order in which it is written. */
const placeForm =
  /^\{"specversion":"1\.0","id":"([^"]+)","source":"[^"]+","type":"([^"]+)","subject":"([^"]+)","time":"([^"]+)","datacontenttype":"application\/json","chainid":"[^"]+","sequence":(\d+),"prevhash":"([^"]+)",/;

/** A multiple of four base64url characters in which every event of ours has told its place; its data comes after. */
const placeChars = 800;

/** Events between two turns of the event loop: some ten milliseconds. */
const eventsATurn = 200;

/**
 * The first place of the chain at which an event is missing, stands for another one, or is not found under what it says of itself; the
 * signature of the last one proves all before it, since each names the hash of the one before. Some forty microseconds an event, a few at
 * a time, so that the start of a station goes on beside it.
 * @returns undefined where the chain is whole
 */
export async function firstAlteration(db: StationDatabase, enrolment: Enrolment): Promise<number | undefined> {
  const next = db.prepare<[number, number], Row>(
    `SELECT sequence, id, type, subject, committed_at AS time, hash, signed_text AS text FROM event
     WHERE sequence > ? ORDER BY sequence LIMIT ?`,
  );
  let { sequence, hash } = chainStart(enrolment);
  for (let seen = -1; seen < sequence; await setImmediate()) {
    seen = sequence;
    // One at a time: texts of kilobytes that are held together outlive the young, and stay for long.
    for (const row of next.iterate(sequence, eventsATurn)) {
      const read = readPlace(row.text);
      const isNext = read?.place.sequence === sequence + 1 && read.place.prevhash === hash;
      if (!read || !isNext || read.hash !== row.hash || !isFoundAs(row, read.place)) return sequence + 1;
      ({ sequence, hash } = row);
    }
  }
  return undefined;
}

interface Place {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly sequence: number;
  readonly prevhash: string;
}

const isFoundAs = (row: Row, place: Place): boolean =>
  row.sequence === place.sequence &&
  row.id === place.id &&
  row.type === place.type &&
  row.subject === place.subject &&
  row.time === place.time;

/** What a signed text says of its place, without its data: admissions hold templates of many kilobytes. */
function readPlace(text: string): { readonly hash: string; readonly place: Place } | undefined {
  const payloadAt = text.indexOf(signedForm.payload);
  const signatureAt = text.indexOf(signedForm.signature, payloadAt);
  if (!text.startsWith(signedForm.protected) || payloadAt < 0 || signatureAt < 0) return undefined;
  const header = text.slice(signedForm.protected.length, payloadAt);
  const payload = text.slice(payloadAt + signedForm.payload.length, signatureAt);
  const beginning = Buffer.from(payload.slice(0, placeChars), 'base64url').toString();
  const [found, id = '', type = '', subject = '', time = '', sequence = '', prevhash = ''] =
    placeForm.exec(beginning) ?? [];
  if (found === undefined) return undefined;
  const hash = digest('sha256', `${header}.${payload}`, 'base64url');
  return { hash, place: { id, type, subject, time, sequence: Number(sequence), prevhash } };
}

const keptSchema = z.object({ sequence: z.int().min(0), hash: z.string() });

/** How long what was committed may stand unnoted beside the database: each note is a sync of the disk. */
const noteAfterMs = 1_000;

/**
 * How far the chain had come, kept beside the database: events that were cut off at its end leave no gap in it. Noted a moment after a
 * commit, and on the disk as a whole or not at all, so that a power cut leaves one that can be read: it may stay behind, also where the
 * disk is full, and never runs ahead.
 */
export class KeptHead {
  private readonly file: string;
  private waiting: ChainHead | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(db: StationDatabase) {
    this.file = join(dirname(db.name), 'chain-head.json');
  }

  /** Notes it soon, with what is committed meanwhile. */
  note(head: ChainHead): void {
    this.waiting = head;
    this.timer ??= setTimeout(() => this.flush(), noteAfterMs).unref();
  }

  /** Notes at once what still waits. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const head = this.waiting;
    this.waiting = undefined;
    if (!head) return;
    const { sequence, hash } = head;
    try {
      writeFileSync(`${this.file}.new`, JSON.stringify({ sequence, hash }), { mode: 0o600, flush: true });
      renameSync(`${this.file}.new`, this.file);
    } catch {
      // The event is on the disk, and counts.
    }
  }

  /** @returns undefined where there is none that can be read */
  read(): ChainHead | undefined {
    try {
      return keptSchema.parse(JSON.parse(readFileSync(this.file, 'utf8')));
    } catch {
      return undefined;
    }
  }
}
