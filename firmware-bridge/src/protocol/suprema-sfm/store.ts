import type { FingerStep, OnSensorStore } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import type { FingerLoop } from '../finger-loop.ts';
import { command, enrolMode, type Packet, parameter, result } from './codec.ts';
import { type Exchange, refused } from './exchange.ts';

/** How long a finger is waited for; each scan waits a second. */
const fingerMs = 20_000;

/** The users inside an SFM module: the place n is its user n + 1, with one finger. */
export class ModuleStore implements OnSensorStore {
  readonly #exchange: Exchange;
  readonly #loop: FingerLoop;
  readonly #scanMs: number;

  constructor(exchange: Exchange, loop: FingerLoop, scanMs: number) {
    this.#exchange = exchange;
    this.#loop = loop;
    this.#scanMs = scanMs;
  }

  places(): Promise<number> {
    return this.#loop.alone(() => this.#places());
  }

  count(): Promise<number> {
    return this.#loop.alone(() => this.#read(parameter.enrolledFingers));
  }

  enrol(place: number, ask: (step: FingerStep) => void): Promise<void> {
    return this.#loop.alone(async () => {
      await this.#demandPlace(place);
      const { packet: known } = await this.#exchange.command({ command: command.checkUser, param: place + 1 });
      if (known.flag === result.userExists) throw bridgeError('finger-place-taken', { place });
      const mode = { command: command.writeParameter, flag: parameter.enrolMode, size: enrolMode.once };
      const { packet: set } = await this.#exchange.command(mode);
      if (set.flag !== result.success) throw refused(set);
      ask('lay-on');
      const enrolled = await this.#scan({ command: command.enrolByScan, param: place + 1 });
      if (enrolled.flag !== result.success) throw refused(enrolled);
    });
  }

  search() {
    return this.#loop.alone(async () => {
      const found = await this.#scan({ command: command.identifyByScan });
      if (found.flag === result.notFound) return undefined;
      if (found.flag !== result.success) throw refused(found);
      return { place: found.param - 1 };
    });
  }

  delete(place: number): Promise<void> {
    return this.#loop.alone(async () => {
      await this.#demandPlace(place);
      const { packet } = await this.#exchange.command({ command: command.deleteUser, param: place + 1 });
      if (packet.flag !== result.success && packet.flag !== result.notFound) throw refused(packet);
    });
  }

  /** Repeats a command that waits a second for a finger until there was one. */
  async #scan(packet: Partial<Packet> & { readonly command: number }): Promise<Packet> {
    const deadlineMs = performance.now() + fingerMs;
    for (;;) {
      const { packet: answer } = await this.#exchange.command(packet, this.#scanMs);
      if (answer.flag === result.tryAgain || answer.flag === result.scanFailed)
        throw bridgeError('finger-unclear', { result: answer.flag });
      if (answer.flag !== result.timeOut) {
        this.#loop.expectLift();
        return answer;
      }
      if (this.#loop.ended || performance.now() > deadlineMs)
        throw bridgeError('finger-not-laid', { withinMs: fingerMs });
    }
  }

  async #demandPlace(place: number): Promise<void> {
    if (place >= (await this.#places())) throw bridgeError('finger-place-unknown', { place });
  }

  async #places(): Promise<number> {
    return (await this.#read(parameter.enrolledFingers)) + (await this.#read(parameter.availableFingers));
  }

  async #read(of: number): Promise<number> {
    const { packet } = await this.#exchange.command({ command: command.readParameter, flag: of });
    if (packet.flag !== result.success) throw refused(packet);
    return packet.size;
  }
}
