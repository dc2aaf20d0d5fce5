import type { Finding, FindingEvent, MethodStep, PartKind } from '@custody-edge/event-contract';
import { choicesOf, fitsPlan } from './choice.ts';
import { type Family, type Member, unitsOf } from './family.ts';
import { agree, type Flaw, flawOf, type Open } from './judge.ts';
import type { Method } from './method.ts';
import type { Mass, Step } from './step.ts';
import type { Task } from './tasks.ts';

/** What was found while one method was followed, looked through once. */
export class FindingsOfRun {
  private readonly found = new Map<string, ReadonlyMap<string, readonly Finding[]>>();
  private readonly steps: ReadonlyMap<string, Step>;
  private readonly leastMasses = new Map<PartKind, Mass>();
  private readonly begun: string;
  private readonly units: ReadonlySet<string>;

  constructor(begun: string, family: Family, { steps }: Method) {
    const { whole, branches } = family;
    this.begun = begun;
    this.units = unitsOf(family);
    this.steps = new Map(steps.map((step) => [step.id, step]));
    for (const step of steps)
      if (step.kind === 'divide')
        for (const { part, leastMass } of step.into) if (leastMass) this.leastMasses.set(part, leastMass);
    for (const { subject, exhibit } of [whole, ...branches.flatMap(({ members }) => members)]) {
      const own = (exhibit?.findings ?? []).filter(({ event }) => stepOf(event)?.begun === begun);
      this.found.set(
        subject,
        Map.groupBy(own, ({ event }) => stepOf(event)?.step ?? ''),
      );
    }
  }

  /** Findings that count for a step of one exhibit. */
  counting({ member, step }: Pick<Task, 'member' | 'step'>): Finding[] {
    return this.all(member, step).filter((finding) => this.flaw(member, step, finding) === undefined);
  }

  /** Why a step that findings or parts answer is open; undefined where it is done. */
  open({ member, step }: Task): Open | undefined {
    if (!member.exhibit) return { why: 'no-record' };
    if (step.kind === 'divide') {
      const { parts } = member.exhibit;
      const lacking = step.into
        .map(({ part, least }) => ({ have: parts.filter(({ kind }) => kind === part).length, of: least }))
        .find(({ have, of }) => have < of);
      return lacking && (parts.length === 0 ? { why: 'nothing-yet' } : { why: 'more-needed', ...lacking });
    }
    if (step.kind === 'choose') {
      const choices = choicesOf(member.exhibit, this.begun, step);
      const last = choices.at(-1);
      if (!last) return { why: 'nothing-yet' };
      const fits = choices.some((choice) => fitsPlan(step, choice, this.units));
      return fits ? undefined : { why: 'does-not-count', finding: last.event, flaw: 'other-plan' };
    }
    const counting = this.counting({ member, step });
    const of = 'repeats' in step ? step.repeats : 1;
    if (counting.length >= of) return agree(step, counting) ? undefined : { why: 'repeats-disagree' };
    const last = this.all(member, step).at(-1);
    const flaw = last && this.flaw(member, step, last);
    if (last && flaw) return { why: 'does-not-count', finding: last.event.id, flaw };
    return counting.length > 0 ? { why: 'more-needed', have: counting.length, of } : { why: 'nothing-yet' };
  }

  private all({ subject }: Member, { id }: Step): readonly Finding[] {
    return this.found.get(subject)?.get(id) ?? [];
  }

  private flaw(member: Member, step: Step, finding: Finding): Flaw | undefined {
    const isSample = step.kind === 'weigh' && step.what === 'sample' && member.part !== undefined;
    return flawOf(step, finding, {
      leastMass: isSample ? this.leastMasses.get(member.part) : undefined,
      files: step.kind === 'test' ? step.restsOn.map((id) => this.filesOf(member, id)) : [],
    });
  }

  private filesOf(member: Member, id: string): ReadonlySet<string> {
    const step = this.steps.get(id);
    return new Set(step && this.counting({ member, step }).map(({ event }) => event.id));
  }
}

const stepOf = ({ data }: FindingEvent): MethodStep | undefined => ('method' in data ? data.method : undefined);
