import type { Bitmap } from '@custody-edge/foundation';
import { drawSlipApart, type Slip } from '@custody-edge/ui-kit/slip';
import { nameOf } from '../../people/person-name.ts';
import { SlipPrinter } from '../../station/slip-printer.ts';
import type { Sources } from '../sources.ts';
import type { Visit } from '../store/visits.ts';
import { depositSlip, passSlip, type VisitSlipFacts } from './visit-slips.ts';

/** What a browser shows where there is no printer: paper of 80 mm. */
const shownDots = 576;

/** The slips of visits: the pass and the receipt of goods on the way in, what goes back on the way out. */
export class VisitPrinter {
  readonly slips: SlipPrinter;
  private readonly sources: Sources;

  constructor(sources: Sources) {
    this.sources = sources;
    this.slips = new SlipPrinter(sources.parts);
  }

  stop(): void {
    this.slips.stop();
  }

  onDeviceChange(): void {
    this.slips.onDeviceChange();
  }

  /** Has the slips of what was last recorded of a visit printed as soon as the printer can. */
  print(subject: string, copy: boolean): void {
    const visit = this.sources.visits.find(subject);
    const event = visit && (visit.ended ?? visit.began);
    if (!visit || event === undefined) return;
    const drawn = this.slipsOf(visit, copy).map((slip) => (dots: number) => drawSlipApart(slip, dots));
    this.slips.print(event, drawn);
  }

  /** The first slip of an event of the visit, as a picture. */
  async picture(subject: string, event: string): Promise<Bitmap | undefined> {
    const visit = this.sources.visits.find(subject);
    const [slip] = visit && event === (visit.ended ?? visit.began) ? this.slipsOf(visit, false) : [];
    return slip && drawSlipApart(slip, shownDots);
  }

  private slipsOf(visit: Visit, copy: boolean): Slip[] {
    const { codes, parts, visitors, people } = this.sources;
    const { config, log, clock } = parts;
    const facts: VisitSlipFacts = {
      visit,
      visitor: visit.visitor === undefined ? undefined : visitors.identityOf(visit.visitor),
      person: visit.person === undefined ? undefined : nameOf(people.find(visit.person)),
      place: `${config.site} / ${config.stationId}`,
      ...(copy && { copyAt: new Date(clock.nowMs()).toISOString() }),
    };
    const code = log.codeOf(visit.ended ?? visit.began ?? '') ?? '';
    const deposit = depositSlip(facts, visit.ended === undefined ? 'taken' : 'returned', code);
    const pass = visit.ended === undefined ? [passSlip(facts, codes.codeOf(visit.subject))] : [];
    return [...pass, ...(deposit ? [deposit] : [])];
  }
}
