import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Clock, systemClock } from '@custody-edge/foundation';
import { afterwards } from '@custody-edge/foundation/test-support';
import Database from 'better-sqlite3';
import { expect, vi } from 'vitest';
import { z } from 'zod';
import { atGate } from '../gate/gate-kit.ts';
import { stationServer } from '../main.ts';
import { attend, configOf, newStation, setUpStation, silent } from '../test-kit.ts';
import { certificate, deputy, gateOfficer, medical, pin, receipt } from './cast.ts';
import { newPracticeFolder, removePracticeFolder } from './practice-folder.ts';

/** An officer’s patience, and more: people are grown and admitted meanwhile. */
const startLimitMs = 150_000;
const looking = { timeout: 30_000, interval: 30 };

/** A gate with its server, an officer signed in who may practise. It ends with the test. */
export async function gateThatPractises(at = setUpStation('gate'), clock: Clock = systemClock) {
  const config = configOf(at.folder, at.file);
  const station = newStation(config, clock);
  // Its TLS key is none: everything runs but the line to the centre, which is begun last.
  await expect(station.start()).rejects.toThrow('PEM');
  const { training } = station;
  if (!training) throw new Error('a gate practises');
  await attend(station);
  const server = await stationServer(station, silent);
  afterwards(() => server.close());
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const act = async (address: string, action: object = {}): Promise<number> => {
    const answer = await fetch(`${url}${address}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(action),
    });
    await answer.text();
    return answer.status;
  };
  const get = async (address: string): Promise<unknown> => {
    const answer = await fetch(`${url}${address}`);
    expect(answer.status).toBe(200);
    return answer.json();
  };
  const runs = () =>
    vi.waitFor(() => expect(training.view?.state).toBe('running'), { timeout: startLimitMs, interval: 50 });
  return { ...atGate(station), station, training, config, url, act, get, runs };
}

/** A gate at which somebody has just begun to practise; people are still being made ready. */
export async function begun(...as: Parameters<typeof gateThatPractises>) {
  const at = await gateThatPractises(...as);
  expect(await at.act('/api/practice/begin')).toBe(200);
  const ends = () => at.station.log.eventsOfType('station.practice-ended.v1').map(({ data }) => data.reason);
  return { ...at, ends };
}

/** Every row of every table of a station that has stopped. */
export function rowsOf(dataDir: string): Map<string, string[]> {
  const db = new Database(join(dataDir, 'station.db'), { readonly: true });
  try {
    const names = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all().map(String);
    return new Map(
      names.map((name) => [
        name,
        db
          .prepare(`SELECT * FROM "${name}"`)
          .all()
          .map((row) => JSON.stringify(row)),
      ]),
    );
  } finally {
    db.close();
  }
}

/** What of practice is left on the disk for the station with this data. */
export const foldersOf = (dataDir: string) => {
  const mine = newPracticeFolder(dataDir);
  const prefix = basename(mine).slice(0, -'XXXXXX'.length);
  removePracticeFolder(mine);
  return readdirSync(tmpdir()).filter((name) => name.startsWith(prefix));
};

/** What these tests read of the practice gate’s view, and of its lessons. */
const deskSchema = z.object({ desk: z.looseObject({ step: z.string() }), captures: z.int() });
const lessonSchema = z.object({
  exercise: z
    .looseObject({ outcome: z.looseObject({ sign: z.string(), did: z.object({ en: z.string() }) }).optional() })
    .optional(),
});

/** What a trainee does at the gate of practice. */
export function trainee({ act, get }: Pick<Awaited<ReturnType<typeof gateThatPractises>>, 'act' | 'get'>) {
  const view = async () => deskSchema.parse(await get('/practice/api/view'));
  const lesson = (action: object) => act('/practice/api/lesson/act', action);
  const isAt = (step: string) =>
    vi.waitFor(async () => expect(JSON.stringify((await view()).desk)).toContain(`{"step":"${step}"`), looking);
  return {
    view,
    lesson,
    isAt,
    begin: async (exercise?: string) => {
      expect(await lesson({ action: 'begin', ...(exercise !== undefined && { exercise }) })).toBe(200);
    },
    scan: (id = 'brought') => lesson({ action: 'paper', id }),
    press: async (id: string) => {
      const { captures } = await view();
      await lesson({ action: 'finger', id });
      await vi.waitFor(async () => expect((await view()).captures).toBeGreaterThan(captures), looking);
    },
    desk: async (action: object) => expect(await act('/practice/api/desk', action)).toBe(200),
    /** What officers add to a release on the board, until it is done. */
    release: async () => {
      const desk = async (action: object) => expect(await act('/practice/api/desk', action)).toBe(200);
      const signed = { pin, officerId: gateOfficer.officerId };
      await desk({
        action: 'hand-over',
        meaning: 'medical-clearance',
        paper: certificate,
        pin,
        officerId: medical.officerId,
      });
      await desk({ action: 'hand-over', meaning: 'property-return', paper: receipt, ...signed });
      await desk({ action: 'vouch', meaning: 'release', ...signed });
      await desk({ action: 'vouch', meaning: 'release-review', pin, officerId: deputy.officerId });
      await desk({ action: 'confirm' });
    },
    outcome: () =>
      vi.waitFor(async () => {
        const told = lessonSchema.parse(await get('/practice/api/lesson')).exercise?.outcome;
        expect(told).toBeDefined();
        return { sign: told?.sign, did: told?.did.en };
      }, looking),
  };
}
