import { say } from '@custody-edge/ui-kit';
import { ask, Button, Label, playTone, Text, useLanguage } from '@custody-edge/ui-kit/components';
import { useEffect, useState } from 'preact/hooks';
import type { PrintedListView } from '../../src/count/view.ts';
import type { PrintState } from '../../src/station/print-state.ts';
import { ExportDialog } from '../house/export-dialog.tsx';

/** Names of a whole prison may have to be opened first. */
const madeWithinMs = 60_000;

/** The list of who is short leaves the glass: on paper, or as a file that two officers sign for. */
export function ListButtons({ slips }: { slips: PrintState | undefined }) {
  const [exporting, setExporting] = useState(false);
  return (
    <>
      <PrintButton />
      {slips && <SlipsButton slips={slips} />}
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

/** On the station's own printer: slip by slip, and where the paper ended it goes on by itself. */
function SlipsButton({ slips }: { slips: PrintState }) {
  const [asking, setAsking] = useState(false);
  const isBusy = asking || slips.state === 'printing' || slips.state === 'waiting';
  const press = async () => {
    setAsking(true);
    const told = await ask<PrintedListView>('/api/count/print-slips', {}, madeWithinMs);
    setAsking(false);
    if (!told.ok) playTone('wait');
  };
  return (
    <>
      <Button rank="other" disabled={isBusy} onPress={() => void press()}>
        <Label of="count.print-slips" />
      </Button>
      {slips.state !== 'none' && (
        <p class="tally-slips">
          <Label of={`count.slips-${slips.state}`} />
          {slips.trouble && (
            <>
              {': '}
              <Text of={slips.trouble} />
            </>
          )}
        </p>
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
