import type { CustodyEvent } from '@custody-edge/event-contract';
import { z } from 'zod';
import type { StationParts } from '../station/station-parts.ts';
import { type Line, lineEvents, lineRecords, linesAtOnce, pageBytes } from './wire.ts';

/** Somebody whose line goes on up to an event that is not held here. */
interface WantedLine {
  readonly event: string;
  readonly subject: string;
}

const wantedSchema = z.array(z.object({ event: z.string(), subject: z.string() }));

/**
 * Lines of people, between the stations of a site, where no chain brings them: what a machine recorded before it broke, and what other prisons
 * did, the centre tells one gate of. That gate says so in its own chain, and whoever reads there of an event that is not held asks for it.
 */
export class LineExchange {
  private readonly foreign: StationParts['foreign'];
  private readonly holdsId: (id: string) => boolean;
  private readonly statements: ReturnType<typeof statementsOf>;
  /** How many lines came since the start. */
  count = 0;

  constructor({ db, log, foreign }: Pick<StationParts, 'db' | 'log' | 'foreign'>) {
    this.foreign = foreign;
    this.holdsId = (id) => log.holdsId(id) || foreign.holdsId(id);
    this.statements = statementsOf(db);
  }

  /** Events of other stations; within the transaction that keeps them, after they are. */
  note(events: readonly CustodyEvent[]): void {
    for (const { type, data } of events)
      if (type === 'gate.told-of-person.v1' && !this.holdsId(data.event))
        this.statements.want.run(data.event, data.person);
  }

  /** Some of what is lacking here. @param but ends of lines that were asked for in vain */
  wanted(but: ReadonlySet<string>): WantedLine[] {
    const wanted: WantedLine[] = [];
    for (const one of wantedSchema.parse(this.statements.all.all())) {
      if (wanted.length >= linesAtOnce) break;
      if (this.holdsId(one.event)) this.statements.forget.run(one.event);
      else if (!but.has(one.event)) wanted.push(one);
    }
    return wanted;
  }

  /** What is held of these people and was recorded at other stations, as much as goes into one answer. */
  linesOf(subjects: readonly string[]): Line[] {
    const lines: Line[] = [];
    let room = pageBytes;
    for (const subject of subjects) {
      const newest = newestOf(this.foreign.signedLineOf(subject));
      if (newest.events.length === 0) continue;
      room -= newest.bytes;
      if (room < 0) break;
      lines.push({ subject, events: newest.events, records: newest.records });
    }
    return lines;
  }
}

/** The last events of a line that one answer has room for, in their order. */
function newestOf(signed: ReturnType<StationParts['foreign']['signedLineOf']>) {
  const records = new Set<string>();
  const events: string[] = [];
  let bytes = 0;
  for (const { text, record } of signed.toReversed()) {
    const isFull = events.length === lineEvents || bytes + text.length > pageBytes;
    if (isFull || (records.size === lineRecords && !records.has(record))) break;
    records.add(record);
    events.push(text);
    bytes += text.length;
  }
  return { events: events.reverse(), records: [...records], bytes };
}

function statementsOf(db: StationParts['db']) {
  return {
    want: db.prepare('INSERT INTO line_wanted (event_id, subject) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    all: db.prepare('SELECT event_id AS event, subject FROM line_wanted ORDER BY rowid'),
    forget: db.prepare('DELETE FROM line_wanted WHERE event_id = ?'),
  };
}
