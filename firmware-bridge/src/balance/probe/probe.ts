import type { LineSettings } from '@custody-edge/device-profiles';
import { type CustodyError, isCustodyError } from '@custody-edge/foundation';
import type { DeviceIdentity } from '../../driver.ts';
import type { Channel, OpenChannel } from '../../transport/channel.ts';
import { serialChannel } from '../../transport/serial.ts';
import { tcpChannel } from '../../transport/tcp.ts';
import type { BalanceProfile, ProbeQuestion } from './dialect.ts';
import { type Speakers, speakersAmong } from './dialects.ts';
import { Ear } from './ear.ts';
import {
  type Attempt,
  type Exchange,
  gapMs,
  listenMs,
  openMs,
  patienceMs,
  planFor,
  secondLook,
  type Tried,
} from './plan.ts';
import { diagnose, knowing, lineOf, type ProbeOutcome } from './verdict.ts';

/** Where a balance may be plugged in. */
export type ProbeAddress =
  | { readonly kind: 'serial'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number };

export interface ProbeOptions {
  /** Those that it may be. */
  readonly profiles: readonly BalanceProfile[];
  /** Hears of each attempt when it is over. */
  readonly onTried?: ((tried: Tried) => void) | undefined;
  /** How much faster everything goes than on a real line; 1 unless told otherwise. */
  readonly speed?: number | undefined;
  /** How a line is opened; as its address says unless told otherwise. */
  readonly open?: ((line: LineSettings | undefined) => OpenChannel) | undefined;
}

/** Whatever happens, an answer is there by then. */
export const probeLimitMs = 10_000;

/** One balance at one setting that answered, or sent by itself. */
interface Hit {
  readonly fitting: readonly Speakers[];
  readonly identity: Partial<DeviceIdentity>;
  readonly streams: boolean;
}

/**
 * Looks for a balance of which nothing is known: at each setting that the profiles name it is listened to, then asked. Nothing that is said
 * changes a balance of a make that asks so; of a Shimadzu it is not known. One that sends by itself is not asked at all, for an answer would
 * end its sending in some dialects.
 * @throws `device-absent`, `device-busy`, `device-no-permission` or `device-disconnected`
 */
export async function probeBalance(address: ProbeAddress, options: ProbeOptions): Promise<ProbeOutcome> {
  return new Probe(address, options, await speakersAmong(options.profiles)).run();
}

class Probe {
  readonly #speakers: readonly Speakers[];
  readonly #attempts: Attempt[];
  readonly #open: (line: LineSettings | undefined) => OpenChannel;
  readonly #speed: number;
  readonly #deadlineMs: number;
  readonly #onTried: (tried: Tried) => void;
  readonly #tried: Tried[] = [];
  #refusal: CustodyError | undefined;

  constructor(address: ProbeAddress, { onTried, speed = 1, open }: ProbeOptions, speakers: readonly Speakers[]) {
    this.#speakers = speakers;
    this.#attempts = planFor(address.kind === 'tcp' ? 'network' : 'serial', speakers);
    this.#open = open ?? ((line) => channelAt(address, line));
    this.#speed = speed;
    this.#deadlineMs = performance.now() + probeLimitMs / speed;
    this.#onTried = onTried ?? (() => undefined);
  }

