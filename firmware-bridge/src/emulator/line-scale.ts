import type { Protocol } from '@custody-edge/device-profiles';
import { z } from 'zod';
import type { MassUnit } from '../balance/units.ts';
import { LineSplitter } from '../protocol/line-splitter.ts';
import type { Emulator } from './emulator.ts';
import type { EmulatedLine } from './line.ts';
import { EmulatedScale } from './scale.ts';

const defaultCapacityGrams = 1200;
const longestCommandBytes = 128;

/** What its profile and its dialect say of an emulated balance. */
interface LineScaleBody {
  readonly capacityGrams?: number | undefined;
  readonly readabilityGrams: number;
  readonly units: readonly [MassUnit, ...MassUnit[]];
}

/** A command for its menu; what it holds, its dialect says. */
const menuCommand = z.looseObject({ command: z.literal('menu') });

/** The body of a balance that hears commands in lines of text and answers in lines. What they mean, its dialect says. */
export abstract class LineScale implements Emulator {
  abstract readonly protocol: Protocol;
  readonly line: EmulatedLine;
  readonly scale: EmulatedScale;
  readonly #lineEnd: string;
  readonly #splitter = new LineSplitter(longestCommandBytes);
  #repeating: NodeJS.Timeout | undefined;
  #waiting: (() => void) | undefined;

  /** @throws `emulator-command-refused` for a weight that is no expression */
  constructor(line: EmulatedLine, body: LineScaleBody, weight: string | undefined, lineEnd = '\r\n') {
    this.line = line;
    this.#lineEnd = lineEnd;
    const model = { ...body, capacityGrams: body.capacityGrams ?? defaultCapacityGrams };
    this.scale = new EmulatedScale(model, { speed: line.speed, weight });
    this.scale.onPrint(() => this.printKey());
    line.onReceive((chunk) => this.#receive(chunk));
  }

  /** Loses power and starts again: what it was doing is over, what is set in its menu stays. */
  restart(): void {
    this.stopAll();
    this.scale.restart();
  }

  obey(command: unknown): void {
    if (menuCommand.safeParse(command).success) this.setMenu(command);
    else this.scale.obey(this.protocol, command);
  }

  close(): void {
    this.stopAll();
    this.scale.stop();
    this.line.detach();
  }

  /** One line from its host. */
  protected abstract execute(command: string): void;

  protected abstract printKey(): void;

  /** @throws `emulator-command-refused` */
  protected abstract setMenu(command: unknown): void;

  protected say(text: string): void {
    this.line.send(Buffer.from(`${text}${this.#lineEnd}`, 'latin1'));
  }

  /** Does something now and again and again, in the time of the device, until it is ended. */
  protected repeat(everyMs: number, action: () => void): void {
    this.endRepeat();
    action();
    this.#repeating = setInterval(action, Math.max(everyMs / this.line.speed, 1));
  }

  protected endRepeat(): void {
    clearInterval(this.#repeating);
    this.#repeating = undefined;
  }

  /** Waits for a still pan; what was waited for before is given up. */
  protected whenStill(then: (still: boolean) => void): void {
    this.stopWaiting();
    let waits = true;
    const cancel = this.scale.whenStill((still) => {
      waits = false;
      this.#waiting = undefined;
      then(still);
    });
    if (waits) this.#waiting = cancel;
  }

  /** Waits so long in the time of the device; what was waited for before is given up. */
  protected later(afterMs: number, then: () => void): void {
    this.stopWaiting();
    const timer = setTimeout(() => {
      this.#waiting = undefined;
      then();
    }, afterMs / this.line.speed);
    this.#waiting = () => clearTimeout(timer);
  }

  protected stopWaiting(): void {
    this.#waiting?.();
    this.#waiting = undefined;
  }

  protected stopAll(): void {
    this.endRepeat();
    this.stopWaiting();
  }

  #receive(chunk: Uint8Array): void {
    for (const item of this.#splitter.push(chunk))
      if (item.kind === 'line') this.execute(Buffer.from(item.bytes).toString('latin1'));
  }
}
