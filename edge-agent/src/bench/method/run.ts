import type { Exhibit } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { type CheckState, checksOf } from './checks.ts';
import { drawnOf } from './choice.ts';
import { familyOf } from './family.ts';
import { FindingsOfRun } from './findings-of-run.ts';
import type { Open } from './judge.ts';
import type { FiledMethod } from './method.ts';
import { isSealTask, judgeSeals } from './seals.ts';
import type { Step } from './step.ts';
import { type Task, tasksOf } from './tasks.ts';

/** A step that is still to be done with one exhibit. */
interface OpenStep {
  readonly step: Step;
  readonly exhibit: string;
  readonly label: string;
  readonly prompt: BilingualText;
  readonly open: Open;
  /** Steps of one stage may be done with one unit after the other, in any order of the units. */
  readonly stage: number;
}

/** How far a method is followed, by the record alone. */
export interface Progress {
  /** The event with which it was begun: steps of findings name it. */
  readonly begun: string;
  /** Every step was done with every exhibit that it is for; whether its checks hold is for `packages/measurement` to say. */
  readonly done: boolean;
  /** What comes next where nobody scans anything else; absent where everything is done. */
  readonly next?: OpenStep;
  /** Units with which nothing is left to do, of those that are known. */
  readonly ofUnits: { readonly done: number; readonly of: number };
  /** In the order in which they would be done. */
  readonly missing: readonly OpenStep[];
  readonly checks: readonly CheckState[];
  /** Every exhibit that the method is followed with. */
  readonly exhibits: ReadonlySet<string>;
  /** Those of them with which something is left to do, or with something that was taken from them. */
  readonly unfinished: ReadonlySet<string>;
}

/** What a scanned exhibit is for. */
export type Expected =
  /** It is its turn, or may be: `step` is what is done with it. */
  | { readonly kind: 'step'; readonly step: OpenStep }
  /** Its turn comes later. */
  | { readonly kind: 'later'; readonly next: OpenStep }
  | { readonly kind: 'nothing-left'; readonly next?: OpenStep }
  | { readonly kind: 'not-of-this'; readonly next?: OpenStep };

/**
 * Follows a method through the record.
 * @param whole the exhibit on which it was begun
 * @param parts every exhibit that came of it, at any depth, as far as they are known here
 * @returns undefined where the exhibit does not follow this method
 */
export function progress(
  { method, hash }: FiledMethod,
  whole: Exhibit,
  parts: readonly Exhibit[],
): Progress | undefined {
  const begun = whole.methods.findLast((one) => one.id === method.id && one.hash === hash)?.begun;
  if (begun === undefined) return undefined;
  const family = familyOf(whole, parts);
  const tasks = tasksOf(method, family, drawnOf(method, family, begun));
  const findings = new FindingsOfRun(begun, family, method);
  const open = openTasks(tasks, findings);
  const missing = tasks.flatMap((task): OpenStep[] => {
    const why = open.get(task);
    if (!why) return [];
    const { step, stage, member } = task;
    return [{ step, exhibit: member.subject, label: member.label, prompt: step.prompt, open: why, stage }];
  });
  const unfinished = new Set([...open.keys()].flatMap(({ member }) => member.within));
  const units = family.branches.filter(({ top }) => top.part === 'unit');
  return {
    begun,
    done: missing.length === 0,
    ...(missing[0] && { next: missing[0] }),
    ofUnits: { done: units.filter(({ top }) => !unfinished.has(top.subject)).length, of: units.length },
    missing,
    checks: checksOf(method, family, tasks, open, findings),
    exhibits: new Set([
      whole.subject,
      ...family.branches.flatMap(({ members }) => members.map(({ subject }) => subject)),
    ]),
    unfinished,
  };
}

/** What a scanned exhibit is for, whatever is expected next. */
export function expectedOf({ missing, next, exhibits }: Progress, exhibit: string): Expected {
  if (!exhibits.has(exhibit)) return { kind: 'not-of-this', ...(next && { next }) };
  const step = missing.find((open) => open.exhibit === exhibit);
  if (!step || !next) return { kind: 'nothing-left', ...(next && { next }) };
  return step.stage > next.stage ? { kind: 'later', next } : { kind: 'step', step };
}

function openTasks(tasks: readonly Task[], findings: FindingsOfRun): ReadonlyMap<Task, Open> {
  const open = new Map<Task, Open>();
  for (const task of tasks) {
    const why = isSealTask(task) ? undefined : findings.open(task);
    if (why) open.set(task, why);
  }
  judgeSeals(tasks, open);
  return open;
}
