import type { Block } from '@custody-edge/ui-kit/report';
import { labelCells } from './label-ranges.ts';

type CustodyLine = Extract<Block, { kind: 'custody' }>['lines'][number];

/** Most characters of what a line is about. */
const mostLabels = 200;

/**
 * What went through the same hands in the same minute, as one line; what any one exhibit went through stays in its order.
 * @param each a line for each event of one exhibit, in the order of time
 */
export function custodyLines(each: readonly CustodyLine[]): CustodyLine[] {
  const groups: { readonly labels: string[]; readonly line: Omit<CustodyLine, 'what'> }[] = [];
  const groupOf = new Map<string, number>();
  const lastOf = new Map<string, number>();
  for (const { what, ...line } of each) {
    const key = JSON.stringify(line);
    const known = groupOf.get(key);
    const group = known === undefined ? undefined : groups[known];
    if (known !== undefined && group && known > (lastOf.get(what) ?? -1)) {
      group.labels.push(what);
      lastOf.set(what, known);
    } else {
      groupOf.set(key, groups.length);
      lastOf.set(what, groups.length);
      groups.push({ labels: [what], line });
    }
  }
  return groups.flatMap(({ labels, line }) => labelCells(labels, mostLabels).map((what) => ({ ...line, what })));
}
