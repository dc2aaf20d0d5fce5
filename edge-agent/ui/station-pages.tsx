import { say } from '@custody-edge/ui-kit';
import { addressOf, Label, type LiveView, Sign, Text, useLanguage, useLiveView } from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { BenchView } from '../src/bench/view.ts';
import type { CountStationView } from '../src/count/view.ts';
import type { GateView } from '../src/gate/view.ts';
import type { HouseView } from '../src/house/view.ts';
import type { VisitorView } from '../src/visitor/view.ts';
import { GatePage } from './gate/gate-page.tsx';
import { glass } from './gate/glass.ts';
import { onDemand } from './loaded.tsx';
import { isPractice } from './training/framed.ts';
import { PracticePage } from './training/practice-page.tsx';

// A machine is one station: it fetches the pages of its own role.
const BenchPage = onDemand(async () => (await import('./bench/bench-page.tsx')).BenchPage);
const CountStationPage = onDemand(async () => (await import('./count/count-station-page.tsx')).CountStationPage);
const HousePage = onDemand(async () => (await import('./house/house-page.tsx')).HousePage);
const VisitorPage = onDemand(async () => (await import('./visitor/visitor-page.tsx')).VisitorPage);
const LookBackPage = onDemand(async () => (await import('./bench/look-back.tsx')).LookBackPage);

/** What `/api/station` says of the machine that serves this page. */
interface Station {
  readonly role: 'gate' | 'count' | 'visitor' | 'bench';
  readonly site: string;
  readonly stationId: string;
}

const retryMs = 1_000;
const stationUrl = '/api/station';
const viewUrl = '/api/view';

/** One bundle for every station: the agent says which page it is. */
export function StationPages() {
  const [station, setStation] = useState<Station>();
  const { pick } = useLanguage();
  useEffect(() => {
    let retry: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      try {
        const answer = await fetch(addressOf(stationUrl));
        const told: Station = await answer.json();
        if (answer.ok) return setStation(told);
      } catch {
        // Asked again below, as after any other answer that is not a station.
      }
      retry = setTimeout(ask, retryMs);
    };
    void ask();
    return () => clearTimeout(retry);
  }, []);
  useEffect(() => {
    if (station && !isPractice) document.title = `${pick(say(`${station.role}.page`))} · ${station.stationId}`;
  }, [station, pick]);

  if (!station) return <Connecting />;
  if (station.role === 'bench') return <LiveBench />;
  if (station.role === 'count') return <LiveCount />;
  if (station.role === 'visitor') return <LiveVisitorDesk />;
  return location.pathname === '/house' ? <LiveHouse /> : <LiveGate />;
}

function LiveGate() {
  const live = useLiveView<GateView>(viewUrl, glass);
  return (
    <Line live={live}>{(view) => (isPractised(view) ? <PracticePage view={view} /> : <GatePage view={view} />)}</Line>
  );
}

/** Practice makes way for a count that goes on. */
const isPractised = ({ status: { practice }, counting }: GateView): boolean =>
  (practice?.state === 'starting' || practice?.state === 'running') && !counting.count?.shown;

function LiveHouse() {
  const live = useLiveView<HouseView>('/api/house/view');
  return <Line live={live}>{(view) => <HousePage view={view} />}</Line>;
}

function LiveCount() {
  const live = useLiveView<CountStationView>(viewUrl, glass);
  return <Line live={live}>{(view) => <CountStationPage view={view} />}</Line>;
}

function LiveVisitorDesk() {
  const live = useLiveView<VisitorView>(viewUrl, glass);
  return <Line live={live}>{(view) => <VisitorPage view={view} />}</Line>;
}

function LiveBench() {
  const live = useLiveView<BenchView>(viewUrl, undefined, 'pan');
  const Page = location.pathname === '/look-back' ? LookBackPage : BenchPage;
  return <Line live={live}>{(view) => <Page view={view} />}</Line>;
}

/** Covers the page while the line to the station is gone; what was typed stays under the cover. */
function Line<View>({ live, children }: { live: LiveView<View>; children: (view: View) => ComponentChildren }) {
  const lost = live.line === 'lost';
  return (
    <>
      {'view' in live && live.view !== undefined && <div inert={lost}>{children(live.view)}</div>}
      {lost && <ConnectionLost />}
      {live.line === 'opening' && <Connecting />}
    </>
  );
}

function Connecting() {
  return (
    <main class="whole-glass">
      <Sign sign="information" size="panel">
        <Label of="common.connecting" />
      </Sign>
    </main>
  );
}

/** Nothing old can be read or pressed: a decision made on it would be wrong. */
function ConnectionLost() {
  useEffect(() => {
    const swallow = (event: KeyboardEvent) => event.stopImmediatePropagation();
    addEventListener('keydown', swallow, { capture: true });
    return () => removeEventListener('keydown', swallow, { capture: true });
  }, []);
  return (
    <main class="whole-glass cover">
      <Sign sign="wait" size="panel">
        <p>
          <Label of="common.connection-lost" />
        </p>
        <p class="second-sentence">
          <Text of={say('common.connection-lost-next')} />
        </p>
      </Sign>
    </main>
  );
}
