import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { ask, Button, Label, Sign, Text, useAddress } from '@custody-edge/ui-kit/components';
import { useEffect, useState } from 'preact/hooks';
import type { BenchAction } from '../../src/bench/actions.ts';
import type { LibraryResultView } from '../../src/bench/library/search-view.ts';
import type { BenchView, ReviewView, TimelineLineView } from '../../src/bench/view.ts';
import { StationFrame } from '../station-frame.tsx';
import { useAction } from '../use-action.tsx';
import { InstrumentWall } from './instrument-wall.tsx';
import { LibrarySearchPage } from './library-search.tsx';
import { ReviewPage } from './review.tsx';
import { SigningDialog } from './signing.tsx';
import { Timeline } from './timeline.tsx';
import './look-back.css';

/** Pages of a bench on which nothing is weighed: all instruments, the line of an exhibit, the review of a case, each with an address of its own. */
export function LookBackPage({ view }: { view: BenchView }) {
  const address = useAddress();
  const { press, refusal, closeRefusal } = useAction<BenchAction>('/api/bench', 'look-back');
  const shown = address.value('show');
  return (
    <StationFrame status={view.status} refusal={refusal} onCloseRefusal={closeRefusal} step={`look-back ${shown}`}>
      <div class="look-back">
        <nav class="look-back-ways">
          <Button rank="quiet" onPress={() => location.assign('/')}>
            <Label of="look-back.to-bench" />
          </Button>
        </nav>
        {shown === 'timeline' ? (
          <ExhibitLine view={view} subject={address.value('exhibit')} />
        ) : shown === 'review' ? (
          <CaseReview subject={address.value('case')} revision={view.revision} press={press} />
        ) : shown === 'library' ? (
          <LibrarySearch technique={address.value('technique')} file={address.value('file')} />
        ) : (
          <InstrumentWall instruments={view.instruments} pan={view.pan} />
        )}
      </div>
      {view.signing && <SigningDialog signing={view.signing} onLeave={() => void press({ action: 'cancel' })} />}
    </StationFrame>
  );
}

/** What the station answers, asked again when the record changes. */
function useAnswer<Answer>(url: string, revision: string) {
  const [answer, setAnswer] = useState<{ value?: Answer; refused?: BilingualText }>({});
  useEffect(() => {
    let wanted = true;
    const get = async () => {
      const given = await ask<Answer>(url);
      if (wanted) setAnswer(given.ok ? { value: given.value } : { refused: given.error });
    };
    void get();
    return () => {
      wanted = false;
    };
  }, [url, revision]);
  return answer;
}

function Refused({ why }: { why: BilingualText | undefined }) {
  return (
    <Sign sign={why ? 'wait' : 'information'} size="line">
      <Text of={why ?? say('common.connecting')} />
    </Sign>
  );
}

function ExhibitLine({ view, subject }: { view: BenchView; subject: string }) {
  const url = `/api/bench/timeline?exhibit=${encodeURIComponent(subject)}`;
  const { value, refused } = useAnswer<{ events: readonly TimelineLineView[] }>(url, view.revision);
  if (!value) return <Refused why={refused} />;
  const inWork = 'exhibit' in view.desk && view.desk.exhibit.subject === subject ? view.desk.exhibit : undefined;
  return <Timeline label={inWork?.label ?? subject} lines={value.events} findings={inWork?.findings ?? []} />;
}

/** A file that came to this bench, looked up in the first library of its technique. */
function LibrarySearch({ technique, file }: { technique: string; file: string }) {
  const [answer, setAnswer] = useState<{ value?: LibraryResultView; refused?: BilingualText }>({});
  useEffect(() => {
    const search = async () => {
      const given = await ask<LibraryResultView>('/api/bench/library-search', { technique, file });
      setAnswer(given.ok ? { value: given.value } : { refused: given.error });
    };
    void search();
  }, [technique, file]);
  const { value, refused } = answer;
  if (!value) return <Refused why={refused} />;
  const axis = technique === 'raman' ? 'raman-shift' : 'wavenumber';
  return <LibrarySearchPage title={say('library.of-file', { file: file.slice(0, 8) })} axis={axis} result={value} />;
}

function CaseReview({
  subject,
  revision,
  press,
}: {
  subject: string;
  revision: string;
  press: (action: BenchAction) => Promise<unknown>;
}) {
  const url = `/api/bench/review?case=${encodeURIComponent(subject)}`;
  const { value, refused } = useAnswer<ReviewView>(url, revision);
  return value ? <ReviewPage review={value} press={press} /> : <Refused why={refused} />;
}
