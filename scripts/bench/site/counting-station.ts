/** A whole station, as `custody-edge agent` starts it, whose reader is held to wristbands as it is told. */
import { createInterface } from 'node:readline';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { loadStationConfig, startStation } from '@custody-edge/edge-agent';
import { wristbandOf } from '@custody-edge/event-contract';
import { pino } from 'pino';
import { until } from '../../demo/api.ts';
import { officer } from '../gate/prison.ts';
import { type Answer, type Words, wordsSchema } from './counting-words.ts';

const limitMs = 300_000;
const lookMs = 2;

const { station, url, close } = await startStation(
  loadStationConfig(process.argv[2] ?? '', {}),
  pino({ level: process.env.CUSTODY_EDGE_STATION_LOG_LEVEL ?? 'error' }, pino.destination(2)),
);
const { role } = station;
const post = role.role === 'gate' ? role.gate : role.role === 'count' ? role.count : undefined;
if (!post) throw new Error('a station that counts nobody');
const { counting, people } = post;

async function attend(oneTimeCode: string): Promise<void> {
  const { officers } = station;
  await officers.enrolments.createFirst({ ...officer, name: 'Officer', role: 'superintendent', oneTimeCode });
  await officers.signIn(officer);
}

/** Each is counted, and on the disk, before the next one. */
async function scan(subjects: readonly string[], perSecond = Number.POSITIVE_INFINITY): Promise<void> {
  const startedMs = performance.now();
  for (const [index, subject] of subjects.entries()) {
    const earlyMs = startedMs + (index * 1_000) / perSecond - performance.now();
    // As a reader's bytes come: between them the lines to other stations are heard.
    await (earlyMs > 0 ? sleep(earlyMs) : turn());
    post?.onReading('reader', { kind: 'barcode', text: wristbandOf(subject) ?? '', atMs: Date.now() });
    await counting.act({ action: 'show' });
  }
}

/** Names, wards and order as the list has them. */
function listed(): string[] {
  const first = counting.list({ list: 'missing', page: 1 });
  const others = Array.from({ length: first.pages - 1 }, (_, page) =>
    counting.list({ list: 'missing', page: page + 2 }),
  );
  return [first, ...others].flatMap(({ lines }) => lines.map(({ person }) => person.subject)).toSorted();
}

const shows = (missing: number): Promise<true> =>
  until('the glass to say so', limitMs, async () => counting.view().count?.missing === missing || undefined, lookMs);

/** Numbers first, as the glass shows them: a list is opened once they are as few as they should be. */
async function list(missing: readonly string[]): Promise<void> {
  await shows(missing.length);
  if (listed().join() !== missing.toSorted().join()) throw new Error('the list names others');
}

async function follow(words: Words): Promise<void> {
  switch (words.say) {
    case 'how-is-it':
      return;
    case 'attend':
      return attend(words.oneTimeCode);
    case 'evacuate':
      return counting.act({ action: 'start', kind: 'evacuation' });
    case 'scan':
      return scan(words.people, words.perSecond);
    case 'glass':
      return void (await shows(words.missing));
    case 'list':
      return list(words.missing);
  }
}

console.log(JSON.stringify({ ready: url }));
for await (const line of createInterface({ input: process.stdin })) {
  await follow(wordsSchema.parse(JSON.parse(line)));
  const { user, system } = process.cpuUsage();
  const { accounted = 0, missing = 0 } = counting.view().count ?? {};
  const answer: Answer = {
    ok: true,
    atMs: performance.timeOrigin + performance.now(),
    cpuMs: (user + system) / 1_000,
    people: people.all().length,
    ...{ accounted, missing },
  };
  console.log(JSON.stringify(answer));
}
await close();
