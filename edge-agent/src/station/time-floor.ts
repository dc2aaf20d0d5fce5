import { clockToleranceMs, type Enrolment, type TimeQuality, verifyMessage } from '@custody-edge/event-contract';
import type { Clock } from '@custody-edge/foundation';
import { z } from 'zod';
import type { StationDatabase } from '../store/database.ts';
import type { EventLog } from '../store/event-log.ts';
import { clockQuality } from './clock-quality.ts';

/** How far time goes on before what was reached is kept again: each is a write to the disk. */
const keptEveryMs = 60_000;

const rowSchema = z.object({ reachedMs: z.int(), centreText: z.string().nullable() });
const saidSchema = z.looseObject({ issuedAt: z.iso.datetime() });

/**
 * The time that must have come already, whatever the clock says: the newest own event, the newest message that the centre signed, and
 * what has passed since by the machine's steady counter. Kept over restarts, so that setting the clock back makes nothing young again.
 *
 * A clock that once ran ahead leaves events and signatures from the future. A receipt is signed after its event was recorded: it is then
 * at the latest the time that the receipt says and what has passed since the recording, and what lies behind that counts no more.
 */
export class TimeFloor {
  private readonly db: StationDatabase;
  private readonly log: EventLog;
  private readonly clock: Clock;
  /** The newest own event at a moment of the steady counter: a receipt for a later one cannot have been signed before that. */
  private held: { readonly sequence: number; readonly steadyMs: number };
  /** Wall time that was certainly reached at a moment of the steady counter. */
  private reached: { readonly wallMs: number; readonly steadyMs: number };
  private proven = false;
  /** The same by the centre’s word alone: the wall clock has no say in it. */
  private attested: { readonly wallMs: number; readonly steadyMs: number };
  private kept: z.infer<typeof rowSchema>;

  constructor(db: StationDatabase, log: EventLog, centre: Enrolment, clock: Clock) {
    this.db = db;
    this.log = log;
    this.clock = clock;
    const steadyMs = clock.monotonicMs();
    this.held = { sequence: log.length, steadyMs };
    const row = db.prepare('SELECT reached_ms AS reachedMs, centre_text AS centreText FROM time_floor').get();
    this.kept = row === undefined ? { reachedMs: 0, centreText: null } : rowSchema.parse(row);
    this.attested = { wallMs: issuedIn(this.kept.centreText, centre), steadyMs };
    this.reached = { wallMs: Math.max(this.kept.reachedMs, this.attested.wallMs), steadyMs };
  }

  /** The wall clock, but never before what was reached: ages and ends of validity are told by it. */
  nowMs(): number {
    return Math.max(this.clock.nowMs(), this.floorMs);
  }

  /**
   * What time it is at the least by what the centre signed, long past where it was not heard lately: waiting is counted by it, so that
   * setting the clock forward shortens none.
   */
  get attestedMs(): number {
    return this.since(this.attested);
  }

  /** Whether the clock shows a time that has passed already, by more than honest clocks differ. */
  get isClockBehind(): boolean {
    return this.clock.nowMs() < this.floorMs - clockToleranceMs;
  }

  /** How far the wall clock can be trusted now. */
  get quality(): TimeQuality {
    return this.isClockBehind ? 'unset' : clockQuality(this.clock.nowMs());
  }

  /** The centre signed this at that time: it is at least as late now. */
  heard(issuedAt: string, text: string): void {
    const issuedMs = Date.parse(issuedAt);
    this.attest(issuedMs);
    this.reach(issuedMs);
    if (issuedMs >= this.kept.reachedMs + keptEveryMs) this.keep(text);
  }

  /** The centre signed a receipt up to an event of this chain. */
  receipted(upTo: number, issuedAt: string, text: string): void {
    if (upTo <= this.held.sequence) {
      this.heard(issuedAt, text);
      return;
    }
    const issuedMs = Date.parse(issuedAt);
    this.attest(issuedMs);
    const steadyMs = this.clock.monotonicMs();
    const latestMs = Math.ceil(issuedMs + steadyMs - this.held.steadyMs);
    this.reached = { wallMs: Math.max(issuedMs, Math.min(this.floorMs, latestMs)), steadyMs };
    this.hold();
    this.proven = true;
    if (Math.abs(issuedMs - this.kept.reachedMs) >= keptEveryMs) this.keep(text);
  }

  /** An officer signed at this time. */
  reach(wallMs: number): void {
    if (wallMs > this.sinceReachedMs) this.reached = { wallMs, steadyMs: this.clock.monotonicMs() };
  }

  /** Keeps how late it is, now and then: a station that is restarted has not gone back in time. To be called every second or so. */
  tick(): void {
    if (this.log.length === this.held.sequence) this.hold();
    if (this.nowMs() >= this.kept.reachedMs + keptEveryMs) this.keep(this.kept.centreText);
  }

  private keep(centreText: string | null): void {
    this.kept = { reachedMs: this.proven ? this.sinceReachedMs : this.nowMs(), centreText };
    this.db
      .prepare(
        `INSERT INTO time_floor (one, reached_ms, centre_text) VALUES (1, ?, ?)
         ON CONFLICT DO UPDATE SET reached_ms = excluded.reached_ms, centre_text = excluded.centre_text`,
      )
      .run(this.kept.reachedMs, centreText);
  }

  private hold(): void {
    this.held = { sequence: this.log.length, steadyMs: this.clock.monotonicMs() };
  }

  private attest(issuedMs: number): void {
    if (issuedMs > this.attestedMs) this.attested = { wallMs: issuedMs, steadyMs: this.clock.monotonicMs() };
  }

  private get sinceReachedMs(): number {
    return this.since(this.reached);
  }

  private since({ wallMs, steadyMs }: typeof this.reached): number {
    return Math.floor(wallMs + this.clock.monotonicMs() - steadyMs);
  }

  private get floorMs(): number {
    return this.proven ? this.sinceReachedMs : Math.max(this.sinceReachedMs, this.log.newestMs);
  }
}

/** When the centre signed what was kept; the beginning of time where it never did. */
function issuedIn(text: string | null, centre: Enrolment): number {
  if (text === null) return 0;
  const keyOf = (keyId: string) => (keyId === centre.keyId ? centre.signingKey : undefined);
  for (const type of ['custody-receipt+json', 'custody-command+json'] as const) {
    const read = verifyMessage(type, text, saidSchema, keyOf);
    if (read.ok) return Date.parse(read.value.payload.issuedAt);
  }
  return 0;
}
