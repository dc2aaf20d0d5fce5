import {
  type CountKind,
  type CustodyEvent,
  type EventData,
  isWristband,
  noWard,
  readWristband,
  type SeenBy,
} from '@custody-edge/event-contract';
import { searchPoint } from '@custody-edge/fingerprint';
import type { FingerprintImage } from '@custody-edge/firmware-bridge';
import { type Bitmap, uuidV7 } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { agentError } from '../errors.ts';
import { adviceForUnclear } from '../gate/finger/advice.ts';
import type { ExportView } from '../house/view.ts';
import type { JudgedPrint } from '../station/finger-reader.ts';
import type { CountAction, CountExport, CountListRequest } from './actions.ts';
import { startDrafts } from './count-drafts.ts';
import { type CountingOf, type CountingParts, CountLedger } from './count-ledger.ts';
import { CountLists } from './count-lists.ts';
import { CountPapers } from './count-papers.ts';
import { CountSigning } from './count-signing.ts';
import { countView, endedView } from './count-view.ts';
import type { OpenCount } from './counts.ts';
import { counted, countedBefore, type Feedback, outside, refusal, voidBand } from './feedback.ts';
import type { CountingView, CountListView, CountResultView, PrintedListView } from './view.ts';

/** Roll call and evacuation at one station: fingers, wristbands and officers in, signed events out, those of other stations beside them. */
export class Counting {
  private readonly parts: CountingParts;
  private readonly of: CountingOf;
  private readonly ledger: CountLedger;
  private readonly lists: CountLists;
  private readonly signing: CountSigning;
  private readonly papers: CountPapers;
  private isShown = false;
  private where: string | undefined;
  private last: (Feedback & { readonly cause: number }) | undefined;
  private causes = 0;

  constructor(parts: CountingParts, of: CountingOf) {
    this.parts = parts;
    this.of = of;
    this.ledger = new CountLedger(parts, of);
    this.lists = new CountLists(this.ledger);
    this.signing = new CountSigning(this.ledger);
    this.papers = new CountPapers(this.ledger, this.signing);
  }

  /** Goes on where the last run left off. */
  async open(): Promise<void> {
    await this.ledger.open();
    this.isShown = this.ledger.counts.open !== undefined;
  }

  /** Events of other stations, once they are on the disk. */
  onPeerEvents(events: readonly CustodyEvent[]): void {
    const { counts } = this.ledger;
    const before = counts.open?.first.id;
    if (!this.ledger.fold(events)) return;
    const { open } = counts;
    if (open && open.first.id !== before && open.first.start?.kind === 'evacuation') this.isShown = true;
    this.parts.changed();
  }

  /** Another officer, or nobody, is there. */
  onDutyChange(): void {
    this.lists.close();
    this.papers.close();
  }

  /** @throws as `CountPapers.print` */
  print(): Promise<PrintedListView> {
    return this.papers.print();
  }

  /** @throws as `CountPapers.printSlips` */
  printSlips(): Promise<PrintedListView> {
    return this.papers.printSlips();
  }

  stop(): void {
    this.papers.stop();
  }

  onDeviceChange(): void {
    this.papers.onDeviceChange();
  }

  /** @throws as `CountPapers.page` */
  printedPage(page: number): Bitmap {
    return this.papers.page(page);
  }

  /** @throws as `CountPapers.exported` */
  exported(asked: CountExport): Promise<ExportView> {
    return this.papers.exported(asked);
  }

  /** @throws as `CountLists.page` */
  list(request: CountListRequest): CountListView {
    return this.lists.page(request);
  }

  /** @throws as `CountLists.photograph` */
  photograph(hash: string): Uint8Array {
    return this.lists.photograph(hash);
  }

  /** @throws as `CountSigning.result` */
  result(): CountResultView {
    return this.signing.result();
  }

  /** Whether a count goes on at the site, shown here or not. */
  get goesOn(): boolean {
    return this.ledger.counts.open !== undefined;
  }

  /** Whether fingers and wristbands are counted now, and lead to nothing else. */
  get takesReadings(): boolean {
    return this.isShown && this.ledger.counts.open !== undefined;
  }

  view(): CountingView {
    const { officers, config, timeFloor } = this.parts;
    const { counts, revision } = this.ledger;
    const { open } = counts;
    const { isShown, where, last } = this;
    const mayStart = officers.onWatch !== undefined;
    const result = !open && isShown ? endedView(counts.latestEnded) : undefined;
    const named = officers.attending !== undefined;
    const shown = { policy: config.gate, nowMs: timeFloor.nowMs(), named, isShown, where, last, revision };
    const { slips } = this.papers;
    return {
      mayStart,
      ...(slips && { slips }),
      ...(open && { count: countView(open, shown) }),
      ...(result && { result }),
    };
  }

  /**
   * @throws `sign-in-first`, `role-missing`, `action-not-possible` where no count goes on or another one does, `call-off-too-late`,
   * `second-officer-needed`, and what an approval is refused with
   */
  async act(action: CountAction): Promise<void> {
    const { officers } = this.parts;
    switch (action.action) {
      case 'start':
        return this.of.inTurn(async () => this.start(action.kind));
      case 'call-off':
        return this.signing.callOff(action, () => {
          this.isShown = this.ledger.isEmergency;
          this.isOver();
        });
      case 'end':
        return this.signing.end(action, () => this.isOver());
      default:
        return this.of.inTurn(async () => {
          if (action.action === 'show' || action.action === 'wristband') this.mustBeAllowed();
          else officers.mustAttend();
          officers.active();
          this.do(action);
          this.parts.changed();
        });
    }
  }

