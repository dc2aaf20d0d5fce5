import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { ask, Button, Label, playTone, Sign, type SignKind, Text, useLanguage } from '@custody-edge/ui-kit/components';
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

/** Has the list made for paper, which goes on record; says why where it is not. */
function useListMaking(url: string) {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<BilingualText>();
  const make = async (): Promise<PrintedListView | undefined> => {
    setBusy(true);
    setRefusal(undefined);
    const told = await ask<PrintedListView>(url, {}, madeWithinMs);
    setBusy(false);
    if (told.ok) return told.value;
    setRefusal(told.error);
    playTone('wait');
    return undefined;
  };
  return { isBusy, refusal, make };
}

function NotMade({ why }: { why: BilingualText | undefined }) {
  return (
    why && (
      <div class="tally-slips" role="alert">
        <Sign sign="wait" size="line">
          <Text of={why} />
        </Sign>
      </div>
    )
  );
}

const slipSigns = {
  none: 'information',
  printing: 'information',
  waiting: 'wait',
  printed: 'go',
  failed: 'wait',
} as const satisfies Record<PrintState['state'], SignKind>;

/** On the station's own printer: slip by slip, and where the paper ended it goes on by itself. */
function SlipsButton({ slips }: { slips: PrintState }) {
  const { isBusy, refusal, make } = useListMaking('/api/count/print-slips');
  const isPrinting = slips.state === 'printing' || slips.state === 'waiting';
  return (
    <>
      <Button rank="other" disabled={isBusy || isPrinting} onPress={() => void make()}>
        <Label of="count.print-slips" />
      </Button>
      <NotMade why={refusal} />
      {slips.state !== 'none' && (
        <div class="tally-slips">
          <Sign sign={slipSigns[slips.state]} size="line">
            <Label of={`count.slips-${slips.state}`} />
            {slips.trouble && (
              <>
                {': '}
                <Text of={slips.trouble} />
              </>
            )}
          </Sign>
        </div>
      )}
    </>
  );
}

/** As the station drew it: it goes on record, and then the browser prints its pages. */
function PrintButton() {
  const { pick } = useLanguage();
  const [made, setMade] = useState<{ readonly pages: number; readonly at: number }>();
  const [loaded, setLoaded] = useState(0);
  const { isBusy, refusal, make } = useListMaking('/api/count/print');
  const press = async () => {
    setLoaded(0);
    const list = await make();
    if (list) setMade({ pages: list.pages, at: Date.now() });
  };
  useEffect(() => {
    if (made && loaded === made.pages) print();
  }, [made, loaded]);
  return (
    <>
      <Button rank="other" disabled={isBusy} onPress={() => void press()}>
        <Label of="count.print" />
      </Button>
      <NotMade why={refusal} />
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
