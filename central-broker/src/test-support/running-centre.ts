import { type FeedItem, type Signer, signFeedStatement } from '@custody-edge/event-contract';
import { type Clock, systemClock, systemRandom, uuidV7 } from '@custody-edge/foundation';
import type { CentreConfig } from '../config.ts';
import type { OverviewView } from '../http/view.ts';
import { type Centre, startCentre } from '../main.ts';
import type { FeedOutcome } from '../store/feed-statements.ts';
import { eventually } from './eventually.ts';

/** A centre in this process, with the questions that tests ask of it. */
export interface RunningCentre extends Centre {
  overview(): Promise<OverviewView>;
  /** Waits until the overview says something. */
  shows(holds: (view: OverviewView) => boolean): Promise<OverviewView>;
  get(path: string): Promise<Response>;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Hands in one item that a court signed. @returns what came of it */
  say(court: Signer, item: FeedItem): Promise<FeedOutcome>;
  /** Value of one line of /metrics. */
  metric(line: string): Promise<number>;
}

export const statementOf = (court: Signer, ...items: FeedItem[]): string =>
  signFeedStatement({ statementId: uuidV7(), issuedAt: new Date().toISOString(), items }, court).text;

export async function runCentre(config: CentreConfig, clock: Clock = systemClock): Promise<RunningCentre> {
  const centre = await startCentre(config, { clock, random: systemRandom });
  const get = (path: string): Promise<Response> => fetch(`${centre.urls.http}${path}`);
  const overview = async (): Promise<OverviewView> => JSON.parse(await (await get('/api/overview')).text());
  const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(`${centre.urls.http}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return {
    ...centre,
    get,
    overview,
    shows: (holds) =>
      eventually(async () => {
        const view = await overview();
        return holds(view) ? view : undefined;
      }),
    post,
    async say(court, item) {
      const answer = await post('/api/feed-statements', JSON.parse(statementOf(court, item)));
      const { outcomes }: { outcomes: FeedOutcome[] } = JSON.parse(await answer.text());
      const [outcome] = outcomes;
      if (!outcome) throw new Error('nothing came of it');
      return outcome;
    },
    async metric(line) {
      const text = await (await get('/metrics')).text();
      const found = text.split('\n').find((row) => row.startsWith(`custody_centre_${line} `));
      return Number(found?.split(' ').at(-1) ?? 0);
    },
  };
}
