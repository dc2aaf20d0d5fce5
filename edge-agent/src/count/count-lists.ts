import { agentError } from '../errors.ts';
import { stationSubject } from '../station/station-parts.ts';
import type { CountListRequest } from './actions.ts';
import type { CountLedger } from './count-ledger.ts';
import { lineOf, subjectsOf } from './count-lines.ts';
import type { CountListView } from './view.ts';

const pageSize = 60;

/** The lists of names of a count, as an officer opens them on the glass: each is a look on record, once. */
export class CountLists {
  private readonly ledger: CountLedger;
  /** Those that were opened since another officer came. */
  private readonly opened = new Set<string>();
  /** Photographs that stand beside an opened list, by hash. */
  private readonly faces = new Map<string, string>();

  constructor(ledger: CountLedger) {
    this.ledger = ledger;
  }

  /** Another officer, or nobody, is there: what they open they open anew. */
  close(): void {
    this.opened.clear();
    this.faces.clear();
  }

  /**
   * A page of a list of names; a look on record.
   * @throws `sign-in-first`, `role-missing`, `action-not-possible`
   */
  page(request: CountListRequest): CountListView {
    const { parts, of } = this.ledger;
    this.ledger.attending();
    const open = this.ledger.mustBeOpen();
    const subjects = subjectsOf(open, request);
    this.look(request, subjects.length);
    const pages = Math.max(1, Math.ceil(subjects.length / pageSize));
    const page = Math.min(request.page, pages);
    const sources = { people: of.people, photographs: of.photographs, policy: parts.config.gate };
    const lines = subjects.slice((page - 1) * pageSize, page * pageSize).map((subject) => {
      const line = lineOf(subject, open, sources);
      if (line.photograph !== undefined) this.faces.set(line.photograph, subject);
      return line;
    });
    return { count: subjects.length, page, pages, lines };
  }

  /** The photograph beside a line of an opened list. @throws `sign-in-first`, `role-missing`, `photograph-unknown` for anybody else's */
  photograph(hash: string): Uint8Array {
    this.ledger.attending();
    const subject = this.faces.get(hash);
    const jpeg = subject === undefined ? undefined : this.ledger.of.photographs.read(subject);
    if (!jpeg) throw agentError('photograph-unknown');
    return jpeg;
  }

  private look({ list, ward }: CountListRequest, count: number): void {
    const { parts, of } = this.ledger;
    const key = `${list} ${ward}`;
    if (this.opened.has(key)) return;
    const data = { list: 'count' as const, ...(ward !== undefined && { ward }), searched: false, count };
    of.commit([{ type: 'gate.list-opened.v1', subject: stationSubject(parts.config.stationId), data }]);
    this.opened.add(key);
  }
}
