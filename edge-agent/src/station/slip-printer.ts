import type { DeviceStatus, PrinterControl } from '@custody-edge/firmware-bridge';
import { type Bitmap, isCustodyError } from '@custody-edge/foundation';
import type { PrintState } from './print-state.ts';
import type { StationParts } from './station-parts.ts';

/** Slips that may wait for a printer without paper; more than a shift records. */
const mostWaiting = 100;
/** A printer that never says that it has printed is not sent the same slip for ever. */
const mostTries = 3;

/** Draws one slip for paper so many dots wide; nothing where there is none to print any more. */
export type DrawFor = (dots: number) => Promise<Bitmap | undefined>;

/** Prints slips one after the other, beside everything else that a station does: nothing waits for a slip. */
export class SlipPrinter {
  private readonly parts: Pick<StationParts, 'bridge' | 'logger' | 'changed'>;
  private readonly isOurs: (deviceId: string) => boolean;
  private queue: Promise<void> = Promise.resolve();
  private waiting = 0;
  private stopped = false;
  /** Of the event whose slips were printed last. */
  private latest: { readonly event: string; readonly state: 'printing' | 'printed' | 'failed' } | undefined;
  /** How often a device changed, and who waits for the next time. */
  private changes = 0;
  private wakers: (() => void)[] = [];

  /** @param isOurs which printer has the right paper in it; any, unless told */
  constructor(
    parts: Pick<StationParts, 'bridge' | 'logger' | 'changed'>,
    isOurs: (deviceId: string) => boolean = () => true,
  ) {
    this.parts = parts;
    this.isOurs = isOurs;
  }

  stop(): void {
    this.stopped = true;
    this.onDeviceChange();
  }

  onDeviceChange(): void {
    this.changes += 1;
    for (const wake of this.wakers.splice(0)) wake();
  }

  /** Has the slips of an event printed as soon as the printer can. Does nothing where there is no printer. */
  print(event: string, slips: readonly DrawFor[]): void {
    const printer = this.printer();
    if (!printer) return;
    const { logger } = this.parts;
    if (this.waiting >= mostWaiting) {
      logger.warn({ eventId: event }, 'too many slips wait for the printer');
      this.become(event, 'failed');
      return;
    }
    this.waiting += 1;
    this.become(event, 'printing');
    this.queue = this.queue.then(async () => {
      try {
        for (const draw of slips) await this.printWhole(printer.deviceId, draw);
        this.ended(event, 'printed');
      } catch (error) {
        if (!this.stopped) logger.error({ err: error, eventId: event }, 'a slip could not be printed');
        this.ended(event, 'failed');
      }
      this.waiting -= 1;
    });
  }

  stateOf(event: string): PrintState {
    const printer = this.printer();
    const state = this.latest?.event === event ? this.latest.state : 'none';
    if (state !== 'printing' || printer?.state === 'ready') return { state, printer: printer !== undefined };
    const { error } = printer ?? {};
    return { state: 'waiting', ...(error && { trouble: error.entry.officer }), printer: true };
  }

  /** One slip, again from its beginning where it broke off, once the printer is ready again. */
  private async printWhole(deviceId: string, draw: DrawFor): Promise<void> {
    const printer = this.parts.bridge.printer(deviceId);
    let tries = 0;
    for (;;) {
      await this.until(() => this.printer()?.state === 'ready');
      const before = this.changes;
      try {
        return await printOnce(printer, draw);
      } catch (error) {
        // A printer that was not there was sent nothing.
        if (!isCustodyError(error, 'device-not-ready')) tries += 1;
        if (tries >= mostTries || !isCustodyError(error) || !error.entry.retry) throw error;
        // What kept it from printing makes the device another one than ready.
        await this.until(() => this.changes > before);
      }
    }
  }

  private async until(condition: () => boolean): Promise<void> {
    while (!this.stopped && !condition()) await new Promise<void>((resolve) => this.wakers.push(resolve));
    if (this.stopped) throw new Error('the station was stopped');
  }

  private become(event: string, state: 'printing' | 'printed' | 'failed'): void {
    this.latest = { event, state };
    this.parts.changed();
  }

  private ended(event: string, state: 'printed' | 'failed'): void {
    if (this.latest?.event === event) this.become(event, state);
  }

  private printer(): DeviceStatus | undefined {
    return this.parts.bridge.statuses().find(({ kind, deviceId }) => kind === 'printer' && this.isOurs(deviceId));
  }
}

async function printOnce(printer: PrinterControl, draw: DrawFor): Promise<void> {
  const picture = await draw(printer.dotsPerLine);
  if (picture) await printer.print(picture);
}