  async run(): Promise<ProbeOutcome> {
    for (let next = this.#attempts.shift(); next && this.#leftMs > 0; next = this.#attempts.shift()) {
      const outcome = await this.#outcomeOf(next);
      if (outcome) return outcome;
    }
    if (this.#refusal && this.#tried.every(({ refused }) => refused)) throw this.#refusal;
    const again = secondLook(this.#tried);
    const outcome = again && this.#leftMs > 0 ? await this.#outcomeOf(again) : undefined;
    return outcome ?? this.#notFound([]);
  }

  /** @returns nothing where the setting was in vain */
  async #outcomeOf(attempt: Attempt): Promise<ProbeOutcome | undefined> {
    const hit = await this.#try(attempt);
    const [speakers, ...others] = hit?.fitting ?? [];
    if (!hit || !speakers) return undefined;
    if (others.length > 0) return this.#notFound(hit.fitting);
    const line = attempt.line && lineOf(speakers, attempt.line);
    return {
      kind: 'found',
      profileIds: speakers.profiles.map(({ id }) => id),
      line,
      streams: hit.streams,
      identity: hit.identity,
      tried: this.#tried,
      untried: this.#attempts,
    };
  }

  #notFound(fitting: readonly Speakers[]): ProbeOutcome {
    const diagnosis = diagnose(this.#tried, fitting);
    return { kind: 'not-found', diagnosis, tried: this.#tried, untried: this.#attempts };
  }

  async #try(attempt: Attempt): Promise<Hit | undefined> {
    const exchanges: Exchange[] = [];
    let refusal: CustodyError | undefined;
    try {
      return await this.#atLine(attempt, exchanges);
    } catch (error) {
      refusal = refusalIn(error);
      this.#refusal = refusal;
      return undefined;
    } finally {
      const tried = { ...attempt, exchanges, refused: refusal?.code };
      this.#tried.push(tried);
      this.#onTried(tried);
    }
  }

  async #atLine(attempt: Attempt, exchanges: Exchange[]): Promise<Hit | undefined> {
    const ear = new Ear();
    const lost = Promise.withResolvers<never>();
    // Whoever waits for the line hears of it; where nobody does any more, it does not matter.
    lost.promise.catch(() => undefined);
    const channel = await this.#open(attempt.line)({
      bytes: (chunk) => ear.receive(chunk),
      closed: ({ error }) => lost.reject(error),
    });
    try {
      return await Promise.race([this.#converse(attempt, channel, ear, exchanges), lost.promise]);
    } finally {
      await channel.close();
    }
  }

  async #converse(attempt: Attempt, channel: Channel, ear: Ear, exchanges: Exchange[]): Promise<Hit | undefined> {
    await ear.until(() => false, this.#within(listenMs));
    exchanges.push({ heard: ear.heard });
    const streaming = knowing(this.#speakers, ear.heard);
    if (streaming.length > 0) return { fitting: streaming, identity: {}, streams: true };
    for (const question of attempt.questions) {
      if (this.#leftMs <= 0) return undefined;
      const isKnown = () => knowing(this.#speakers, ear.heard).length > 0;
      const known = await this.#ask(question, attempt.line, channel, ear, exchanges, isKnown);
      if (!known) continue;
      const fitting = knowing(this.#speakers, ear.heard);
      const [one, ...others] = fitting;
      const identity =
        one && others.length === 0 ? await this.#identify(one, attempt.line, channel, ear, exchanges) : {};
      return { fitting, identity, streams: false };
    }
    return undefined;
  }

  async #identify(
    { probe }: Speakers,
    line: LineSettings | undefined,
    channel: Channel,
    ear: Ear,
    exchanges: Exchange[],
  ): Promise<Partial<DeviceIdentity>> {
    let identity: Partial<DeviceIdentity> = {};
    for (const question of probe.identity) {
      await ear.until(() => false, this.#within(gapMs));
      const from = ear.heard.length;
      const told = () => question.read(ear.heard.subarray(from));
      await this.#ask(question, line, channel, ear, exchanges, () => told() !== undefined);
      identity = { ...identity, ...told() };
    }
    return identity;
  }

  /** @returns whether what was hoped for came */
  async #ask(
    question: ProbeQuestion,
    line: LineSettings | undefined,
    channel: Channel,
    ear: Ear,
    exchanges: Exchange[],
    hoped: () => boolean,
  ): Promise<boolean> {
    const from = ear.heard.length;
    // A line that takes nothing must not hold up the rest.
    const sent = channel.write(question.bytes);
    sent.catch(() => undefined);
    const came = await ear.until(hoped, this.#within(patienceMs(question, line)));
    exchanges.push({ asked: question.bytes, heard: ear.heard.subarray(from) });
    return came;
  }

  get #leftMs(): number {
    return this.#deadlineMs - performance.now();
  }

  #within(limitMs: number): number {
    return Math.max(Math.min(limitMs / this.#speed, this.#leftMs), 0);
  }
}

/** What speaks against one setting of the port. @throws what speaks against all of them */
function refusalIn(error: unknown): CustodyError {
  if (!isCustodyError(error, 'device-open-failed')) throw error;
  return error;
}

const channelAt = (address: ProbeAddress, line: LineSettings | undefined): OpenChannel => {
  if (address.kind === 'tcp') return tcpChannel(address.host, address.port, openMs.network);
  if (!line) throw new Error('A serial port has line settings.');
  return serialChannel(address.path, line);
};