  private do(action: Exclude<CountAction, { action: 'start' | 'call-off' | 'end' }>): void {
    if (action.action === 'leave') {
      this.isShown = false;
      return;
    }
    const open = this.ledger.mustBeOpen();
    switch (action.action) {
      case 'show':
        this.isShown = true;
        break;
      case 'stand-in':
        this.where = action.where;
        break;
      case 'wristband':
        this.takeBand(action.text);
        break;
      case 'see':
        this.see(action.person, { method: 'officer', reason: action.reason });
        break;
      case 'take-back':
        this.takeBack(open, action.seen, action.reason);
        break;
      case 'explain':
        if (open.tally.isOf(action.person) !== 'missing') throw agentError('action-not-possible');
        this.ledger.record({
          type: 'count.explained.v1',
          subject: open.first.id,
          data: { person: action.person, reason: action.reason },
        });
        break;
    }
  }

  /** A finger on the glass; the page says whose it was. @throws `fingerprint-engine-stopped` where a worker died */
  async takeFinger({ width, height, pixels, dotsPerInch: dpi, provenance }: FingerprintImage): Promise<JudgedPrint> {
    const { gallery } = this.of;
    const extraction = await gallery.extract({ width, height, pixels, dpi });
    if (!extraction.ok) {
      const { because: reasons } = extraction.error;
      this.tell(refusal(adviceForUnclear(reasons)));
      return { readable: false, reasons };
    }
    const { template, reasons } = extraction.value;
    const candidates = await gallery.search(template, []);
    const threshold = searchPoint(gallery.impressions);
    const [best] = candidates;
    if (!best || best.score < threshold)
      this.tell(refusal(reasons.length > 0 ? adviceForUnclear(reasons) : say('count.nobody')));
    else {
      const { deviceId, profileId: profile, serialNumber } = provenance;
      const scanner = { deviceId, profile, ...(serialNumber !== undefined && { serialNumber }) };
      const { finger, score } = best;
      if (this.isAllowed) this.see(best.subject, { method: 'fingerprint', finger, score, threshold, scanner });
    }
    return { readable: true, reasons };
  }

  /** Whatever a barcode reader read while a count is on the glass. */
  takeBand(text: string): void {
    const worn = readWristband(text);
    if (!worn) this.tell(refusal(say(isWristband(text) ? 'count.band-misread' : 'count.no-band')));
    else if (worn.band < this.of.wristbands.numberOf(worn.subject)) this.tell(voidBand());
    else this.see(worn.subject, { method: 'wristband' });
  }

  /** A reading came and nobody is there who may count: says so on the page. */
  get isAllowed(): boolean {
    const { officers } = this.parts;
    return (this.ledger.isEmergency ? officers.onWatch : officers.attending) !== undefined;
  }

  private start(kind: CountKind): void {
    const { officers, clock, random } = this.parts;
    const { ledger } = this;
    const by = kind === 'evacuation' ? officers.mustBeOnWatch() : ledger.attending();
    officers.active();
    ledger.forgetOld();
    const present = ledger.counts.open?.first.start?.kind;
    this.isShown = true;
    // Whoever starts what goes on already, finds it; a roll call does not come into the way of an evacuation.
    if (present === undefined || (present !== kind && present !== 'evacuation')) {
      const subject = `count/${uuidV7(clock, random)}`;
      const expected = this.of.people
        .in('IN_CUSTODY', 'RELEASE_PENDING')
        .map(({ subject: person, custody }) => ({ subject: person, ward: custody.ward ?? noWard }));
      ledger.record(...startDrafts(subject, { kind, by }, expected));
      this.last = undefined;
      this.where = undefined;
    }
    this.parts.changed();
  }

  private see(person: string, by: SeenBy): void {
    const { first, tally } = this.ledger.mustBeOpen();
    const known = this.of.people.find(person);
    const { config } = this.parts;
    const here = `/${config.site}/${config.stationId}`;
    const before = tally.sightingsOf(person).find(({ source }) => source === here);
    if (before || (!known && tally.isOf(person) === undefined)) {
      this.tell(before ? countedBefore(known, before.id) : refusal(say('count.nobody')));
      return;
    }
    const where = this.where === undefined ? {} : { where: this.where };
    const [event] = this.ledger.record({ type: 'count.seen.v1', subject: first.id, data: { person, by, ...where } });
    const seen = event?.id ?? '';
    this.tell(tally.seenThoughOutside().includes(person) ? outside(known, seen) : counted(known, seen));
  }

  private takeBack(
    { first, joined }: OpenCount,
    seen: string,
    reason: EventData<'count.taken-back.v1'>['reason'],
  ): void {
    const record = [first, ...joined].find((one) => one.seenBy(seen) !== undefined);
    if (!record) throw agentError('action-not-possible');
    this.ledger.record({ type: 'count.taken-back.v1', subject: record.id, data: { seen, reason } });
    this.tell(refusal(say('count.taken-back')));
  }

  private mustBeAllowed(): void {
    if (this.ledger.isEmergency) this.parts.officers.mustBeOnWatch();
    else this.parts.officers.mustAttend();
  }

  /** What the glass said last was about a count that is over. */
  private isOver(): void {
    this.last = undefined;
    this.parts.changed();
  }

  private tell(feedback: Feedback): void {
    this.causes += 1;
    this.last = { ...feedback, cause: this.causes };
    this.parts.changed();
  }
}
