import type { Family, Member } from './family.ts';
import type { FindingsOfRun } from './findings-of-run.ts';
import { type CountingWeight, type Open, weightOf } from './judge.ts';
import type { Check, Method } from './method.ts';
import type { Task } from './tasks.ts';

/** What a check takes from one exhibit. */
interface Operand {
  readonly role: 'from' | 'less' | 'is' | 'before' | 'after';
  readonly step: string;
  readonly exhibit: string;
  readonly label: string;
  /** Each repeat. */
  readonly weights: readonly CountingWeight[];
}

/** A check of one exhibit, with the weights that it is made of. */
export interface CheckState {
  readonly check: Check;
  readonly exhibit: string;
  readonly label: string;
  /** Every weight that it takes is there. */
  readonly ready: boolean;
  readonly operands: readonly Operand[];
}

/** Checks of the exhibits that have a part for each of their operands. */
export function checksOf(
  { checks }: Method,
  { whole, branches }: Family,
  tasks: readonly Task[],
  open: ReadonlyMap<Task, Open>,
  findings: FindingsOfRun,
): CheckState[] {
  const byStep = Map.groupBy(tasks, ({ step }) => step.id);
  const units = branches.map(({ top }) => top).filter(({ part }) => part === 'unit');
  const stateOf = (check: Check, { subject, label }: Member): CheckState[] => {
    const roles = rolesOf(check).map(({ role, step }) => ({
      role,
      step,
      tasks: (byStep.get(step) ?? []).filter(({ member }) => member.within.includes(subject)),
    }));
    if (roles.some((one) => one.tasks.length === 0)) return [];
    const operands = roles.flatMap(({ role, step, tasks: own }) =>
      own.map((task) => ({
        role,
        step,
        exhibit: task.member.subject,
        label: task.member.label,
        weights: findings.counting(task).flatMap((finding) => weightOf(finding) ?? []),
      })),
    );
    const ready = !roles.some((one) => one.tasks.some((task) => open.has(task)));
    return [{ check, exhibit: subject, label, ready, operands }];
  };
  return checks.flatMap((check) =>
    (check.of === 'parcel' ? [whole] : units).flatMap((member) => stateOf(check, member)),
  );
}

/** Which steps a check takes weights from, and as what. */
function rolesOf(check: Check): { readonly role: Operand['role']; readonly step: string }[] {
  switch (check.kind) {
    case 'difference':
      return [
        { role: 'from', step: check.from },
        ...check.less.map((step) => ({ role: 'less' as const, step })),
        ...(check.is === undefined ? [] : [{ role: 'is' as const, step: check.is }]),
      ];
    case 'reconcile':
      return [{ role: 'before', step: check.before }, ...check.after.map((step) => ({ role: 'after' as const, step }))];
  }
}
