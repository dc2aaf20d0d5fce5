import { isGateRelease } from '@custody-edge/event-contract';
import type { Bitmap } from '@custody-edge/foundation';
import { drawSlipApart, type Slip } from '@custody-edge/ui-kit/slip';
import type { GatePolicy } from '../../config.ts';
import type { People } from '../../people/people.ts';
import { SlipPrinter } from '../../station/slip-printer.ts';
import type { StationParts } from '../../station/station-parts.ts';
import type { SlipView } from '../view.ts';
import { erasureSlip } from './erasure-slip.ts';
import { practiceSlip } from './practice-slip.ts';
import { propertySlip } from './property-slip.ts';
import type { Recipient } from './recipients.ts';
import { releaseSlip } from './release-slip.ts';
import { recipientsOf, type SlipEvent, slipEventOf, slipKindOf } from './slip-event.ts';

/** What a browser shows where there is no printer: paper of 80 mm. */
const shownDots = 576;

type SlipParts = Pick<StationParts, 'bridge' | 'log' | 'clock' | 'logger' | 'changed' | 'isPractice'>;

/** The slips of what the gate records of people. */
export class Slips {
  private readonly parts: SlipParts;
  private readonly people: People;
  private readonly chainId: string;
  private readonly policy: Pick<GatePolicy, 'erasure' | 'wristband'>;
  private readonly printer: SlipPrinter;

  constructor(parts: SlipParts, people: People, chainId: string, policy: Pick<GatePolicy, 'erasure' | 'wristband'>) {
    this.parts = parts;
    this.people = people;
    this.chainId = chainId;
    this.policy = policy;
    this.printer = new SlipPrinter(parts, (deviceId) => deviceId !== policy.wristband?.printer);
  }

  stop(): void {
    this.printer.stop();
  }

  onDeviceChange(): void {
    this.printer.onDeviceChange();
  }

  /** Has the slips of what was last recorded of a person printed as soon as the printer can. Does nothing where there is no printer. */
  print(subject: string, copy: boolean): void {
    const event = this.eventOf(subject);
    if (!event) return;
    const drawn = recipientsOf(event).map((recipient) => (dots: number) => this.drawOf(event, recipient, copy, dots));
    this.printer.print(event.id, drawn);
  }

  /** The slips of what was last recorded of a person, where this gate did. */
  viewOf(subject: string): SlipView | undefined {
    const found = this.eventOf(subject);
    if (!found) return undefined;
    const about = { event: found.id, kind: slipKindOf(found), recipients: recipientsOf(found) };
    return { ...about, ...this.printer.stateOf(found.id) };
  }

  /** Draws a slip; undefined where there is none for that recipient, or where the person's data was erased. */
  async draw(subject: string, recipient: Recipient, copy: boolean, dots = shownDots): Promise<Bitmap | undefined> {
    const event = this.eventOf(subject);
    return event && this.drawOf(event, recipient, copy, dots);
  }

  private async drawOf(
    event: SlipEvent,
    recipient: Recipient,
    copy: boolean,
    dots: number,
  ): Promise<Bitmap | undefined> {
    const slip = this.slipOf(event, recipient, copy);
    return slip && drawSlipApart(this.parts.isPractice ? practiceSlip(slip) : slip, dots);
  }

  private slipOf(event: SlipEvent, recipient: Recipient, copy: boolean): Slip | undefined {
    const { subject } = event;
    const code = this.parts.log.codeOf(event.id);
    if (code === undefined || !recipientsOf(event).includes(recipient)) return undefined;
    const copyAt = copy ? { copyAt: new Date(this.parts.clock.nowMs()).toISOString() } : {};
    const unnamed = { code, recipient, ...copyAt };
    if (event.type === 'prisoner.forgotten.v2')
      return erasureSlip(event, unnamed, this.people.historyOf(subject), this.policy);
    const identity = this.people.find(subject)?.identity;
    if (!identity) return undefined;
    const facts = { identity, ...unnamed };
    return isGateRelease(event)
      ? releaseSlip(event, facts, this.people.historyOf(subject))
      : propertySlip(event, facts, this.people.propertyOf(subject));
  }

  private eventOf(subject: string): SlipEvent | undefined {
    const person = this.people.find(subject);
    if (!person) return undefined;
    const leftProperty = () => this.people.propertyOf(subject) !== 'none';
    return slipEventOf(person, this.people.historyOf(subject), this.chainId, leftProperty);
  }
}
