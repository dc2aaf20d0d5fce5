import type { BilingualText } from '@custody-edge/foundation';
import type { ComponentChildren } from 'preact';
import { type MessageKey, say } from '../messages/say.ts';
import { wallTime } from '../text/instant.ts';
import { isolateRuns } from '../text/isolate.ts';
import { useLanguage } from './language.tsx';

/** A sentence in the language of the page; codes, numbers and foreign names in it keep their own direction. */
export function Text({ of }: { of: BilingualText }) {
  const { language, pick } = useLanguage();
  return (
    <>
      {isolateRuns(pick(of), language).map((run) => {
        if (run.kind === 'plain') return run.text;
        if (run.kind === 'code')
          return (
            <bdi dir="ltr" class="code">
              {run.text}
            </bdi>
          );
        return (
          <bdi dir="rtl" lang="ur" class="urdu">
            {run.text}
          </bdi>
        );
      })}
    </>
  );
}

/** A code, number or weight with its unit, whole. */
export function Code({ children }: { children: ComponentChildren }) {
  return (
    <bdi dir="ltr" class="code">
      {children}
    </bdi>
  );
}

/** Text that somebody wrote, in whichever script. */
export function Written({ children }: { children: string }) {
  return /\p{Script=Arabic}/u.test(children) ? (
    <bdi lang="ur" class="urdu">
      {children}
    </bdi>
  ) : (
    <bdi>{children}</bdi>
  );
}

/** A moment as this machine's wall shows it, with the date unless it is today. */
export function When({ at }: { at: string }) {
  return (
    <time dateTime={at}>
      <Code>{wallTime(at, Date.now())}</Code>
    </time>
  );
}

export interface NameParts {
  readonly name: string;
  readonly relation: 'son-of' | 'daughter-of' | 'wife-of';
  readonly parentage: string;
}

/** The person for a sentence: `Aslam ولد Karim`. */
export const personText = ({ name, relation, parentage }: NameParts): BilingualText =>
  say(`person.${relation}`, { name, parentage });

/** The person as a name to read, in Nastaliq. */
export function PersonName({ of }: { of: NameParts }) {
  return (
    <span class="name">
      <Text of={personText(of)} />
    </span>
  );
}

/** A message without places to fill. */
export function Label({ of }: { of: PlainMessageKey }) {
  return <Text of={say(of)} />;
}

/** Messages that need no values. */
export type PlainMessageKey = {
  [Key in MessageKey]: Parameters<typeof say<Key>>['length'] extends 1 ? Key : never;
}[MessageKey];
