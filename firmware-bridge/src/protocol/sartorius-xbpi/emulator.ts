import type { ProfileOf } from '@custody-edge/device-profiles';
import type { Emulator } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { EmulatedScale, type Shown } from '../../emulator/scale.ts';
import { encodeAnswer, errorCode, opcode, stateByte, subtype, writeNumber, writeWeight } from './codec.ts';
import { CommandDecoder } from './command-decoder.ts';

const defaultCapacityGrams = 1200;
const defaultReadabilityGrams = 0.001;
const model = 'MSE1203S-100-DR';
const maker = 'Sartorius';
const factoryNumber = [0x00, 0x31, 0x80, 0x11, 0x65];
const softwareVersion = [0x00, 0x39, 0x21, 0x00, 0x39, 0x01, 0x39, 0x01, 0x00, 0x01];

/** Milliseconds from one weight to the next, by the filter that is set: very still surroundings to very restless ones. */
const cycleMs = [50, 100, 200, 400] as const;
/** °C of each sensor; where there is none, what stands for that. */
const temperatures: readonly (number | undefined)[] = [26.5, 26.75, undefined, 37.25];
const noNumber = [0x7f, 0xff, 0xff, 0xff, 0xff];
const byteTag = 0x21;

/** A body, or an error; undefined for a command that it does not know. */
type Answer = readonly [kind: number, body?: Iterable<number>] | undefined;

const refused = (code: number): Answer => [subtype.error, [code]];

interface EmulatorOptions {
  readonly weight?: string | undefined;
}

/** A Sartorius balance that speaks xBPI. */
export class XbpiEmulator implements Emulator {
  readonly protocol = 'sartorius-xbpi';
  readonly line: EmulatedLine;
  readonly scale: EmulatedScale;
  readonly #decoder = new CommandDecoder();
  readonly #busAddress: number;
  #filter = 2;
  #ticks = 0;
  #cancel: (() => void) | undefined;
  #waitsFor: number | undefined;

  /** @throws `emulator-command-refused` for a weight that is no expression */
  constructor(line: EmulatedLine, profile: ProfileOf<'sartorius-xbpi'>, { weight }: EmulatorOptions = {}) {
    this.line = line;
    this.#busAddress = profile.busAddress;
    line.checksumAt = (frame) => frame.length - 1;
    const body = {
      capacityGrams: profile.capacityGrams ?? defaultCapacityGrams,
      readabilityGrams: profile.readabilityGrams ?? defaultReadabilityGrams,
      units: ['g', 'kg', 'mg'] as const,
    };
    this.scale = new EmulatedScale(body, { speed: line.speed, weight });
    line.onReceive((chunk) => this.#receive(chunk));
  }

  /** Loses power and starts again. */
  restart(): void {
    this.#abort();
    this.#decoder.clear();
    this.#filter = 2;
    this.#ticks = 0;
    this.scale.restart();
  }

  obey(command: unknown): void {
    this.scale.obey(this.protocol, command);
  }

  close(): void {
    this.#abort();
    this.scale.stop();
    this.line.detach();
  }

  #receive(chunk: Uint8Array): void {
    for (const { busAddress, code, args } of this.#decoder.push(chunk)) {
      if (busAddress !== this.#busAddress) continue;
      const [kind, body] = this.#act(code, args) ??
        this.#weight(code, args) ??
        this.#fact(code, args) ?? [subtype.error, [errorCode.unknownOpcode]];
      this.line.send(encodeAnswer(kind, body));
    }
  }

  #act(code: number, args: readonly number[]): Answer {
    switch (code) {
      case opcode.tare:
        return this.#whenStill(code, () => this.scale.tare());
      case opcode.zero:
        return this.#whenStill(code, () => this.scale.zero());
      case opcode.deleteTare:
        this.scale.presetTare(0);
        return [subtype.done];
      case opcode.abortTare:
      case opcode.abortZero:
      case opcode.abortAdjustment:
        return this.#abortOf(code - 1);
      case opcode.setFilter: {
        const [wanted = 0] = [byteIn(args)];
        if (args.length !== 2) return refused(errorCode.arguments);
        if (wanted < 1 || wanted > cycleMs.length) return refused(errorCode.outOfRange);
        this.#filter = wanted;
        return [subtype.done];
      }
      case opcode.nothing:
        return [subtype.done];
      default:
        return undefined;
    }
  }

