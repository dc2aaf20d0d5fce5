import { say } from '@custody-edge/ui-kit';
import {
  Code,
  Label,
  LanguageToggle,
  Sign,
  ThemeToggle,
  useLanguage,
  useLiveView,
} from '@custody-edge/ui-kit/components';
import { useEffect } from 'preact/hooks';
import type { OverviewView } from '../src/http/view.ts';
import { CourtNotices } from './court-notices.tsx';
import { Events } from './events.tsx';
import { HeadCount, SiteCounts } from './head-count.tsx';
import { IncompleteReleases } from './incomplete-releases.tsx';
import { OpenAdmissions } from './open-admissions.tsx';
import { Orders } from './orders.tsx';
import { People } from './people.tsx';
import { Quarantine } from './quarantine.tsx';
import { RefusedCallBacks } from './refused-call-backs.tsx';
import { Statements } from './statements.tsx';
import { Stations } from './stations.tsx';

/** People in custody, what happened last, and what is late or broken, on one page. */
export function OverviewPage() {
  const live = useLiveView<OverviewView>('/api/overview');
  const { pick } = useLanguage();
  const title = pick(say('centre.page'));
  useEffect(() => {
    document.title = title;
  }, [title]);
  const view = 'view' in live ? live.view : undefined;
  return (
    <div class={`overview overview-${live.line}`}>
      <header class="overview-head">
        <h1 class="prose">
          <Label of="centre.page" />
        </h1>
        {view && <Code>{view.centreId}</Code>}
        <div class="overview-line">
          {live.line === 'live' && (
            <Sign sign="go" size="line">
              <Label of="centre.live" />
            </Sign>
          )}
          {live.line === 'opening' && (
            <Sign sign="information" size="line">
              <Label of="centre.connecting" />
            </Sign>
          )}
          {live.line === 'lost' && (
            <Sign sign="stop" size="line">
              <Label of="centre.connection-lost" />
            </Sign>
          )}
        </div>
        <a class="to-laboratory" href="/laboratory">
          <Label of="laboratory.page" />
        </a>
        <ThemeToggle />
        <LanguageToggle />
      </header>
      {view && <Overview view={view} />}
    </div>
  );
}

function Overview({ view }: { view: OverviewView }) {
  return (
    <main class="overview-body">
      <HeadCount view={view} />
      {view.incompleteReleases.length > 0 && <IncompleteReleases view={view} />}
      {view.openAdmissions.count > 0 && <OpenAdmissions view={view} />}
      {view.refusedCallBacks.length > 0 && <RefusedCallBacks view={view} />}
      <div class="columns">
        <Events events={view.events} people={view.people} />
        <Stations stations={view.stations} />
      </div>
      <People view={view} />
      <SiteCounts view={view} />
      <div class="columns">
        <Orders orders={view.orders} people={view.people} />
        <Statements statements={view.statements} />
      </div>
      {view.courtNotices.length > 0 && <CourtNotices view={view} />}
      <Quarantine quarantine={view.quarantine} />
    </main>
  );
}
