import type { Family, Member } from './family.ts';
import type { Method } from './method.ts';
import { partKindOf, type Step } from './step.ts';

/** A step that is done with one exhibit. */
export interface Task {
  readonly step: Step;
  /** Its place among the steps of the method. */
  readonly index: number;
  /** A step of the whole, or all steps of parts that follow each other. */
  readonly stage: number;
  readonly member: Member;
}

/**
 * Every step with every exhibit, in the order in which they are done: within a stage one unit is finished before the next.
 * @param drawn units of which the steps that a sampling plan limits are asked; every unit where none were drawn
 */
export function tasksOf({ steps }: Method, { whole, branches }: Family, drawn: ReadonlySet<string>): Task[] {
  const tasks: Task[] = [];
  for (const stage of stagesOf(steps)) {
    if (stage[0]?.step.of === 'parcel') {
      tasks.push(...stage.map((placed) => ({ ...placed, member: whole })));
      continue;
    }
    for (const { top, members } of branches) {
      const isDrawn = drawn.size === 0 || drawn.has(top.subject);
      for (const placed of stage) {
        if (!isDrawn && 'sampled' in placed.step && placed.step.sampled) continue;
        const part = partKindOf(placed.step.of);
        for (const member of members) if (member.part === part) tasks.push({ ...placed, member });
      }
    }
  }
  return tasks;
}

type Placed = Omit<Task, 'member'>;

function stagesOf(steps: readonly Step[]): Placed[][] {
  const stages: Placed[][] = [];
  steps.forEach((step, index) => {
    const last = stages.at(-1);
    const goesOn = last && step.of !== 'parcel' && last[0]?.step.of !== 'parcel';
    if (goesOn) last.push({ step, index, stage: stages.length - 1 });
    else stages.push([{ step, index, stage: stages.length }]);
  });
  return stages;
}
