import { say } from '@custody-edge/ui-kit';
import { ask, Button, Label, playTone, useLanguage } from '@custody-edge/ui-kit/components';
import { useEffect, useState } from 'preact/hooks';
import type { PrintedListView } from '../../src/count/view.ts';
import { ExportDialog } from '../house/export-dialog.tsx';

/** Names of a whole prison may have to be opened first. */
const madeWithinMs = 60_000;

/** The list of who is short leaves the glass: on paper, or as a file that two officers sign for. */
export function ListButtons() {
  const [exporting, setExporting] = useState(false);
  return (
    <>
      <PrintButton />
      <Button rank="quiet" onPress={() => setExporting(true)}>
        <Label of="count.export" />
      </Button>
      {exporting && (
        <ExportDialog
          url="/api/count/export"
          title={say('count.export-question')}
          onLeave={() => setExporting(false)}
        />
      )}
    </>
  );
}

/** As the station drew it: it goes on record, and then the browser prints its pages. */
function PrintButton() {
  const { pick } = useLanguage();
  const [made, setMade] = useState<{ readonly pages: number; readonly at: number }>();
  const [loaded, setLoaded] = useState(0);
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    setLoaded(0);
    const told = await ask<PrintedListView>('/api/count/print', {}, madeWithinMs);
    setBusy(false);
    if (told.ok) setMade({ pages: told.value.pages, at: Date.now() });
    else playTone('wait');
  };
  useEffect(() => {
    if (made && loaded === made.pages) print();
  }, [made, loaded]);
  return (
    <>
      <Button rank="other" disabled={busy} onPress={() => void make()}>
        <Label of="count.print" />
      </Button>
      {made && (
        <div key={made.at} class="tally-paper">
          {Array.from({ length: made.pages }, (_, index) => (
            <img
              key={`${made.at} ${index}`}
              src={`/api/count/print/${index + 1}?at=${made.at}`}
              alt={pick(say('count.list-page', { page: index + 1, pages: made.pages }))}
              onLoad={() => setLoaded((count) => count + 1)}
            />
          ))}
        </div>
      )}
    </>
  );
}
