import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '@custody-edge/foundation';
import { createLog, type HttpServer } from '@custody-edge/service-kit';
import { stationServer } from '../main.ts';
import { lessonServer } from './lesson-server.ts';
import { Lessons } from './lessons.ts';
import type { PracticeGate } from './practice-gate.ts';
import { makeWorld } from './practice-world.ts';
import { type FromPractice, sockets, type ToPractice, toPracticeSchema } from './process-messages.ts';

/**
 * The process that practice runs in. Started by the station with nothing but an empty folder; it is told which real finger or paper was shown
 * meanwhile, answers on two sockets in its folder, and ends with the station.
 */
const logger = createLog('silent', {});

const tell = (message: FromPractice): void => void process.send?.(message);

async function practise(folder: string, policy: Readonly<Record<string, unknown>>): Promise<Lessons> {
  const below = join(folder, 'world');
  mkdirSync(below, { mode: 0o700 });
  const world = await makeWorld(below, policy, systemClock, (done, of) => tell({ kind: 'progress', done, of }));
  let desk: HttpServer | undefined;
  const serve = async ({ station }: PracticeGate): Promise<void> => {
    await desk?.close();
    desk = await stationServer(station, logger);
    await desk.listen({ path: join(folder, sockets.desk) });
  };
  let changed = (): void => {};
  const lessons = new Lessons(world, serve, () => changed());
  const server = await lessonServer(lessons, logger);
  changed = server.changed;
  await server.listen(join(folder, sockets.lesson));
  await lessons.begin(undefined);
  return lessons;
}

let lessons: Lessons | undefined;

function takeFinger({ width, height, dotsPerInch, pixels }: Extract<ToPractice, { kind: 'finger' }>): void {
  lessons?.takeRealFinger({ width, height, dotsPerInch, pixels });
}

process.on('message', (message) => {
  const said = toPracticeSchema.parse(message);
  switch (said.kind) {
    case 'open':
      void practise(said.folder, said.policy).then((opened) => {
        lessons = opened;
        tell({ kind: 'ready' });
      });
      break;
    case 'finger':
      takeFinger(said);
      break;
    case 'paper':
      lessons?.takeRealPaper(said.text);
      break;
  }
});
// Without its station there is nothing to practise for; the folder goes at the next start.
process.on('disconnect', () => process.exit(0));
