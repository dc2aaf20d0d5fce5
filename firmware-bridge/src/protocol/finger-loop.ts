import { type CustodyError, toCustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../errors.ts';
import { Pause } from './pause.ts';

/** While no capture is wanted, a scanner is still asked now and then, so that a dead one is noticed. */
const idleCheckMs = 3000;

/** What the loop is at, for a scanner that can show it. */
export type GlassState = 'idle' | 'waiting' | 'reading' | 'done';

/** A scanner's glass, as its protocol knows it. */
interface Glass {
  /** Whether a finger lies there now; `failed` for one that could not be seen well and may be there. */
  look(): Promise<'finger' | 'no-finger' | 'failed'>;
  /** Takes the picture of the finger that was just seen, and passes it on. */
  take(): Promise<void>;
  /** Proves that the scanner is alive. */
  check(): Promise<void>;
  show?(state: GlassState): Promise<void>;
}

interface FingerLoopOptions {
  readonly glass: Glass;
  readonly pollIntervalMs: number;
  readonly fail: (error: CustodyError) => void;
}

/** Takes one picture for each time that a finger is laid on, while pictures are wanted; other work at the scanner comes between. */
export class FingerLoop {
  readonly #options: FingerLoopOptions;
  readonly #pause = new Pause();
  readonly #jobs: { run(): Promise<void>; drop(): void }[] = [];
  #capturing = false;
  #mustLift = false;
  #shown: GlassState = 'idle';
  #running: Promise<void> | undefined;

  constructor(options: FingerLoopOptions) {
    this.#options = options;
  }

  get capturing(): boolean {
    return this.#capturing;
  }

  get ended(): boolean {
    return this.#pause.ended;
  }

  setCapturing(capturing: boolean): void {
    this.#capturing = capturing;
    this.#pause.wake();
  }

  start(): void {
    this.#running = this.#run();
  }

  /** @param hangUp makes what waits for the scanner reject */
  async stop(hangUp: () => void): Promise<void> {
    this.#pause.end();
    hangUp();
    await this.#running;
    for (const job of this.#jobs.splice(0)) job.drop();
  }

  /** Has the scanner alone for a while. @throws what the job throws, or `device-not-ready` when the loop ends before it */
  alone<Value>(job: () => Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      const drop = () => reject(bridgeError('device-not-ready', {}));
      if (this.#pause.ended) return drop();
      this.#jobs.push({ run: () => job().then(resolve, reject), drop });
      this.#pause.wake();
    });
  }

  /**
   * Waits for a finger to be laid on, or lifted; part of a job. What was laid on for a job gives no picture besides.
   * @throws `finger-not-laid` when it does not happen in time
   */
  async until(wanted: 'finger' | 'no-finger', withinMs: number): Promise<void> {
    const deadlineMs = performance.now() + withinMs;
    while ((await this.#options.glass.look()) !== wanted) {
      if (performance.now() > deadlineMs) throw bridgeError('finger-not-laid', { wanted, withinMs });
      await this.pause();
    }
    this.#mustLift = wanted === 'finger';
  }

  /** A job has seen the finger that lies there: it gives no picture besides. */
  expectLift(): void {
    this.#mustLift = true;
  }

  /** One poll interval, or less when there is news. */
  async pause(): Promise<void> {
    await this.#pause.forMs(this.#options.pollIntervalMs);
  }

  async show(state: GlassState): Promise<void> {
    if (this.#shown === state) return;
    this.#shown = state;
    await this.#options.glass.show?.(state);
  }

  async #run(): Promise<void> {
    try {
      while (!this.#pause.ended) await this.#turn();
    } catch (error) {
      if (!this.#pause.ended) this.#options.fail(toCustodyError(error));
    }
  }

  async #turn(): Promise<void> {
    const { glass } = this.#options;
    const job = this.#jobs.shift();
    if (job) return job.run();
    if (!this.#capturing && !this.#mustLift) {
      await this.show('idle');
      await this.#pause.forMs(idleCheckMs);
      if (!this.#capturing && !this.#pause.ended && this.#jobs.length === 0) await glass.check();
      return;
    }
    if (!this.#mustLift) await this.show('waiting');
    const seen = await glass.look();
    if (seen === 'no-finger') this.#mustLift = false;
    else if (seen === 'finger' && !this.#mustLift && this.#capturing) {
      this.#mustLift = true;
      await this.show('reading');
      await glass.take();
      await this.show('done');
    }
    await this.pause();
  }
}
