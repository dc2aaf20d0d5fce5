import type { Open } from './judge.ts';
import type { Task } from './tasks.ts';

/** Nothing of the record says for which step something was opened or sealed: what it is like, and what is left to do inside, tells. */
export const isSealTask = ({ step: { kind } }: Task): boolean => kind === 'open' || kind === 'reseal';

/**
 * Adds why steps that open or seal are open. One that opens is done once the exhibit lies open, or nothing inside is left to do
 * before it is sealed; one that seals is done when it is sealed and nothing inside was left.
 * @param open of every other step, by task; theirs are added
 */
export function judgeSeals(tasks: readonly Task[], open: Map<Task, Open>): void {
  const inside = Map.groupBy(
    tasks.flatMap((task) => task.member.within.map((subject) => ({ subject, task }))),
    ({ subject }) => subject,
  );
  const inwardsFirst = tasks.filter(isSealTask).sort((a, b) => b.member.within.length - a.member.within.length);
  for (const task of inwardsFirst) {
    const around = (inside.get(task.member.subject) ?? []).map((one) => one.task);
    const why = task.step.kind === 'open' ? whyShut(task, around, open) : whyUnsealed(task, around, open);
    if (why) open.set(task, why);
  }
}

function whyShut(task: Task, around: readonly Task[], open: ReadonlyMap<Task, Open>): Open | undefined {
  const { exhibit, subject } = task.member;
  if (!exhibit) return { why: 'no-record' };
  if (exhibit.isOpen) return undefined;
  const nextSeal = around.find((one) => one.index > task.index && isSealTask(one) && one.member.subject === subject);
  const isLeft = around.some(
    (one) => isBetween(one, task.index, nextSeal?.index) && needsOpen(one, subject) && open.has(one),
  );
  return isLeft ? { why: 'sealed' } : undefined;
}

function whyUnsealed(task: Task, around: readonly Task[], open: ReadonlyMap<Task, Open>): Open | undefined {
  const { exhibit, subject } = task.member;
  if (!exhibit) return { why: 'no-record' };
  if (exhibit.isOpen || exhibit.seals.length === 0) return { why: 'not-sealed' };
  const lastSeal = around.findLast(
    ({ index, step, member }) => index < task.index && step.kind === 'reseal' && member.subject === subject,
  );
  const isLeft = around.some(
    (one) => isBetween(one, lastSeal?.index ?? -1, task.index) && needsOpen(one, subject) && open.has(one),
  );
  return isLeft ? { why: 'nothing-yet' } : undefined;
}

const isBetween = ({ index }: Task, after: number, before = Number.POSITIVE_INFINITY): boolean =>
  index > after && index < before;

/** Whether a step with this exhibit, or with something inside it, wants it open. */
function needsOpen({ step, member }: Task, subject: string): boolean {
  if (step.kind === 'file' || step.kind === 'choose') return false;
  if (member.subject !== subject) return true;
  return step.kind !== 'open' && step.kind !== 'reseal' && !(step.kind === 'weigh' && step.what === 'gross');
}
