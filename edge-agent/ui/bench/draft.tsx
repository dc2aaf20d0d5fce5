import { say } from '@custody-edge/ui-kit';
import { addressOf, Button, Dialog, Label, Sign, Text, useLanguage } from '@custody-edge/ui-kit/components';
import { useEffect, useState } from 'preact/hooks';

/** The report of a case as it stands, one page after the other. */
export function Draft({ subject, onLeave }: { subject: string; onLeave: () => void }) {
  const [number, setNumber] = useState(1);
  const { pages = 0, failed } = usePages(subject);
  const { pick } = useLanguage();
  const ofAll = say('lab-report.page', { page: number, pages });
  return (
    <Dialog title={<Label of="case-report.draft" />} onLeave={onLeave}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by the keyboard as well */}
      <div class="report-draft" tabIndex={0}>
        {pages > 0 ? (
          <img src={pageOf(subject, number)} alt={pick(ofAll)} />
        ) : (
          <Sign sign={failed ? 'wait' : 'information'} size="line">
            <Label of={failed ? 'common.no-answer' : 'case-report.drawing'} />
          </Sign>
        )}
      </div>
      <div class="review-buttons">
        <Button rank="other" disabled={number <= 1} onPress={() => setNumber(number - 1)}>
          <Label of="case-report.page-before" />
        </Button>
        {pages > 0 && (
          <span class="report-draft-page">
            <Text of={ofAll} />
          </span>
        )}
        <Button rank="other" disabled={number >= pages} onPress={() => setNumber(number + 1)}>
          <Label of="case-report.page-after" />
        </Button>
        <Button rank="quiet" onPress={onLeave}>
          <Label of="gate.go-back" />
        </Button>
      </div>
    </Dialog>
  );
}

/** How many pages it has; undefined until they are drawn. */
function usePages(subject: string): { readonly pages?: number; readonly failed: boolean } {
  const [answer, setAnswer] = useState<{ pages?: number; failed: boolean }>({ failed: false });
  useEffect(() => {
    const asking = new AbortController();
    const get = async () => {
      const given = await fetch(pageOf(subject, 1), { method: 'HEAD', signal: asking.signal });
      if (!given.ok) throw new Error(given.statusText);
      setAnswer({ pages: Number(given.headers.get('x-pages')), failed: false });
    };
    get().catch(() => {
      if (!asking.signal.aborted) setAnswer({ failed: true });
    });
    return () => asking.abort();
  }, [subject]);
  return answer;
}

const pageOf = (subject: string, number: number): string =>
  addressOf(`/api/bench/report/${number}?case=${encodeURIComponent(subject)}`);
