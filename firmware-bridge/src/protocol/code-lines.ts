import type { DriverContext } from '../driver.ts';
import { CodeReporter, readCode } from './code.ts';
import { LineSplitter, type SplitItem } from './line-splitter.ts';

/** What a profile says of codes that come one a line. */
interface LineRules {
  readonly maxLengthBytes: number;
  readonly aimIdentifier: 'absent' | 'strip';
  readonly timeLimitsMs: { readonly lineGap: number };
}

/** Codes that come one a line: cut, judged and reported. A line that goes quiet half-way is refused. */
export class CodeLines {
  readonly #rules: LineRules;
  readonly #reporter: CodeReporter;
  readonly #splitter: LineSplitter;
  #started = false;
  #gapTimer: NodeJS.Timeout | undefined;

  constructor(rules: LineRules, context: Pick<DriverContext, 'clock' | 'emit'>) {
    this.#rules = rules;
    this.#reporter = new CodeReporter(context);
    this.#splitter = new LineSplitter(rules.maxLengthBytes);
  }

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    clearTimeout(this.#gapTimer);
    for (const item of this.#splitter.push(bytes)) this.#report(item);
    if (!this.#splitter.unfinished) return;
    this.#gapTimer = setTimeout(() => {
      for (const item of this.#splitter.flush()) this.#report(item);
    }, this.#rules.timeLimitsMs.lineGap);
  }

  /** What ends before this is not reported. */
  start(): void {
    this.#started = true;
  }

  stop(): void {
    this.#started = false;
    clearTimeout(this.#gapTimer);
  }

  #report(item: SplitItem): void {
    if (this.#started) this.#reporter.report(readCode(item, this.#rules.aimIdentifier));
  }
}
