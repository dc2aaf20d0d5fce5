import type { DeviceStatus, PrinterControl } from '@custody-edge/firmware-bridge';
import { type Bitmap, isCustodyError } from '@custody-edge/foundation';
import { drawSlipApart } from '@custody-edge/ui-kit/slip';
import type { StationParts } from '../../station/station-parts.ts';
import type { People } from '../people/people.ts';
import type { SlipView } from '../view.ts';
import { type Recipient, type ReleaseEvent, recipients, releaseHere, releaseSlip } from './release-slip.ts';

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
  private queue: Promise<void> = Promise.resolve();
  private waiting = 0;
  private stopped = false;
  /** Of the release that was printed last. */
  private latest: { readonly event: string; readonly state: 'printing' | 'printed' | 'failed' } | undefined;
  /** How often a device changed, and who waits for the next time. */
  private changes = 0;
  private wakers: (() => void)[] = [];

  constructor(parts: SlipParts, people: People, chainId: string) {
    this.parts = parts;
    this.people = people;
    this.chainId = chainId;
  }

  stop(): void {
    this.stopped = true;
    this.onDeviceChange();
  }

  onDeviceChange(): void {
    this.changes += 1;
    for (const wake of this.wakers.splice(0)) wake();
  }

  /** Has the slips of a person's release printed as soon as the printer can. Does nothing where there is no printer. */
  print(subject: string, copy: boolean): void {
    const release = this.releaseOf(subject);
    const printer = this.printer();
    if (!release || !printer) return;
    const { logger } = this.parts;
    if (this.waiting >= mostWaiting) {
      logger.warn({ eventId: release.id }, 'too many slips wait for the printer');
      this.become(release.id, 'failed');
      return;
    }
    this.waiting += 1;
    this.become(release.id, 'printing');
    this.queue = this.queue.then(async () => {
      try {
        for (const recipient of recipients) await this.printWhole(printer.deviceId, release, recipient, copy);
        this.ended(release.id, 'printed');
      } catch (error) {
        if (!this.stopped) logger.error({ err: error, eventId: release.id }, 'a slip could not be printed');
        this.ended(release.id, 'failed');
      }
      this.waiting -= 1;
    });
  }

  /** The slips of a person's release, where this gate recorded one. */
  viewOf(subject: string): SlipView | undefined {
    const event = this.releaseOf(subject)?.id;
    if (event === undefined) return undefined;
    const printer = this.printer();
    const state = this.latest?.event === event ? this.latest.state : 'none';
    const { error } = printer ?? {};
    if (state !== 'printing' || printer?.state === 'ready') return { event, state, printer: printer !== undefined };
    return { event, state: 'waiting', ...(error && { trouble: error.entry.officer }), printer: true };
  }

  /** Draws a slip of a person's release; undefined where there is none, or where its data was erased. */
  async draw(subject: string, recipient: Recipient, copy: boolean, dots = shownDots): Promise<Bitmap | undefined> {
    const release = this.releaseOf(subject);
    const identity = this.people.find(subject)?.identity;
    const code = release && this.parts.log.codeOf(release.id);
    if (!release || !identity || code === undefined) return undefined;
    const copyAt = copy ? { copyAt: new Date(this.parts.clock.nowMs()).toISOString() } : {};
    const history = this.people.historyOf(subject);
    return drawSlipApart(releaseSlip({ release, identity, history, code, recipient, ...copyAt }), dots);
  }

  /** One slip, again from its beginning where it broke off, once the printer is ready again. */
  private async printWhole(
    deviceId: string,
    release: ReleaseEvent,
    recipient: Recipient,
    copy: boolean,
  ): Promise<void> {
    const printer = this.parts.bridge.printer(deviceId);
    let tries = 0;
    for (;;) {
      await this.until(() => this.printer()?.state === 'ready');
      const before = this.changes;
      try {
        return await this.printOnce(printer, release, recipient, copy);
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
    { subject }: ReleaseEvent,
    recipient: Recipient,
    copy: boolean,
  ): Promise<void> {
    const picture = await this.draw(subject, recipient, copy, printer.dotsPerLine);
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

  private releaseOf(subject: string): ReleaseEvent | undefined {
    const person = this.people.find(subject);
    return person && releaseHere(person, this.people.historyOf(subject), this.chainId);
  }

  private printer(): DeviceStatus | undefined {
    return this.parts.bridge.statuses().find(({ kind }) => kind === 'printer');
  }
}
