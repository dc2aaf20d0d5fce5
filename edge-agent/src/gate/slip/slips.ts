import { isGateRelease } from '@custody-edge/event-contract';
import type { DeviceStatus, PrinterControl } from '@custody-edge/firmware-bridge';
import { type Bitmap, isCustodyError } from '@custody-edge/foundation';
import { drawSlipApart, type Slip } from '@custody-edge/ui-kit/slip';
import type { GatePolicy } from '../../config.ts';
import type { StationParts } from '../../station/station-parts.ts';
import type { People } from '../people/people.ts';
import type { SlipView } from '../view.ts';
import { erasureSlip } from './erasure-slip.ts';
import { propertySlip } from './property-slip.ts';
import type { Recipient } from './recipients.ts';
import { releaseSlip } from './release-slip.ts';
import { recipientsOf, type SlipEvent, slipEventOf, slipKindOf } from './slip-event.ts';

/** Slips that may wait for a printer without paper; more than a shift releases. */
const mostWaiting = 100;
/** A printer that never says that it has printed is not sent the same slip for ever. */
const mostTries = 3;
/** What a browser shows where there is no printer: paper of 80 mm. */
const shownDots = 576;

type SlipParts = Pick<StationParts, 'bridge' | 'log' | 'clock' | 'logger' | 'changed'>;

/** Prints slips one after the other, beside everything else that the gate does: nothing waits for a slip. */
export class Slips {
  private readonly parts: SlipParts;
  private readonly people: People;
  private readonly chainId: string;
  private readonly policy: Pick<GatePolicy, 'erasure'>;
  private queue: Promise<void> = Promise.resolve();
  private waiting = 0;
  private stopped = false;
  /** Of the event whose slips were printed last. */
  private latest: { readonly event: string; readonly state: 'printing' | 'printed' | 'failed' } | undefined;
  /** How often a device changed, and who waits for the next time. */
  private changes = 0;
  private wakers: (() => void)[] = [];

  constructor(parts: SlipParts, people: People, chainId: string, policy: Pick<GatePolicy, 'erasure'>) {
    this.parts = parts;
    this.people = people;
    this.chainId = chainId;
    this.policy = policy;
  }

  stop(): void {
    this.stopped = true;
    this.onDeviceChange();
  }

  onDeviceChange(): void {
    this.changes += 1;
    for (const wake of this.wakers.splice(0)) wake();
  }

  /** Has the slips of what was last recorded of a person printed as soon as the printer can. Does nothing where there is no printer. */
  print(subject: string, copy: boolean): void {
    const event = this.eventOf(subject);
    const printer = this.printer();
    if (!event || !printer) return;
    const { logger } = this.parts;
    if (this.waiting >= mostWaiting) {
      logger.warn({ eventId: event.id }, 'too many slips wait for the printer');
      this.become(event.id, 'failed');
      return;
    }
    this.waiting += 1;
    this.become(event.id, 'printing');
    this.queue = this.queue.then(async () => {
      try {
        for (const recipient of recipientsOf(event)) await this.printWhole(printer.deviceId, event, recipient, copy);
        this.ended(event.id, 'printed');
      } catch (error) {
        if (!this.stopped) logger.error({ err: error, eventId: event.id }, 'a slip could not be printed');
        this.ended(event.id, 'failed');
      }
      this.waiting -= 1;
    });
  }

  /** The slips of what was last recorded of a person, where this gate did. */
  viewOf(subject: string): SlipView | undefined {
    const found = this.eventOf(subject);
    if (!found) return undefined;
    const event = found.id;
    const about = { event, kind: slipKindOf(found), recipients: recipientsOf(found) };
    const printer = this.printer();
    const state = this.latest?.event === event ? this.latest.state : 'none';
    const { error } = printer ?? {};
    if (state !== 'printing' || printer?.state === 'ready') return { ...about, state, printer: printer !== undefined };
    return { ...about, state: 'waiting', ...(error && { trouble: error.entry.officer }), printer: true };
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
    return slip && drawSlipApart(slip, dots);
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

  /** One slip, again from its beginning where it broke off, once the printer is ready again. */
  private async printWhole(deviceId: string, event: SlipEvent, recipient: Recipient, copy: boolean): Promise<void> {
    const printer = this.parts.bridge.printer(deviceId);
    let tries = 0;
    for (;;) {
      await this.until(() => this.printer()?.state === 'ready');
      const before = this.changes;
      try {
        return await this.printOnce(printer, event, recipient, copy);
      } catch (error) {
        // A printer that was not there was sent nothing.
        if (!isCustodyError(error, 'device-not-ready')) tries += 1;
        if (tries >= mostTries || !isCustodyError(error) || !error.entry.retry) throw error;
        // What kept it from printing makes the device another one than ready.
        await this.until(() => this.changes > before);
      }
    }
  }

  private async printOnce(
    printer: PrinterControl,
    event: SlipEvent,
    recipient: Recipient,
    copy: boolean,
  ): Promise<void> {
    const picture = await this.drawOf(event, recipient, copy, printer.dotsPerLine);
    if (picture) await printer.print(picture);
  }

  private async until(condition: () => boolean): Promise<void> {
    while (!this.stopped && !condition()) await new Promise<void>((resolve) => this.wakers.push(resolve));
    if (this.stopped) throw new Error('the gate was stopped');
  }

  private become(event: string, state: 'printing' | 'printed' | 'failed'): void {
    this.latest = { event, state };
    this.parts.changed();
  }

  private ended(event: string, state: 'printed' | 'failed'): void {
    if (this.latest?.event === event) this.become(event, state);
  }

  private eventOf(subject: string): SlipEvent | undefined {
    const person = this.people.find(subject);
    if (!person) return undefined;
    const leftProperty = () => this.people.propertyOf(subject) !== 'none';
    return slipEventOf(person, this.people.historyOf(subject), this.chainId, leftProperty);
  }

  private printer(): DeviceStatus | undefined {
    return this.parts.bridge.statuses().find(({ kind }) => kind === 'printer');
  }
}
