import { isCustodyError } from '@custody-edge/foundation';
import type { ByteDriverContext } from '../driver.ts';
import { bridgeError } from '../errors.ts';
import { Mailbox } from '../protocol/mailbox.ts';
import { type Line, LineExchange } from './line-exchange.ts';
import { isNothing } from './nothing.ts';
import type { BalanceEar, Said } from './talk.ts';

/** What a dialect in lines of text has for words. Commands stand with their line ends. */
export interface LineDialect<Reply> {
  /** Never throws: what fits no rule is a reply of its own. */
  readonly parse: (line: string) => Reply;
  /** What a line says of the load; nothing where it is about something else: an acknowledgement, an identity. */
  readonly said: (raw: string, reply: Reply) => Said | undefined;
  /**
   * Whether two weights are written in one form. A balance keeps to its own, and there is no checksum: what comes in another form lost
   * something on its way.
   */
  readonly isAlike: (one: Reply, other: Reply) => boolean;
  /** The balance says that it does not do what it was asked. */
  readonly isRefusal: (reply: Reply) => boolean;
  readonly longestLineBytes: number;
  /** Asks for a weight now. */
  readonly weigh: string;
  /** Has it send by itself, all the time. */
  readonly beginStream: string;
  readonly endStream: string;
}

/** A line, and what it says of the load if anything. */
export type HeardLine<Reply> = Line<{ readonly reply: Reply; readonly said: Said | undefined }>;

/** What a line means to who gave a command: it is done, or it goes on and wants no questions meanwhile. Nothing: it is no answer to it. */
type Heeded = 'done' | 'goes on' | undefined;
type Heed<Reply> = (line: HeardLine<Reply>, isAsked: boolean) => Heeded;

/** How the effect of a command is looked for. */
interface Look {
  readonly command: string;
  readonly limitMs: number;
  /** Whether a weight counts as one of a still pan, as the answer to that command or otherwise. */
  readonly isStill: (said: Said & { readonly kind: 'weight' }, isAsked: boolean) => boolean;
}

/** So long it is listened before a balance is asked again what a command did; a stream that was ended says nothing for so long. */
const quietMs = 100;
const mostQuiets = 5;
/** Weights that are asked for to learn the form of all. */
const mostGreetings = 4;

/** Of an answer, and of one that waits for a still pan. */
export interface LineLimits {
  readonly reply: number;
  readonly stable: number;
}

/** What balances that speak in lines of text without a checksum share: the form of their weights, their stream, and commands without an answer. */
export class LineBalance<Reply> {
  readonly #dialect: LineDialect<Reply>;
  readonly #context: ByteDriverContext;
  readonly #ear: BalanceEar;
  readonly #limitsMs: LineLimits;
  readonly #exchange: LineExchange<HeardLine<Reply>['reply']>;
  /** A weight in the form of all its weights, once two in a row agreed. */
  #form: Reply | undefined;
  #latest: Reply | undefined;
  #streams = false;
  /** It was asked for a weight and has not answered. */
  #owes = false;
  /** Hears what comes unasked while something is waited for. */
  #watcher: Mailbox<HeardLine<Reply>> | undefined;
  #closedBy: Error | undefined;

