import { type ApprovalMeaning, labWords, type SignedLabDraft } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import type { Word } from '../../officers/word.ts';

/** A word that is to be given for one of the drafts. */
interface AskedWord {
  readonly draft: number;
  readonly meaning: ApprovalMeaning;
  readonly digest: string;
  /** Whose alone it can be. */
  readonly by?: string;
  readonly word?: Word;
}

/** What is on record only once every officer has signed who has to: all of it, in one transaction. */
export interface Pending {
  readonly about: BilingualText;
  /** One for each draft, as the page names what it is about. */
  readonly lines: readonly string[];
  /** Their `approvals` are empty until all is signed. */
  readonly drafts: readonly SignedLabDraft[];
  readonly words: readonly AskedWord[];
  /** Whether an officer may not sign, whatever their office. */
  readonly isBarred?: (officer: string) => boolean;
}

/**
 * @param by who alone may sign where the record names nobody: undefined lets anybody whose office allows it
 */
export function pendingOf(
  about: BilingualText,
  lines: readonly string[],
  drafts: readonly SignedLabDraft[],
  by: string | undefined,
): Pending {
  const words = drafts.flatMap((draft, index) =>
    labWords(draft).map(({ meaning, digest, by: named = by }) => ({
      draft: index,
      meaning,
      digest,
      ...(named !== undefined && { by: named }),
    })),
  );
  return { about, lines, drafts, words };
}

export const missingWords = ({ words }: Pending): readonly AskedWord[] => words.filter(({ word }) => !word);

/** What an officer can sign of it now: of each draft one word, since two words are those of two officers. */
export function wordsFor(pending: Pending, officerId: string): readonly AskedWord[] {
  const spoken = new Set(pending.words.flatMap(({ draft, word }) => (word?.officerId === officerId ? [draft] : [])));
  const theirs = missingWords(pending).filter(
    ({ draft, by }) => !spoken.has(draft) && (by === undefined || by === officerId),
  );
  return theirs.filter(({ draft }, index) => theirs.findIndex((one) => one.draft === draft) === index);
}

/** Words that officers gave, each where its digest was asked for. */
export function withWords(pending: Pending, given: readonly Word[]): Pending {
  const byDigest = new Map(given.map((word) => [word.digest, word]));
  return {
    ...pending,
    words: pending.words.map((asked) => {
      const word = byDigest.get(asked.digest);
      return word && !asked.word && (asked.by === undefined || asked.by === word.officerId)
        ? { ...asked, word }
        : asked;
    }),
  };
}

/** Without words that count no longer: an officer who signed long ago signs again. */
export const withoutExpired = (pending: Pending, nowMs: number): Pending => ({
  ...pending,
  words: pending.words.map(({ word, ...asked }) => (word && word.expiresAtMs > nowMs ? { ...asked, word } : asked)),
});

/** The drafts with every word in its place. */
export const signedDrafts = ({ drafts, words }: Pending): SignedLabDraft[] =>
  drafts.map((draft, index) => {
    const approvals = words.flatMap(({ draft: of, word }) => (of === index && word ? [word.text] : []));
    return withApprovals(draft, approvals);
  });

function withApprovals(draft: SignedLabDraft, approvals: string[]): SignedLabDraft {
  switch (draft.type) {
    case 'case.assigned.v1':
      return { ...draft, data: { ...draft.data, approvals } };
    case 'case.concluded.v1':
      return { ...draft, data: { ...draft.data, approvals } };
    case 'case.reviewed.v1':
      return { ...draft, data: { ...draft.data, approvals } };
    case 'exhibit.received.v1':
      return { ...draft, data: { ...draft.data, approvals } };
    case 'exhibit.handed-over.v1':
      return { ...draft, data: { ...draft.data, approvals } };
    case 'exhibit.amended.v1':
      return { ...draft, data: { ...draft.data, approvals } };
    case 'exhibit.fork-settled.v1':
      return { ...draft, data: { ...draft.data, approvals } };
    case 'exhibit.returned.v1':
      return { ...draft, data: { ...draft.data, approvals } };
  }
}
