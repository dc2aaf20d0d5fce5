import type { VisitorIdentity } from '@custody-edge/event-contract';
import { indexPerson, searchFor } from '@custody-edge/ui-kit';

/** A banned visitor, as far as somebody can be compared with them. */
export interface Banned {
  readonly subject: string;
  readonly identity: VisitorIdentity;
}

type Named = Pick<VisitorIdentity, 'name' | 'parentage' | 'document' | 'number'>;

/** Whether two documents are the same one; whoever has none is known by none. */
const isSameDocument = (one: Named, other: Named): boolean =>
  one.number !== undefined && one.document === other.document && one.number === other.number;

const finds = (wanted: string, held: string): boolean =>
  searchFor(wanted)(indexPerson({ names: [held], numbers: [] })) !== undefined;

/** Either name stands, written or only as it sounds, in the other: one may leave a word out. */
const soundsAlike = (one: string, other: string): boolean => finds(one, other) || finds(other, one);

/** How the ban list knows somebody: by the document for certain, by name and father's name as somebody to be looked at. */
export type BanMatch = 'document' | 'name';

export function banMatch(visitor: Named, banned: Named): BanMatch | undefined {
  if (isSameDocument(visitor, banned)) return 'document';
  const isAlike = soundsAlike(visitor.name, banned.name) && soundsAlike(visitor.parentage, banned.parentage);
  return isAlike ? 'name' : undefined;
}

/** Everybody on the ban list who may be this visitor. */
export const alikeAmong = (visitor: Named, list: readonly Banned[]): (Banned & { readonly by: BanMatch })[] =>
  list.flatMap((banned) => {
    const by = banMatch(visitor, banned.identity);
    return by === undefined ? [] : [{ ...banned, by }];
  });
