import { z } from 'zod';
import { type Emulator, read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { LineSplitter } from '../line-splitter.ts';
import { formatWeight, longestLineBytes } from './codec.ts';

const serialNumber = 'B123456789';
const capacityGrams = 1200;
const decimals = 2;
const divisionGrams = 10 ** -decimals;
const commands = ['I0', 'I1', 'I2', 'I3', 'I4', '@', 'S', 'SI', 'SIR', 'T', 'TI', 'TAC', 'Z', 'ZI'];

/** Answers that never change. */
const identityOf = new Map<string, readonly string[]>([
  ['I0', commands.map((each, index) => `I0 ${index < commands.length - 1 ? 'B' : 'A'} ${levelOf(each)} "${each}"`)],
  ['I1', ['I1 A "01" "2.30" "2.20" "" ""']],
  ['I2', [`I2 A "Emulated ${capacityGrams.toFixed(decimals)} g"`]],
  ['I3', ['I3 A "1.00"']],
  ['I4', [`I4 A "${serialNumber}"`]],
]);

function levelOf(command: string): number {
  return command.startsWith('T') ? 1 : 0;
}

/** Emulated times, before the speed factor. A load swings in, then counts as stable while it still wanders by a step. */
const swingMs = 100;
const settleMs = 1500;
const repeatMs = 1000 / 15;
const checkMs = 20;
const stabilityLimitMs = 40_000;

const commandSchema = z.strictObject({ command: z.literal('mass'), grams: z.number() });

/** A balance of 1200 g by 0.01 g that speaks MT-SICS level 0 and the tare commands of level 1. */
export class MtSicsEmulator implements Emulator {
  readonly protocol = 'mt-sics';
  readonly line: EmulatedLine;
  readonly #splitter = new LineSplitter(longestLineBytes);
  #fromGrams = 0;
  #toGrams = 0;
  #changedAtMs = Number.NEGATIVE_INFINITY;
  #zeroGrams = 0;
  #tareGrams = 0;
  #noiseState = 1;
  #waiting: NodeJS.Timeout | undefined;
  #repeating: NodeJS.Timeout | undefined;

  constructor(line: EmulatedLine) {
    this.line = line;
    line.onReceive((chunk) => this.#receive(chunk));
  }

  /** Changes the load on the pan; the reading swings for a while. */
  setMass(grams: number): void {
    this.#fromGrams = this.#grossGrams();
    this.#toGrams = grams;
    this.#changedAtMs = performance.now();
  }

  /** Loses power and starts again: tare and zero are gone and the serial number is sent unasked. */
  restart(): void {
    this.#stopTimers();
    this.#tareGrams = 0;
    this.#zeroGrams = 0;
    this.#say(`I4 A "${serialNumber}"`);
  }

  obey(command: unknown): void {
    this.setMass(read(commandSchema, this.protocol, command).grams);
  }

  close(): void {
    this.#stopTimers();
    this.line.detach();
  }

  #receive(chunk: Uint8Array): void {
    for (const item of this.#splitter.push(chunk)) {
      if (item.kind !== 'line') this.#say('ES');
      // A command before the last answer is lost, as on a real balance.
      else if (!this.#waiting) this.#execute(Buffer.from(item.bytes).toString('latin1'));
    }
  }

  #execute(command: string): void {
    const [name, interval] = command.split(' ');
    if (name === 'SIR' && /^\d*$/.test(interval ?? '')) this.#repeat(Number(interval) || repeatMs);
    else if (identityOf.has(command)) for (const line of identityOf.get(command) ?? []) this.#say(line);
    else this.#weigh(command);
  }

  #weigh(command: string): void {
    if (command === 'S' || command === 'SI' || command === '@') this.#endRepeat();
    switch (command) {
      case '@':
        this.restart();
        break;
      case 'SI':
        this.#sayWeight();
        break;
      case 'S':
        this.#whenStable('S', () => this.#sayWeight());
        break;
      case 'T':
        this.#whenStable('T', () => this.#tare('T'));
        break;
      case 'TI':
        this.#tare('TI');
        break;
      case 'TAC':
        this.#tareGrams = 0;
        this.#say('TAC A');
        break;
      case 'Z':
        this.#whenStable('Z', () => this.#zero('Z A'));
        break;
      case 'ZI':
        this.#zero(`ZI ${this.#isStable() ? 'S' : 'D'}`);
        break;
      default:
        this.#say('ES');
    }
  }

  #repeat(intervalMs: number): void {
    this.#endRepeat();
    this.#sayWeight();
    this.#repeating = setInterval(() => this.#sayWeight(), Math.max(intervalMs / this.line.speed, 1));
  }

  #endRepeat(): void {
    clearInterval(this.#repeating);
  }

  #stopTimers(): void {
    this.#endRepeat();
    clearInterval(this.#waiting);
    this.#waiting = undefined;
  }

  #whenStable(id: string, action: () => void): void {
    if (this.#isStable()) {
      action();
      return;
    }
    const startedMs = performance.now();
    const waiting = setInterval(
      () => {
        const stable = this.#isStable();
        const waitedMs = (performance.now() - startedMs) * this.line.speed;
        if (!stable && waitedMs < stabilityLimitMs) return;
        clearInterval(waiting);
        this.#waiting = undefined;
        if (stable) action();
        else this.#say(`${id} I`);
      },
      Math.max(checkMs / this.line.speed, 1),
    );
    this.#waiting = waiting;
  }

  #tare(id: 'T' | 'TI'): void {
    const side = this.#outOfRange();
    if (side) {
      this.#say(`${id} ${side}`);
      return;
    }
    this.#tareGrams = this.#rounded(this.#grossGrams() - this.#zeroGrams);
    this.#say(formatWeight(id, this.#isStable(), this.#tareGrams.toFixed(decimals), 'g'));
  }

  #zero(answer: string): void {
    const side = this.#outOfRange();
    if (side) {
      this.#say(`Z ${side}`);
      return;
    }
    this.#zeroGrams = this.#grossGrams();
    this.#tareGrams = 0;
    this.#say(answer);
  }

  #sayWeight(): void {
    const side = this.#outOfRange();
    if (side) {
      this.#say(`S ${side}`);
      return;
    }
    const net = this.#rounded(this.#grossGrams() - this.#zeroGrams + this.#noiseGrams()) - this.#tareGrams;
    const text = net.toFixed(decimals).replace(/^-(0\.0*)$/, '$1');
    this.#say(formatWeight('S', this.#isStable(), text, 'g'));
  }

  #outOfRange(): '+' | '-' | undefined {
    const gross = this.#grossGrams();
    if (gross > capacityGrams) return '+';
    return gross < -capacityGrams ? '-' : undefined;
  }

  #grossGrams(): number {
    const elapsedMs = (performance.now() - this.#changedAtMs) * this.line.speed;
    return this.#toGrams + (this.#fromGrams - this.#toGrams) * Math.exp(-elapsedMs / swingMs);
  }

  #isStable(): boolean {
    return (performance.now() - this.#changedAtMs) * this.line.speed >= settleMs;
  }

  /** One step up or down now and then, by a fixed pseudo-random sequence. */
  #noiseGrams(): number {
    this.#noiseState = (Math.imul(this.#noiseState, 1_103_515_245) + 12_345) >>> 0;
    const draw = this.#noiseState / 2 ** 32;
    if (!this.#isStable()) return (draw - 0.5) * 8 * divisionGrams;
    return draw < 0.1 ? divisionGrams : draw > 0.9 ? -divisionGrams : 0;
  }

  #rounded(grams: number): number {
    return Math.round(grams / divisionGrams) * divisionGrams;
  }

  #say(line: string): void {
    this.line.send(Buffer.from(`${line}\r\n`, 'latin1'));
  }
}
