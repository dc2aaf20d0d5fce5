import { useEffect, useState } from 'preact/hooks';
import type { WireLineView } from '../../src/wire/view.ts';
import { type KeptLines, noLines, withLines } from './lines.ts';

/** The lines of the view that is open, as they come. */
export function useWireLines(id: string): KeptLines {
  const [kept, setKept] = useState(noLines);
  useEffect(() => {
    setKept(noLines);
    const source = new EventSource('/api/wire/stream');
    source.onmessage = ({ data }) => {
      const came: readonly WireLineView[] = JSON.parse(data);
      setKept((before) => withLines(before, came));
    };
    return () => source.close();
  }, [id]);
  return kept;
}
