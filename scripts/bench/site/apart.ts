/** Two gates of one prison that were apart: how soon they hold the same again, and what the one that takes it in does meanwhile. */
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { loadStationConfig, type RunningStation, startStation } from '@custody-edge/edge-agent';
import { pino } from 'pino';
import { until } from '../../demo/api.ts';
import { Child } from '../../demo/child.ts';
import type { Figure, Measured } from '../figures.ts';
import { admitAll } from '../gate/prison.ts';
import { transitions } from '../gate/transitions.ts';
import { rawEd25519, rawSqlite } from '../raw.ts';
import { provisionSite } from './ground.ts';

const people = 1_000;
const outageSeconds = 20;
const eventBytes = 1_000;
/** As the agent commits what a peer hands over. */
const eventsPerCommit = 128;
const limitMs = 120_000;

const heldIn = ({ station }: RunningStation): number =>
  station.peers.heads.reduce((sum, { upTo }) => sum + upTo, 0) - station.log.length;

/** The longest time in which nothing else could be done. @returns what tells it, once */
function watchPauses(): () => number {
  let [before, longestMs] = [performance.now(), 0];
  const timer = setInterval(() => {
    const now = performance.now();
    longestMs = Math.max(longestMs, now - before - 5);
    before = now;
  }, 5);
  return () => {
    clearInterval(timer);
    return longestMs;
  };
}

export async function apart(dir: string): Promise<Measured> {
  const [first, second] = await provisionSite(dir, [
    { stationId: 'gate-1', role: 'gate' },
    { stationId: 'gate-2', role: 'gate' },
  ]);
  if (!first || !second) throw new Error('no gates');
  const { configFile: oneFile } = first;
  const one = loadStationConfig(oneFile, {});
  await admitAll(one, people);
  const recording = new Child(['agent', '--config', oneFile], join(dir, 'gate-1.log'));
  const taking = await startStation(loadStationConfig(second.configFile, {}), pino({ level: 'silent' }));
  const { role } = taking.station;
  if (role.role !== 'gate') throw new Error('not a gate');
  const env = { CUSTODY_EDGE_STATION_LOG_LEVEL: 'error' };
  await recording.start(env);
  await until('everybody to be known by name', limitMs, async () => {
    const known = role.gate.people.all();
    return known.length === people && known.every(({ identity }) => identity) ? true : undefined;
  });

  await recording.stop();
  const before = heldIn(taking);
  const { took } = await transitions(one, outageSeconds);
  const events = took.length > 0 ? 500 * outageSeconds : 0;
  await recording.start(env);
  await until('the line to be there', limitMs, async () =>
    taking.station.peers.views.some(({ state }) => state !== 'away') ? true : undefined,
  );
  const load = loadavg()[0] ?? 0;
  const pauses = watchPauses();
  const startedMs = performance.now();
  const already = heldIn(taking) - before;
  while (heldIn(taking) < before + events) await new Promise((resolve) => setTimeout(resolve, 5));
  const seconds = (performance.now() - startedMs) / 1_000;
  const pauseMs = pauses();
  const isEqual = role.gate.people.count('OUT_COURT') + role.gate.people.count('IN_CUSTODY') === people;
  if (!isEqual) throw new Error('the gates disagree');
  await recording.stop();
  await taking.close();

  const perSecond = (events - already) / seconds;
  const verify = rawEd25519(5_000, eventBytes).verify;
  const rows = rawSqlite(dir, 20_000, eventsPerCommit, eventBytes);
  const figures: Figure[] = [
    {
      name: 'two gates equal again after an outage of 10,000 events',
      ...{ value: (seconds * events) / (events - already), unit: 's', better: 'lower', samples: 1, must: 10, aim: 5 },
    },
    {
      name: 'events of a peer checked, on the disk and folded',
      ...{ value: perSecond, unit: '/s', better: 'higher', samples: events },
      ...{ limit: verify, limitedBy: 'Ed25519 on one core, verifies/s' },
    },
    {
      name: 'the same',
      ...{ value: perSecond, unit: '/s', better: 'higher', samples: events },
      ...{ limit: rows, limitedBy: `bare SQLite, ${eventsPerCommit} rows of 1 kB a commit` },
    },
    {
      name: 'longest pause of everything else meanwhile',
      ...{ value: pauseMs, unit: 'ms', better: 'lower', samples: 1 },
    },
  ];
  return {
    figures,
    remarks: [
      `${people.toLocaleString('en')} people on record, who left for the court and came back again and again while the other gate heard nothing.`,
      `Load of the machine just before: ${load.toFixed(1)}.`,
      'The gate that hands over is a process of its own on the same machine. The clock starts when the line is there again; to find it again takes up to ten seconds more, because tries are spread.',
    ],
  };
}
