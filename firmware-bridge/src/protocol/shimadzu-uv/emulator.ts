import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { type Emulator, read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { EmulatedOptics, opticsCommands } from '../../emulator/optics.ts';
import { EmulatedPhotometer } from '../../emulator/photometer.ts';
import { blockBytes, type Control, signBytes, type Token, TokenDecoder } from './codec.ts';

const nmEachSecond = 300;
const settleMs = 300;
const zeroMs = 1000;
/** What a real one says beyond its range is not established. */
const beyond = '****';
const mostAbsorbance = 4;
/** What the light that is 100 % shows as energy, at the gain that is set at first. */
const fullEnergy = 100;
const firstGain = 3;
/** Points of one scan that it keeps. */
const mostPoints = 2001;

const commandSchema = z.discriminatedUnion('command', [
  ...opticsCommands,
  /** Stops whatever it does, by its own key. */
  z.strictObject({ command: z.literal('stop') }),
]);

/** How far a turn has come. */
type Turn =
  | { readonly at: 'idle' | 'attentive' | 'ending' }
  | { readonly at: 'working'; readonly timer: NodeJS.Timeout }
  | { readonly at: 'saying'; readonly blocks: readonly string[]; readonly next: number };

type Work =
  /** Does something in its time. */
  | { readonly takesMs: number; done(): void }
  /** Says something, after its time. */
  | { readonly takesMs: number; says(): readonly string[] };

const idle: Turn = { at: 'idle' };

/** A Shimadzu UVmini-1240 under the control of a computer, with a sample in its beam. */
export class ShimadzuUvEmulator implements Emulator {
  readonly protocol = 'shimadzu-uv';
  readonly line: EmulatedLine;
  readonly #profile: ProfileOf<'shimadzu-uv'>;
  readonly #photometer: EmulatedPhotometer;
  readonly #decoder = new TokenDecoder();
  #turn: Turn = idle;
  #isBusy = false;
  #mode: number;
  #gain = firstGain;
  #gatherMicroseconds: number;
  /** Blocks of the last scan. */
  #kept: readonly string[] = [];
  #cell = 1;

  constructor(line: EmulatedLine, profile: ProfileOf<'shimadzu-uv'>) {
    this.line = line;
    this.#profile = profile;
    this.#mode = profile.modes.absorbance;
    this.#gatherMicroseconds = profile.gathering.initialMicroseconds;
    this.#photometer = new EmulatedPhotometer(new EmulatedOptics(line.speed), profile.initialNm);
    line.onReceive((chunk) => {
      for (const token of this.#decoder.push(chunk)) this.#hear(token);
    });
  }

  get optics(): EmulatedOptics {
    return this.#photometer.optics;
  }

  obey(command: unknown): void {
    const told = read(commandSchema, this.protocol, command);
    if (told.command === 'stop') {
      if (this.#turn.at === 'working' || this.#turn.at === 'saying') this.#sign('abort');
      this.#endTurn();
    } else this.#photometer.do(told);
  }

  restart(): void {
    this.#endTurn();
    this.#decoder.flush();
    this.#mode = this.#profile.modes.absorbance;
    this.#gain = firstGain;
    this.#gatherMicroseconds = this.#profile.gathering.initialMicroseconds;
    this.#kept = [];
    this.#cell = 1;
    this.#photometer.restart(this.#profile.initialNm);
  }

  setBusy(busy: boolean): void {
    this.#isBusy = busy;
  }

  close(): void {
    this.#endTurn();
    this.line.detach();
  }

  #hear(token: Token): void {
    const turn = this.#turn;
    if (token.kind === 'control') this.#takeTurn(token.name, turn);
    else if (turn.at === 'attentive' && token.kind === 'block') this.#begin(token.text);
    else if (turn.at === 'attentive') this.#sign('refused');
  }

  #takeTurn(sign: Control, turn: Turn): void {
    if (sign === 'enquiry') this.#attend(turn);
    else if (sign === 'abort' || (sign === 'end' && turn.at !== 'working')) this.#endTurn();
    else if (sign === 'acknowledged' && turn.at === 'saying') this.#say(turn.blocks, turn.next);
    else if (sign === 'acknowledged' && turn.at === 'ending') this.#turn = idle;
    else if (sign === 'refused' && turn.at === 'saying') this.#say(turn.blocks, turn.next - 1);
  }

  #attend(turn: Turn): void {
    const isFree = !this.#isBusy && turn.at !== 'working';
    if (isFree) this.#turn = { at: 'attentive' };
    this.#sign(isFree ? 'acknowledged' : 'refused');
  }

  #begin(text: string): void {
    const work = this.#workOf(text.replaceAll(/[ \r\n]/g, ''));
    this.#sign(work ? 'acknowledged' : 'refused');
    if (!work) return;
    if (this.line.speed === Number.POSITIVE_INFINITY) this.#finish(work);
    else this.#turn = { at: 'working', timer: setTimeout(() => this.#finish(work), work.takesMs / this.line.speed) };
  }

  #finish(work: Work): void {
    if ('says' in work) {
      this.#turn = { at: 'saying', blocks: work.says(), next: 0 };
      this.#sign('enquiry');
    } else {
      work.done();
      this.#turn = { at: 'ending' };
      this.#sign('end');
    }
  }

  #say(blocks: readonly string[], at: number): void {
    const block = blocks[Math.max(0, at)];
    if (block === undefined) {
      this.#turn = { at: 'ending' };
      this.#sign('end');
    } else {
      this.#turn = { at: 'saying', blocks, next: Math.max(0, at) + 1 };
      this.line.send(blockBytes(block));
    }
  }

  #endTurn(): void {
    if (this.#turn.at === 'working') clearTimeout(this.#turn.timer);
    this.#turn = idle;
  }

  #sign(name: Control): void {
    this.line.send(signBytes(name));
  }

  /** What a command makes it do, if it is one of its own. */
  #workOf(command: string): Work | undefined {
    const letter = command.slice(0, 1);
    const text = command.slice(1);
    const isListed = /^(?:\d{1,5}(?:,\d{1,5}){0,2})?$/.test(text);
    if (!isListed) return undefined;
    const numbers = text === '' ? [] : text.split(',').map(Number);
    const [first, second, third] = numbers;
    switch (letter) {
      case 'w':
        return first !== undefined && numbers.length === 1 && this.#isThere(first)
          ? this.#going(first / 10)
          : undefined;
      case 'v':
        return first !== undefined && Object.values(this.#profile.modes).includes(first)
          ? set(() => {
              this.#mode = first;
            })
          : undefined;
      case 'g':
        return first !== undefined && first >= 1 && first <= 6
          ? set(() => {
              this.#gain = first;
            })
          : undefined;
      case 'j': {
        const time = this.#profile.gathering.codes.find(({ code }) => code === first);
        return time
          ? set(() => {
              this.#gatherMicroseconds = time.microseconds;
            })
          : undefined;
      }
      // Lamp, kind of cell holder, sippers and their light.
      case 'l':
        return first !== undefined && first >= 1 && first <= 3 ? set() : undefined;
      case 'm':
        return first === 1 || first === 2 || first === 10 ? set() : undefined;
      case 's':
        return first === 0 || first === 1 ? set() : undefined;
      case 'p':
      case 'o':
        return numbers.length === 3 ? set() : undefined;
      case 'q':
        return this.#cellWork(first);
      case 'r':
        return first === undefined ? { takesMs: 0, says: () => ['r1'] } : undefined;
      case 'x':
        return first === undefined ? { takesMs: zeroMs, done: () => this.#photometer.setZero() } : undefined;
      case 'd':
        return first === undefined
          ? { takesMs: this.#gatherMs, says: () => [this.#digits(this.#photometer.wavelengthNm)] }
          : undefined;
      case 'c':
        return second !== undefined && third === undefined ? this.#baseline(numbers) : undefined;
      case 'a':
        return first !== undefined && second !== undefined && third !== undefined
          ? this.#scanning(first, second, third)
          : undefined;
      case 'b':
        return first !== undefined && (second === 0 || second === 1) && first >= 1 && first <= 6500
          ? this.#watching(first * (second === 1 ? 60 : 1))
          : undefined;
      case 'f':
        return first === undefined ? undefined : { takesMs: 0, says: () => this.#kept.slice(0, first) };
      default:
        return undefined;
    }
  }

  get #gatherMs(): number {
    return this.#gatherMicroseconds / 1000;
  }

  #isThere(tenths: number): boolean {
    const { least, most } = this.#profile.wavelengthNm;
    return tenths >= 10 * least && tenths <= 10 * most;
  }

  #going(nm: number): Work {
    const takesMs = settleMs + (Math.abs(nm - this.#photometer.wavelengthNm) / nmEachSecond) * 1000;
    return { takesMs, done: () => this.#photometer.goTo(nm) };
  }

  #cellWork(way: number | undefined): Work | undefined {
    if (way === undefined) return { takesMs: 0, says: () => [`q${this.#cell}`] };
    if (way !== 1 && way !== 2) return undefined;
    return set(() => {
      this.#cell = way === 1 ? (this.#cell % 6) + 1 : 1;
    });
  }

  /** Zero at every tenth of a nanometre of a way. */
  #baseline(ends: readonly number[]): Work | undefined {
    const [from, to] = [Math.min(...ends), Math.max(...ends)];
    if (!this.#isThere(from) || !this.#isThere(to) || from === to) return undefined;
    return {
      takesMs: (to - from) * 10,
      done: () => {
        for (let at = from; at <= to; at++) this.#photometer.setZero(at / 10);
      },
    };
  }

  #scanning(from: number, to: number, code: number): Work | undefined {
    const { steps, leastSpanNm } = this.#profile.scan;
    const step = steps.find((each) => each.code === code);
    const [long, short] = [Math.max(from, to), Math.min(from, to)];
    if (!step || !this.#isThere(short) || !this.#isThere(long)) return undefined;
    if (long - short < 10 * leastSpanNm || long - short > 10 * step.mostSpanNm) return undefined;
    const count = Math.min(mostPoints, Math.floor((long - short) / (10 * step.nm) + 1e-6) + 1);
    return {
      takesMs: settleMs + count * this.#gatherMs,
      done: () => {
        const wavelengths = Array.from({ length: count }, (_, index) => Math.round(long - index * 10 * step.nm) / 10);
        this.#kept = wavelengths.map((nm) => `${nm.toFixed(1)}  ${this.#digits(nm)}`);
      },
    };
  }

  /** So many points of a time: ten a second up to ten seconds, one a second up to a hundred, then fewer. */
  #watching(seconds: number): Work {
    const count = seconds <= 10 ? 10 * seconds : seconds <= 100 ? seconds : seconds <= 500 ? 50 : 10;
    return {
      takesMs: seconds * 1000,
      done: () => {
        const at = (index: number) => (((index + 1) * seconds) / count).toFixed(1);
        const nm = this.#photometer.wavelengthNm;
        this.#kept = Array.from({ length: count }, (_, index) => `  ${at(index)}  ${this.#digits(nm)}`);
      },
    };
  }

  #digits(nm: number): string {
    const { transmittance, energy } = this.#profile.modes;
    if (this.#mode === transmittance) return (100 * this.#photometer.transmittance(nm)).toFixed(2);
    if (this.#mode === energy)
      return (fullEnergy * 2 ** (this.#gain - firstGain) * this.#photometer.signal(nm)).toFixed(3);
    const absorbance = this.#photometer.absorbance(nm);
    return absorbance < mostAbsorbance ? absorbance.toFixed(3) : beyond;
  }
}

const set = (done: () => void = () => undefined): Work => ({ takesMs: settleMs, done });
