const minuteMs = 60_000;
const secondsPerDay = 86_400;
const years = { first: 2000, last: 2099 };

const two = (value: number): string => String(value).padStart(2, '0');

/** The clock of an emulated balance, which runs as that of this machine does, in UTC, until it is set. */
export class MtSicsClock {
  readonly #nowMs: () => number;
  #aheadMs = 0;
  #poweredAtMs: number;
  #startedAtMs: number;

  constructor(nowMs: () => number = Date.now) {
    this.#nowMs = nowMs;
    this.#poweredAtMs = nowMs();
    this.#startedAtMs = this.#poweredAtMs;
  }

  get now(): Date {
    return new Date(this.#nowMs() + this.#aheadMs);
  }

  /** Its program starts again. */
  start(): void {
    this.#startedAtMs = this.#nowMs();
  }

  /** Its power came back. */
  powerOn(): void {
    this.#poweredAtMs = this.#nowMs();
    this.start();
  }

  /** @returns the lines that answer; undefined for a command that is none of these */
  answer(name: string, parameters: readonly string[]): readonly string[] | undefined {
    const { now } = this;
    const date = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()] as const;
    const time = [now.getUTCHours(), now.getUTCMinutes(), now.getUTCSeconds()] as const;
    switch (name) {
      case 'DAT': {
        const [year, month, day] = date;
        if (parameters.length === 0) return [`DAT A ${two(day)} ${two(month + 1)} ${year}`];
        const [newDay = 0, newMonth = 0, newYear = 0] = wholesIn(parameters);
        if (newYear < years.first || newYear > years.last) return ['DAT L'];
        return this.#set('DAT', [newYear, newMonth - 1, newDay], time);
      }
      case 'TIM':
        if (parameters.length === 0) return [`TIM A ${time.map(two).join(' ')}`];
        return this.#set('TIM', date, wholesIn(parameters));
      case 'I15':
        return [`I15 A ${Math.floor((this.#nowMs() - this.#startedAtMs) / minuteMs)}`];
      case 'I51': {
        const seconds = Math.floor((this.#nowMs() - this.#poweredAtMs) / 1000);
        const parts = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
        return [`I51 A ${[Math.floor(seconds / secondsPerDay), ...parts].join(' ')}`];
      }
      default:
        return undefined;
    }
  }

  #set(name: string, date: readonly number[], time: readonly number[]): readonly string[] {
    const [year = 0, month = 0, day = 0] = date;
    const [hour = 0, minute = 0, second = 0] = time;
    const told = new Date(Date.UTC(year, month, day, hour, minute, second));
    const kept = [
      told.getUTCMonth(),
      told.getUTCDate(),
      told.getUTCHours(),
      told.getUTCMinutes(),
      told.getUTCSeconds(),
    ];
    const isOne = date.length === 3 && time.length === 3;
    // A day or an hour that is none would come out as another.
    if (!isOne || String(kept) !== String([month, day, hour, minute, second])) return [`${name} L`];
    this.#aheadMs = told.getTime() - this.#nowMs();
    return [`${name} A`];
  }
}

/** Whole numbers of one to four digits, and nothing where one of three is none. */
function wholesIn(parameters: readonly string[]): number[] {
  const areWhole = parameters.length === 3 && parameters.every((each) => /^\d{1,4}$/.test(each));
  return areWhole ? parameters.map(Number) : [];
}
