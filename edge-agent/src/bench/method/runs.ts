import type { EventDraft, Exhibit } from '@custody-edge/event-contract';
import { isCustodyError } from '@custody-edge/foundation';
import type { StationParts } from '../../station/station-parts.ts';
import type { Exhibits } from '../store/exhibits.ts';
import { Folded } from '../store/folded.ts';
import { loadSiteMethods, type Methods, methodBegun, methodToBegin } from './load.ts';
import type { Method } from './method.ts';
import { type Expected, expectedOf, type Progress, progress } from './run.ts';
import { blanksOf } from './structure.ts';

/** A method that is followed with an exhibit, or with what it was taken from. */
export interface Run {
  readonly method: Method;
  readonly progress: Progress;
  /** What the exhibit that was asked about is for. */
  readonly expected: Expected;
}

type Followed = Omit<Run, 'expected'>;

/** Methods of this bench, and how far they are followed with its exhibits. */
export class Runs {
  /** Those that an exhibit may begin with, as the page lists them: first those of which nothing is left to the laboratory to complete. */
  readonly current: readonly { readonly method: Method; readonly isComplete: boolean }[];
  private readonly methods: Methods;
  private readonly exhibits: Exhibits;
  private readonly log: StationParts['log'];
  /** By the exhibit on which a method was begun: all that came of it share one. */
  private followedAt: { readonly revision: number; readonly runs: Folded<Followed> } = {
    revision: -1,
    runs: new Folded(64),
  };

  /** @throws `methods-unreadable` */
  constructor({ config, log, logger }: Pick<StationParts, 'config' | 'log' | 'logger'>, exhibits: Exhibits) {
    this.methods = loadSiteMethods(config.bench.methodsDir);
    this.current = [...this.methods.current.values()]
      .map(({ method }) => ({ method, isComplete: blanksOf(method).length === 0 }))
      .sort((a, b) => Number(b.isComplete) - Number(a.isComplete));
    this.exhibits = exhibits;
    this.log = log;
    for (const [path, error] of this.methods.refused) logger.warn({ err: error, path }, 'a method is not followed');
  }

  /** The method with which an exhibit was begun. @throws `method-not-here` */
  methodOf(begun: Exhibit['methods'][number]): Method {
    return methodBegun(this.methods, begun).method;
  }

  /** @throws `method-unknown`, `method-invalid`, `method-incomplete` or `method-changed` */
  begin(subject: string, id: string): EventDraft {
    const begun = this.log.eventsOfType('exhibit.method-begun.v1').map(({ data }) => data);
    const { method, hash } = methodToBegin(this.methods, id, begun);
    return { type: 'exhibit.method-begun.v1', subject, data: { id, version: method.version, hash } };
  }

  /**
   * How far the method is followed that an exhibit belongs to; undefined where none is, or where this bench has not the method. The page asks
   * far more often than anything is recorded.
   */
  known(exhibit: Exhibit): Run | undefined {
    const { revision } = this.exhibits;
    if (revision !== this.followedAt.revision) this.followedAt = { revision, runs: new Folded(64) };
    const whole = this.wholeOf(exhibit);
    const followed = whole && this.followedAt.runs.get(whole.subject, () => this.follow(whole));
    return followed && { ...followed, expected: expectedOf(followed.progress, exhibit.subject) };
  }

  private follow(whole: Exhibit): Followed | undefined {
    const last = whole.methods.at(-1);
    if (!last) return undefined;
    try {
      const filed = methodBegun(this.methods, last);
      const followed = progress(filed, whole, this.exhibits.descendantsOf(whole.subject));
      return followed && { method: filed.method, progress: followed };
    } catch (error) {
      if (isCustodyError(error)) return undefined;
      throw error;
    }
  }

  /** The exhibit on which a method was begun: this one, or what it was taken from. */
  private wholeOf(exhibit: Exhibit): Exhibit | undefined {
    const passed = new Set<string>();
    for (let one: Exhibit | undefined = exhibit; one && !passed.has(one.subject); ) {
      if (one.methods.length > 0) return one;
      passed.add(one.subject);
      one = one.parent === undefined ? undefined : this.exhibits.find(one.parent);
    }
    return undefined;
  }
}
