import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { act, ask, Button, Label, Sign, Text, useAddress, useKeys } from '@custody-edge/ui-kit/components';
import { useEffect, useState } from 'preact/hooks';
import type { BenchAction } from '../../src/bench/actions.ts';
import type { LibraryAnswerView } from '../../src/bench/library/kept-search.ts';
import type { BalanceChartsView } from '../../src/bench/shown/check-chart.ts';
import type { BenchView, ReportsInReviewView, ReviewView, TimelineLineView } from '../../src/bench/view.ts';
import { StationFrame } from '../station-frame.tsx';
import { useAction } from '../use-action.tsx';
import { InstrumentWall } from './instrument-wall.tsx';
import { LibrarySearchPage } from './library-search.tsx';
import { ReportsInReview } from './reports-in-review.tsx';
import { ReviewPage } from './review.tsx';
import { SigningDialog } from './signing.tsx';
import { Timeline } from './timeline.tsx';
import './bench.css';
import './look-back.css';

/** Pages of a bench on which nothing is weighed: all instruments, the line of an exhibit, reports in review, the review of a case, each with an address of its own. */
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
        ) : shown === 'reports' ? (
          <Reports revision={view.revision} />
        ) : shown === 'review' ? (
          <CaseReview subject={address.value('case')} revision={view.revision} press={press} />
        ) : shown === 'library' ? (
          <LibrarySearch view={view} />
        ) : (
          <Wall view={view} press={press} />
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

const techniques = ['infrared', 'raman'] as const;

/** A file that came to this bench, looked up in the first library of its technique; what is found can be kept with the exhibit that it is of. */
function LibrarySearch({ view }: { view: BenchView }) {
  const address = useAddress();
  const [technique, file, exhibit] = [address.value('technique'), address.value('file'), address.value('exhibit')];
  const search = { file, ...(technique !== '' && { technique }) };
  const [asked, setAsked] = useState(0);
  const [answer, setAnswer] = useState<{ value?: LibraryAnswerView; refused?: BilingualText }>({});
  const [keeping, setKeeping] = useState<{ state: 'kept' | 'keeping' } | { refused: BilingualText }>();
  useEffect(() => {
    let wanted = true;
    setAnswer({});
    setKeeping(undefined);
    const find = async () => {
      const given = await ask<LibraryAnswerView>('/api/bench/library-search', search);
      if (wanted) setAnswer(given.ok ? { value: given.value } : { refused: given.error });
    };
    void find();
    return () => {
      wanted = false;
    };
  }, [technique, file, asked]);
  const keep = async () => {
    setKeeping({ state: 'keeping' });
    const refused = await act('/api/bench/library-search/keep', { ...search, exhibit });
    setKeeping(refused ? { refused } : { state: 'kept' });
  };
  const isKept = keeping !== undefined && 'state' in keeping && keeping.state === 'kept';
  const canKeep = exhibit !== '' && answer.value !== undefined && answer.value.matches.length > 0 && !keeping;
  useKeys({ Enter: canKeep ? () => void keep() : undefined, Escape: () => location.assign('/') });
  const { value, refused } = answer;
  if (!value)
    return (
      <div class="look-back-asked">
        <Refused why={refused} />
        {refused && (
          <div class="bench-row-buttons">
            <Button rank="other" onPress={() => setAsked(asked + 1)}>
              <Label of="library.again" />
            </Button>
            {techniques.map((one) => (
              <Button key={one} rank="other" onPress={() => address.change({ technique: one })}>
                <Label of={`technique.${one}`} />
              </Button>
            ))}
          </div>
        )}
      </div>
    );
  return (
    <LibrarySearchPage
      title={titleOf(view, exhibit, file)}
      axis={value.technique === 'raman' ? 'raman-shift' : 'wavenumber'}
      wording={value.wording}
      result={value}
    >
      {isKept ? (
        <Sign sign="go" size="line">
          <Label of="library.kept" />
        </Sign>
      ) : (
        exhibit !== '' && (
          <>
            {keeping && 'refused' in keeping && (
              <Sign sign="wait" size="line">
                <Text of={keeping.refused} />
              </Sign>
            )}
            <Button rank="main" disabled={!canKeep} onPress={() => void keep()}>
              <Label of="library.keep" />
            </Button>
          </>
        )
      )}
    </LibrarySearchPage>
  );
}

/** The name of the file, where the exhibit that it is of lies on the bench. */
function titleOf({ desk }: BenchView, exhibit: string, file: string): BilingualText {
  const findings = 'exhibit' in desk && desk.exhibit.subject === exhibit ? desk.exhibit.findings : [];
  const found = findings.find((finding) => finding.kind === 'file' && finding.hash === file);
  return say('library.of-file', { file: found?.kind === 'file' ? found.name : file.slice(0, 8) });
}

/** Every instrument with its charts; a trial begins before the balance itself. */
function Wall({ view, press }: { view: BenchView; press: (action: BenchAction) => Promise<unknown> }) {
  const { value } = useAnswer<{ balances: readonly BalanceChartsView[] }>('/api/bench/charts', view.revision);
  return (
    <InstrumentWall
      instruments={view.instruments}
      pan={view.pan}
      chartsOf={(deviceId) => value?.balances.find((one) => one.deviceId === deviceId)?.charts ?? []}
    >
      {({ isBalance }) =>
        isBalance && (
          <div class="bench-row-buttons">
            <Button
              rank="other"
              onPress={() => void press({ action: 'show-instruments' }).then(() => location.assign('/'))}
            >
              <Label of="lab.begin-trial" />
            </Button>
          </div>
        )
      }
    </InstrumentWall>
  );
}

function Reports({ revision }: { revision: string }) {
  const { value, refused } = useAnswer<ReportsInReviewView>('/api/bench/reports-in-review', revision);
  return value ? <ReportsInReview {...value} /> : <Refused why={refused} />;
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
