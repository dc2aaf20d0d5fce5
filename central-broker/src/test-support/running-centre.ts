import { type Clock, systemClock, systemRandom } from '@custody-edge/foundation';
import type { CentreConfig } from '../config.ts';
import type { OverviewView } from '../http/view.ts';
import { type Centre, startCentre } from '../main.ts';
import { eventually } from './eventually.ts';

/** A centre in this process, with the questions that tests ask of it. */
export interface RunningCentre extends Centre {
  overview(): Promise<OverviewView>;
  /** Waits until the overview says something. */
  shows(holds: (view: OverviewView) => boolean): Promise<OverviewView>;
  get(path: string): Promise<Response>;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Value of one line of /metrics. */
  metric(line: string): Promise<number>;
}

export async function runCentre(config: CentreConfig, clock: Clock = systemClock): Promise<RunningCentre> {
  const centre = await startCentre(config, { clock, random: systemRandom });
  const get = (path: string): Promise<Response> => fetch(`${centre.urls.http}${path}`);
  const overview = async (): Promise<OverviewView> => JSON.parse(await (await get('/api/overview')).text());
  return {
    ...centre,
    get,
    overview,
    shows: (holds) =>
      eventually(async () => {
        const view = await overview();
        return holds(view) ? view : undefined;
      }),
    post: (path, body, headers = {}) =>
      fetch(`${centre.urls.http}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    async metric(line) {
      const text = await (await get('/metrics')).text();
      const found = text.split('\n').find((row) => row.startsWith(`custody_centre_${line} `));
      return Number(found?.split(' ').at(-1) ?? 0);
    },
  };
}