  constructor(dialect: LineDialect<Reply>, context: ByteDriverContext, ear: BalanceEar, limitsMs: LineLimits) {
    this.#dialect = dialect;
    this.#context = context;
    this.#ear = ear;
    this.#limitsMs = limitsMs;
    this.#exchange = new LineExchange(context.channel, {
      parse: (raw) => this.#understand(raw),
      unasked: (line) => this.#hear(line),
      longestLineBytes: dialect.longestLineBytes,
    });
  }

  receive(chunk: Uint8Array): void {
    this.#exchange.receive(chunk);
  }

  close(error: Error): void {
    this.#closedBy = error;
    this.#exchange.close(error);
    this.#watcher?.close(error);
  }

  /** Ends what an earlier session left running, proves the dialect, and learns the form of its weights. @throws as `weigh`, or `device-refused` */
  async greet(): Promise<void> {
    await this.end();
    let line: HeardLine<Reply> | undefined = await this.weigh();
    for (let asked = 1; asked < mostGreetings && this.#form === undefined; asked++) {
      if (line && this.#dialect.isRefusal(line.reply.reply)) throw bridgeError('device-refused', { answer: line.raw });
      line = await this.#answerTo(this.#ordinaryLook());
    }
  }

  /** The line that answers a question for the weight: of the load, or a refusal. @throws `device-silent` or `device-garbled` */
  async weigh(): Promise<HeardLine<Reply>> {
    this.#owes = true;
    const { weigh } = this.#dialect;
    const line = await this.#exchange.askPatiently(weigh, (heard) => this.#answersWeight(heard), this.#limitsMs.reply);
    this.#owes = false;
    return line;
  }

  /** What answers a question about itself; undefined where it does not answer it. */
  async tells(command: string, of: (reply: Reply) => string | undefined): Promise<string | undefined> {
    const answers = ({ reply }: HeardLine<Reply>['reply']) => of(reply) !== undefined || this.#dialect.isRefusal(reply);
    try {
      const { reply } = await this.#exchange.ask(command, answers, this.#limitsMs.reply);
      return of(reply.reply);
    } catch (error) {
      if (isCustodyError(error, 'device-silent') || isCustodyError(error, 'device-garbled')) return undefined;
      throw error;
    }
  }

  send(command: string): Promise<void> {
    return this.#context.channel.write(Buffer.from(command, 'latin1'));
  }

  /** From now on weights are those of the stream. */
  async begin(): Promise<void> {
    this.#streams = true;
    await this.send(this.#dialect.beginStream);
  }

  /** Ends the stream, and waits until what was on its way has come. */
  async end(): Promise<void> {
    await this.#watching(async (watcher) => {
      await this.send(this.#dialect.endStream);
      for (let left = mostQuiets; left > 0 && (await this.#next(watcher, quietMs)); left--);
    });
    this.#streams = false;
  }

  /**
   * Sends a command that shows in the weight alone, and looks until it does: a still weight of nothing.
   * @param heed where the dialect can answer it nevertheless; may throw what speaks against it
   * @throws `balance-not-stable` where no still weight came, `balance-unconfirmed` where one came without the effect,
   * `balance-out-of-range`, and `device-silent` where nothing came
   */
  untilNothing(command: string, heed: Heed<Reply> = () => undefined, look = this.#ordinaryLook()): Promise<void> {
    return this.#watching(async (watcher) => {
      const limitMs = this.#limitsMs.stable;
      const untilMs = performance.now() + limitMs;
      let listenMs = quietMs;
      let [last, wasStill]: [string | undefined, boolean] = [undefined, false];
      await this.send(command);
      while (performance.now() < untilMs) {
        const unasked = await this.#next(watcher, listenMs);
        const line = unasked ?? (await this.#answerTo(look));
        if (!line) continue;
        last = line.raw;
        const heeded = heed(line, !unasked);
        if (heeded === 'done') return;
        listenMs = heeded === 'goes on' ? this.#limitsMs.reply : quietMs;
        const { said } = line.reply;
        if (said?.kind === 'out-of-range')
          throw bridgeError('balance-out-of-range', { command: named(command), side: said.side });
        if (said?.kind !== 'weight' || !look.isStill(said, !unasked)) continue;
        if (isNothing(said.digits)) return;
        wasStill = true;
      }
      if (last === undefined) throw bridgeError('device-silent', { limitMs });
      throw bridgeError(wasStill ? 'balance-unconfirmed' : 'balance-not-stable', {
        command: named(command),
        lastLine: last,
      });
    });
  }

  /**
   * Sends a command that is answered when it begins and when it is done.
   * @param heed may throw what speaks against it
   * @throws `balance-unconfirmed` where no such answer came
   */
  untilDone(command: string, limitMs: number, heed: Heed<Reply>): Promise<void> {
    return this.#watching(async (watcher) => {
      await this.send(command);
      let untilMs = performance.now() + this.#limitsMs.reply;
      let last: string | undefined;
      for (;;) {
        const leftMs = untilMs - performance.now();
        const line = leftMs > 0 ? await this.#next(watcher, leftMs) : undefined;
        if (!line) throw bridgeError('balance-unconfirmed', { command: named(command), lastLine: last });
        last = line.raw;
        const heeded = heed(line, false);
        if (heeded === 'done') return;
        if (heeded === 'goes on') untilMs = performance.now() + limitMs;
      }
    });
  }

  #ordinaryLook(): Look {
    return { command: this.#dialect.weigh, limitMs: this.#limitsMs.reply, isStill: ({ stable }) => stable };
  }

  async #watching<Value>(act: (watcher: Mailbox<HeardLine<Reply>>) => Promise<Value>): Promise<Value> {
    const watcher = new Mailbox<HeardLine<Reply>>();
    if (this.#closedBy) throw this.#closedBy;
    this.#watcher = watcher;
    try {
      return await act(watcher);
    } finally {
      this.#watcher = undefined;
    }
  }

  #next(watcher: Mailbox<HeardLine<Reply>>, limitMs: number): Promise<HeardLine<Reply> | undefined> {
    return orNothing(watcher.take(limitMs));
  }

  #answerTo({ command, limitMs }: Look): Promise<HeardLine<Reply> | undefined> {
    return orNothing(this.#exchange.ask(command, (heard) => this.#answersWeight(heard), limitMs));
  }

  #answersWeight({ reply, said }: HeardLine<Reply>['reply']): boolean {
    return this.#dialect.isRefusal(reply) || (said !== undefined && said.kind !== 'unreadable');
  }

  #understand(raw: string): HeardLine<Reply>['reply'] {
    const reply = this.#dialect.parse(raw);
    const said = this.#dialect.said(raw, reply);
    if (said?.kind !== 'weight') return { reply, said };
    if (this.#form === undefined && this.#latest !== undefined && this.#dialect.isAlike(this.#latest, reply))
      this.#form = reply;
    this.#latest = reply;
    const isStrange = this.#form !== undefined && !this.#dialect.isAlike(this.#form, reply);
    return { reply, said: isStrange ? { raw, kind: 'unreadable' } : said };
  }

  #hear(line: HeardLine<Reply>): void {
    this.#watcher?.put(line);
    const { said } = line.reply;
    if (!said) return;
    const isAnswer = this.#owes && said.kind !== 'unreadable';
    if (this.#streams || isAnswer) this.#ear.streamed(said);
    else this.#ear.unasked(said);
    if (isAnswer) this.#owes = false;
  }
}

/** What comes, or nothing where nothing came in time that can be understood. */
async function orNothing<Value>(coming: Promise<Value>): Promise<Value | undefined> {
  try {
    return await coming;
  } catch (error) {
    if (isCustodyError(error, 'device-silent') || isCustodyError(error, 'device-garbled')) return undefined;
    throw error;
  }
}

const named = (command: string): string => command.trim();
