import {
  type AuthenticEvent,
  type ChainHead,
  type Enrolment,
  type Held,
  judge,
  type Verdict,
} from '@custody-edge/event-contract';
import { type Head, type Offer, type Part, type Pull, pageBytes, pageEvents } from './wire.ts';

/** What a station holds of the chains of its site: its own, and those that its peers handed over. */
export interface Holding {
  heads(): readonly Head[];
  /** The signed record that a chain begins with. */
  recordOf(chainId: string): string;
  hashAt(chainId: string, sequence: number): string | undefined;
  /** Signed events after a sequence number, oldest first. */
  textsAfter(chainId: string, sequence: number, limit: number): readonly string[];
}

/**
 * What a station answers to a peer that says how far it holds each chain: the next events of every chain that it holds further, a fair
 * share of each, and where their histories of a chain have parted.
 */
export function offer({ heads: theirs, except }: Pick<Pull, 'heads' | 'except'>, ours: Holding): Offer {
  const heads = ours.heads();
  const known = new Map(theirs.map((head) => [head.chainId, head]));
  const wanted = heads.filter(
    ({ chainId, upTo }) => !except.includes(chainId) && upTo > (known.get(chainId)?.upTo ?? 0),
  );
  const share = Math.max(1, Math.floor(pageEvents / Math.max(1, wanted.length)));
  let room = pageBytes;
  const parts = wanted.flatMap(({ chainId }): Part[] => {
    const from = known.get(chainId);
    const part = { chainId, record: ours.recordOf(chainId) };
    if (from && from.upTo > 0 && ours.hashAt(chainId, from.upTo) !== from.headHash)
      return [{ ...part, events: [], diverged: true }];
    const events: string[] = [];
    for (const text of room > 0 ? ours.textsAfter(chainId, from?.upTo ?? 0, share) : []) {
      room -= text.length;
      // One that is larger than the page travels alone.
      if (room < 0 && events.length > 0) break;
      events.push(text);
    }
    return events.length > 0 ? [{ ...part, events }] : [];
  });
  return { heads: [...heads], parts };
}

export const hasNews = ({ parts }: Offer): boolean => parts.length > 0;

/** How many events a peer holds and this station does not, by what each says of its heads. */
export const behindBy = (theirs: readonly Head[], ours: readonly Head[]): number => {
  const known = new Map(ours.map(({ chainId, upTo }) => [chainId, upTo]));
  return theirs.reduce((sum, { chainId, upTo }) => sum + Math.max(0, upTo - (known.get(chainId) ?? 0)), 0);
};

/** Chains whose histories have parted before the end of what a peer holds, as far as its heads and its page tell. */
export const partedChains = ({ heads, parts }: Offer, ours: Pick<Holding, 'hashAt'>): string[] => [
  ...new Set([
    ...parts.flatMap(({ chainId, diverged }) => (diverged ? [chainId] : [])),
    ...heads.flatMap(({ chainId, upTo, headHash }) => {
      const held = upTo > 0 ? ours.hashAt(chainId, upTo) : undefined;
      return held !== undefined && held !== headHash ? [chainId] : [];
    }),
  ]),
];

/** An event whose signature and origin hold, with the enrolment that proves them. */
export interface Arrival {
  readonly authentic: AuthenticEvent;
  readonly text: string;
  readonly enrolment: Enrolment;
}

/** With what is to be done with it. */
export type Judged<One extends Arrival = Arrival> = One & { readonly verdict: Verdict };

/** What the judging looks up: as `Held`, of any chain. */
export interface Lookup {
  headOf(enrolment: Enrolment): ChainHead;
  hashAt(chainId: string, sequence: number): string | undefined;
  holdsId: Held['holdsId'];
}

/** Judges arrivals in their order, each as if those before it were held already. */
export function judgeAll<One extends Arrival>(arrivals: readonly One[], held: Lookup): Judged<One>[] {
  const heads = new Map<string, ChainHead>();
  const added = new Map<string, string>();
  const ids = new Map<string, string>();
  return arrivals.map((arrival) => {
    const { authentic, enrolment } = arrival;
    const { chainId, role } = enrolment.record;
    const verdict = judge(authentic, role, {
      head: heads.get(chainId) ?? held.headOf(enrolment),
      hashAt: (sequence) => added.get(`${chainId} ${sequence}`) ?? held.hashAt(chainId, sequence),
      holdsId: (id, hash) => (ids.get(id) ?? hash) !== hash || held.holdsId(id, hash),
    });
    if (verdict.kind === 'applied' || verdict.kind === 'set-aside') {
      heads.set(chainId, verdict.head);
      added.set(`${chainId} ${verdict.head.sequence}`, verdict.head.hash);
      if (verdict.kind === 'applied') ids.set(verdict.event.id, authentic.hash);
    }
    return { ...arrival, verdict };
  });
}

/**
 * Where two histories of one chain part: the first number under which a peer holds another event than this station.
 * @param upTo a number under which they differ
 * @param isSame whether both hold the same event under a number
 */
export async function firstDifference(upTo: number, isSame: (sequence: number) => Promise<boolean>): Promise<number> {
  let [same, differs] = [0, upTo];
  while (differs - same > 1) {
    const middle = (same + differs) >> 1;
    if (await isSame(middle)) same = middle;
    else differs = middle;
  }
  return differs;
}
