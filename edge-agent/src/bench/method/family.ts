import type { Exhibit, PartKind } from '@custody-edge/event-contract';

/** An exhibit that a method is followed with. */
export interface Member {
  readonly subject: string;
  readonly label: string;
  /** Undefined for the exhibit on which the method was begun. */
  readonly part: PartKind | undefined;
  /** It, and what it was taken from, the outermost first. */
  readonly within: readonly string[];
  /** What the record says of it; undefined where only its name is known here. */
  readonly exhibit: Exhibit | undefined;
}

/** What was taken from the whole at one time: a unit, say, with everything that was taken from it in turn. */
interface Branch {
  readonly top: Member;
  readonly members: readonly Member[];
}

/** The exhibit on which a method was begun, and everything that came of it. */
export interface Family {
  readonly whole: Member;
  readonly branches: readonly Branch[];
}

/** Parts are those that a division names and those that name what they were taken from: one of both may not have arrived yet. */
export function familyOf(whole: Exhibit, parts: readonly Exhibit[]): Family {
  const records = new Map(parts.map((part) => [part.subject, part]));
  const takenFrom = Map.groupBy(parts, ({ parent }) => parent);
  const seen = new Set([whole.subject]);
  const childrenOf = ({ subject, within, exhibit }: Member): Member[] => {
    const named = (exhibit?.parts ?? []).map(({ exhibit: part, label, kind }) => ({
      subject: part,
      label,
      part: kind,
    }));
    const naming = (takenFrom.get(subject) ?? []).flatMap(({ subject: part, label, kind }) =>
      kind === 'parcel' ? [] : [{ subject: part, label, part: kind }],
    );
    return [...named, ...naming].flatMap((child) => {
      if (seen.has(child.subject)) return [];
      seen.add(child.subject);
      return { ...child, within: [...within, child.subject], exhibit: records.get(child.subject) };
    });
  };
  const top: Member = {
    subject: whole.subject,
    label: whole.label,
    part: undefined,
    within: [whole.subject],
    exhibit: whole,
  };
  const branches = childrenOf(top).map((child) => {
    const members = [child];
    for (const member of members) members.push(...childrenOf(member));
    return { top: child, members };
  });
  return { whole: top, branches };
}

/** Every unit of it. */
export const unitsOf = ({ branches }: Family): ReadonlySet<string> =>
  new Set(branches.flatMap(({ top }) => (top.part === 'unit' ? top.subject : [])));