  #weight(code: number, args: readonly number[]): Answer {
    const shown = this.scale.show();
    switch (code) {
      case opcode.netWeight:
      case opcode.netWeightFine:
        return this.#measured(shown, shown.net, args, code === opcode.netWeightFine);
      case opcode.grossWeight:
      case opcode.grossWeightFine:
        return this.#measured(shown, shown.gross, args, code === opcode.grossWeightFine);
      case opcode.tareWeight:
      case opcode.tareWeightAgain:
        return [subtype.block, writeWeight(shown.tare, this.#unit, true)];
      case opcode.grossShare: {
        const share = Math.max(0, Math.round((this.#grams(shown.gross) / this.scale.model.capacityGrams) * 1000));
        return [subtype.share, [share >> 8, share & 0xff]];
      }
      case opcode.status:
        return [subtype.block, this.#status(shown)];
      default:
        return undefined;
    }
  }

  #fact(code: number, args: readonly number[]): Answer {
    const index = byteIn(args);
    switch (code) {
      case opcode.softwareVersion:
        return [subtype.version, softwareVersion];
      case opcode.factoryNumber:
        return [subtype.factoryNumber, factoryNumber];
      case opcode.model:
        return [subtype.text20, filled(model, 20)];
      case opcode.oemText:
      case opcode.manufacturer:
        return [subtype.text16, filled(maker, 16)];
      case opcode.capacity:
        return index === undefined ? refused(errorCode.arguments) : this.#number(this.scale.model.capacityGrams);
      case opcode.increment:
        return index === undefined ? refused(errorCode.arguments) : this.#number(this.scale.model.readabilityGrams);
      case opcode.temperature:
        return index === undefined ? refused(errorCode.arguments) : temperatureAt(index);
      case opcode.filter:
        return [subtype.byte, [this.#filter]];
      case opcode.ticks:
        return [subtype.byte, [this.#tick()]];
      case opcode.isOn:
        return [subtype.byte, [1]];
      case opcode.cycleTime:
        return [
          subtype.fourBytes,
          [0, 0, (cycleMs[this.#filter - 1] ?? 0) >> 8, (cycleMs[this.#filter - 1] ?? 0) & 0xff],
        ];
      case opcode.busAddress:
        return [subtype.byte, [0]];
      default:
        return undefined;
    }
  }

  /** A weight: with a longer question also the status, behind it. */
  #measured(shown: Shown, digits: string, args: readonly number[], isFine: boolean): Answer {
    const wantsStatus = args[0] === 0x09 && args[1] === 0x30;
    if (args.length > 0 && !wantsStatus && byteIn(args) === undefined) return refused(errorCode.arguments);
    if (isFine && args.length === 0) return refused(errorCode.arguments);
    const body = writeWeight(shown.side ? undefined : digits, this.#unit, shown.stable);
    return [subtype.block, wantsStatus ? [...body, subtype.block, ...this.#status(shown)] : body];
  }

  #status({ side, stable }: Shown): number[] {
    const state = side ? stateByte[side] : stable ? stateByte.stable : stateByte.moving;
    return [0x00, 0x00, 0x81, state, 0x08, 0x10, 0x00, this.#tick()];
  }

  #tick(): number {
    this.#ticks = (this.#ticks + 1) & 0xff;
    return this.#ticks;
  }

  /** In the unit of the display, as the weights are. */
  #number(grams: number): Answer {
    return [subtype.number, writeNumber(Number(this.scale.text(grams, this.scale.unit)))];
  }

  get #unit(): 'g' | 'kg' | 'mg' {
    const { unit } = this.scale;
    return unit === 'kg' || unit === 'mg' ? unit : 'g';
  }

  #grams(shown: string): number {
    return (Number(shown) / Number(this.scale.text(1000, this.scale.unit))) * 1000;
  }

  #whenStill(code: number, action: () => void): Answer {
    this.#abort();
    this.#waitsFor = code;
    this.#cancel = this.scale.whenStill((still) => {
      this.#waitsFor = undefined;
      if (still) action();
    });
    return [subtype.done];
  }

  #abortOf(code: number): Answer {
    if (this.#waitsFor !== code) return refused(errorCode.notApplicable);
    this.#abort();
    return [subtype.done];
  }

  #abort(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#waitsFor = undefined;
  }
}

/** An argument of one byte; undefined where it is none. */
const byteIn = (args: readonly number[]): number | undefined =>
  args.length === 2 && args[0] === byteTag ? args[1] : undefined;

function temperatureAt(index: number): Answer {
  if (index >= temperatures.length) return refused(errorCode.unknownOpcode);
  const celsius = temperatures[index];
  return [subtype.number, celsius === undefined ? noNumber : writeNumber(celsius)];
}

const filled = (text: string, length: number): Uint8Array => Buffer.from(text.padEnd(length, '\0'), 'latin1');
