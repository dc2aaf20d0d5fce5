import { useEffect, useState } from 'preact/hooks';
import type { PersonLine } from '../src/http/view.ts';

/**
 * The people to search: those that the overview carries, or the whole register once somebody needs it.
 * What the overview says of a person is newer and wins.
 */
export function useRegister(latest: readonly PersonLine[], whole: boolean): readonly PersonLine[] {
  const [register, setRegister] = useState<readonly PersonLine[]>([]);
  useEffect(() => {
    if (!whole) return;
    const gone = new AbortController();
    const ask = async () => {
      try {
        const answer = await fetch('/api/people', { signal: gone.signal });
        if (!answer.ok) return;
        const { people }: { people: readonly PersonLine[] } = await answer.json();
        setRegister(people);
      } catch {
        // The overview's own people stay searchable; the line's state stands at the head of the page.
      }
    };
    void ask();
    return () => gone.abort();
  }, [whole]);
  if (!whole) return latest;
  return [...new Map([...register, ...latest].map((person) => [person.subject, person])).values()];
}
