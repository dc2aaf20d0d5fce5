import { say } from '@custody-edge/ui-kit';
import { Label, type PlainMessageKey, useLanguage } from '@custody-edge/ui-kit/components';
import { useEffect, useRef, useState } from 'preact/hooks';

/** How long the typing rests before it is searched for. */
const restMs = 250;

interface Search {
  readonly query: string;
  readonly type: (query: string) => void;
  /** Whether what is shown answers what stands in the field: nobody else may be taken for it. */
  readonly isAnswered: boolean;
}

/**
 * What is typed, searched for by the station as soon as the typing rests.
 * @param answered what the people that are shown were searched for by
 */
export function useSearch(find: (query: string) => Promise<'done' | 'refused' | 'busy'>, answered: string): Search {
  const [query, type] = useState(answered);
  const asked = useRef(answered);
  useEffect(() => {
    if (query === asked.current) return;
    // The station answers one request at a time: where it is busy, the text is sent a little later.
    const timer = setInterval(async () => {
      if ((await find(query)) === 'busy') return;
      asked.current = query;
      clearInterval(timer);
    }, restMs);
    return () => clearInterval(timer);
  }, [query]);
  return { query, type, isAnswered: answered === query };
}

/** The title of a page that looks for a person, with the field in it. */
export function SearchTitle({
  title,
  asks,
  search,
  focused,
  onEnter,
}: {
  title: PlainMessageKey;
  /** What may be typed. */
  asks: PlainMessageKey;
  search: Search;
  /** The keyboard stands on the field as the page comes. */
  focused: boolean;
  /** Takes the only one found, as soon as what stands in the field is answered. */
  onEnter: (() => void) | undefined;
}) {
  const { pick } = useLanguage();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focused) field.current?.focus();
  }, [field]);
  const { query, type, isAnswered } = search;
  /** What stood there when Enter was pressed: whoever types fast presses it before the answer is there. */
  const [entered, setEntered] = useState<string>();
  useEffect(() => {
    if (entered === undefined || !isAnswered) return;
    setEntered(undefined);
    if (entered === query) onEnter?.();
  }, [entered, isAnswered]);
  return (
    <h1 class="step-title find-title">
      <span class="step-movement prose">
        <Label of={title} />
      </span>
      <input
        ref={field}
        type="search"
        class="find-field"
        dir="auto"
        maxLength={120}
        autocomplete="off"
        spellcheck={false}
        value={query}
        placeholder={pick(say(asks))}
        aria-label={pick(say(asks))}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={({ key }) => {
          if (key === 'Enter') setEntered(query);
        }}
      />
    </h1>
  );
}
