import { say } from '@custody-edge/ui-kit';
import { addressOf, Button, Dialog, Label, Sign, Text, useLanguage } from '@custody-edge/ui-kit/components';
import { useEffect, useState } from 'preact/hooks';

/** A page of the report as it stands, and how many there are. */
interface DraftPage {
  readonly picture: string;
  readonly pages: number;
}

/** The report of a case as it stands, one page after the other. */
export function Draft({ subject, onLeave }: { subject: string; onLeave: () => void }) {
  const [number, setNumber] = useState(1);
  const { shown, failed } = useDraftPage(subject, number);
  const { pick } = useLanguage();
  const { pages } = shown ?? { pages: 0 };
  const ofAll = say('lab-report.page', { page: number, pages });
  return (
    <Dialog title={<Label of="case-report.draft" />} onLeave={onLeave}>
      <div class="report-draft">
        {shown ? (
          <img src={shown.picture} alt={pick(ofAll)} />
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

/** The page before stays until the next one is there. */
function useDraftPage(subject: string, number: number): { readonly shown?: DraftPage; readonly failed: boolean } {
  const [answer, setAnswer] = useState<{ shown?: DraftPage; failed: boolean }>({ failed: false });
  useEffect(() => {
    let picture: string | undefined;
    const asking = new AbortController();
    const get = async () => {
      const url = addressOf(`/api/bench/report/${number}?case=${encodeURIComponent(subject)}`);
      const given = await fetch(url, { signal: asking.signal });
      if (!given.ok) throw new Error(given.statusText);
      picture = URL.createObjectURL(await given.blob());
      setAnswer({ shown: { picture, pages: Number(given.headers.get('x-pages')) }, failed: false });
    };
    get().catch(() => {
      if (!asking.signal.aborted) setAnswer({ failed: true });
    });
    return () => {
      asking.abort();
      if (picture !== undefined) URL.revokeObjectURL(picture);
    };
  }, [subject, number]);
  return answer;
}
