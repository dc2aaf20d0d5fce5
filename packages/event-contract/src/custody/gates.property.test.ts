import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustodyEvent } from '../envelope.ts';
import type { EventDraft } from '../events/catalogue.ts';
import { drafts, eventOf, present } from '../test-kit.ts';
import { type Custody, custodyHere } from './custody.ts';
import { foldCustody } from './fold.ts';
import { custodyAfter } from './follow.ts';
import type { OpenOrder } from './orders.ts';
import { gapsOfRelease } from './release.ts';
import { isAtLarge, isInside } from './states.ts';

const gates = [0, 1, 2] as const;
const people = ['person/a', 'person/b'] as const;
const siteOfGate = (gate: number): string => (gate === 2 ? 'jail-b' : 'jail-a');
const sourceOfGate = (gate: number): string => `/${siteOfGate(gate)}/gate-${gate}`;
const nowMs = Date.UTC(2026, 2, 1, 9);
const policy = { fingers: 2, holdsMaxAgeMinutes: 60, seniorSignsWithKey: false };

/** What one gate does next, or hears of what another one did: some of its events, in any order, some of them again. */
const steps = fc.array(
  fc.oneof(
    fc.record({
      gate: fc.constantFrom(...gates),
      person: fc.constantFrom(...people),
      act: fc.constantFrom(
        'out' as const,
        'back' as const,
        'send' as const,
        'receive' as const,
        'turn-back' as const,
        'grant' as const,
        'grant-by-call' as const,
        'grant-by-call' as const,
        'disown' as const,
        'query' as const,
        'answer' as const,
        'answer' as const,
        'prepare' as const,
        'prepare' as const,
        'prepare' as const,
        'release' as const,
        'release' as const,
        'release' as const,
        'release' as const,
        'release' as const,
        'release' as const,
        'resolve' as const,
        'escape' as const,
        'err' as const,
        'recapture' as const,
        'claim' as const,
      ),
    }),
    fc.record({ gate: fc.constantFrom(...gates), hears: fc.constantFrom(...gates), share: fc.nat(255) }),
  ),
  { minLength: 20, maxLength: 70 },
);
type Step = typeof steps extends fc.Arbitrary<(infer One)[]> ? One : never;

/** Three gates, the last one of another prison, each deciding by what it has heard of. */
class Prison {
  readonly known = gates.map(() => new Map<string, CustodyEvent>());
  readonly releases: { readonly orderIds: readonly string[]; readonly complete: boolean }[] = [];
  /** What a gate knew at once of a movement it wrote, and by reading everything again. */
  readonly followed: { readonly followed: Custody; readonly folded: Custody | undefined }[] = [];
  byCall = 0;
  private orders = 0;

  constructor() {
    for (const person of people) this.write(0, drafts.admitted(person));
    for (const gate of gates) this.hear(gate, 0, 255);
  }

  take(step: Step): void {
    if ('hears' in step) this.hear(step.gate, step.hears, step.share);
    else this.act(step.gate, step.person, step.act);
  }

  custody(person: string, events: Iterable<CustodyEvent>): Custody | undefined {
    return foldCustody([...events].filter(({ subject }) => subject === person));
  }

  /** Everything that any gate recorded. */
  merged(): CustodyEvent[] {
    return [...new Map(this.known.flatMap((events) => [...events])).values()];
  }

  private act(gate: number, person: string, act: Extract<Step, { act: string }>['act']): void {
    const custody = this.custody(person, present(this.known[gate]).values());
    if (!custody) return;
    switch (act) {
      case 'out':
        if (custody.heads.length === 1 && custody.state === 'IN_CUSTODY') this.write(gate, drafts.toCourt(person));
        break;
      case 'back':
        if (custody.heads.length === 1 && custody.state === 'OUT_COURT') this.write(gate, drafts.back(person));
        break;
      case 'send':
        if (custody.heads.length === 1 && custody.state === 'IN_CUSTODY' && custody.site === 'jail-a')
          this.write(gate, drafts.dispatched(person));
        break;
      case 'receive':
        if (custody.heads.length === 1 && custody.absence?.place === siteOfGate(gate))
          this.write(gate, drafts.received(person));
        break;
      case 'turn-back':
        if (custody.heads.length === 1 && custody.state === 'IN_TRANSIT' && custody.site === siteOfGate(gate))
          this.write(gate, drafts.backFromTransfer(person));
        break;
      case 'grant':
        this.orders += 1;
        this.write(gate, drafts.orderReceived(person, `RO-${this.orders}`));
        break;
      case 'grant-by-call': {
        this.orders += 1;
        // Sometimes one of the two who sign every release.
        const officerId = ['3001', '6001', '6001'][this.orders % 3];
        const call = this.write(gate, drafts.calledBack(person, `RO-${this.orders}`, 'confirmed', officerId));
        this.write(gate, drafts.orderCalledBack(call.id, person, `RO-${this.orders}`));
        break;
      }
      case 'disown':
        this.write(gate, drafts.calledBack(person, custody.openOrders[0]?.orderId ?? 'RO-0', 'denied'));
        break;
      case 'query':
        this.write(gate, drafts.queried(person, custody.openOrders[0]?.orderId));
        break;
      case 'answer': {
        const query = custody.openOrders[0]?.queries[0];
        if (query) this.write(gate, drafts.queryAnswered(query.event, 'this-person', person));
        break;
      }
      case 'prepare':
        this.write(gate, drafts.cleared(person));
        this.write(gate, drafts.propertyReturned(person));
        break;
      case 'escape':
        if (custody.heads.length === 1 && custody.state === 'IN_CUSTODY') this.write(gate, drafts.escaped(person));
        break;
      case 'err':
        if (custody.state === 'RELEASED') this.write(gate, drafts.releaseError(person));
        break;
      case 'recapture':
        if (isAtLarge(custody.state)) this.write(gate, drafts.recaptured(person));
        break;
      case 'claim': {
        const [open] = custody.openClaims;
        this.write(gate, open ? drafts.answered(person, open.id) : drafts.claimed(person));
        break;
      }
      case 'release':
        this.release(gate, person, custody);
        break;
      case 'resolve': {
        const [stands, ...others] = custody.heads;
        if (stands !== undefined && others.length > 0)
          this.write(gate, { ...drafts.resolved(stands, ...others), subject: person });
        break;
      }
    }
  }

  private release(gate: number, person: string, custody: Custody): void {
    const station = sourceOfGate(gate);
    const orderIds = custody.openOrders.map(({ orderId }) => orderId);
    const evidence = {
      station,
      recordIsAltered: false,
      clockIsBehind: false,
      orderIds,
      matchedFingers: ['right-index', 'left-thumb'],
      holds: { open: [], asOfMs: nowMs },
      approvers: [
        { officerId: '4417', role: 'gate-officer', keyId: 'one', authenticator: 'pin' as const },
        { officerId: '3001', role: 'superintendent', keyId: 'other', authenticator: 'pin' as const },
      ],
    };
    const here = custodyHere(custody, siteOfGate(gate));
    if (gapsOfRelease(here, evidence, policy, 2, nowMs).length > 0) return;
    const isSound = ({ orderId, verified, queries }: OpenOrder): boolean =>
      verified !== undefined &&
      (verified.by === 'feed' || verified.officerId === '6001') &&
      queries.length === 0 &&
      !custody.deniedOrders.includes(orderId);
    if (custody.openOrders.some(({ verified }) => verified?.by === 'call-back')) this.byCall += 1;
    const complete =
      isInside(custody.state) &&
      custody.medicalClearance !== undefined &&
      custody.propertyReturn !== undefined &&
      custody.openOrders.every(isSound);
    this.releases.push({ orderIds, complete });
    this.write(gate, drafts.released(person, ...orderIds));
  }

  private write(gate: number, draft: EventDraft): CustodyEvent {
    const known = present(this.known[gate]);
    const before = this.custody(draft.subject, known.values());
    const after = before?.heads[0];
    const event = eventOf(draft, { source: sourceOfGate(gate), ...(after !== undefined && { after }) });
    known.set(event.id, event);
    const followed = before && custodyAfter(before, event);
    if (followed) this.followed.push({ followed, folded: this.custody(draft.subject, known.values()) });
    return event;
  }

  private hear(gate: number, from: number, share: number): void {
    for (const [index, event] of [...present(this.known[from]).values()].reverse().entries())
      if ((share >> (index % 8)) & 1) present(this.known[gate]).set(event.id, event);
  }
}

function played(taken: readonly Step[]): Prison {
  const prison = new Prison();
  for (const step of taken) prison.take(step);
  return prison;
}

describe('several gates that hear of each other late, in any order, and twice', () => {
  const run = { seed: 77, numRuns: 600 };

  it('consume an order once, wherever it is released, and release nobody without the whole evidence', () => {
    let [releases, byCall] = [0, 0];
    fc.assert(
      fc.property(steps, (taken) => {
        const prison = played(taken);
        const used = prison.releases.flatMap(({ orderIds }) => orderIds);
        expect(new Set(used).size).toBe(used.length);
        for (const { complete } of prison.releases) expect(complete).toBe(true);
        releases += prison.releases.length;
        byCall += prison.byCall;
      }),
      run,
    );
    expect(releases).toBeGreaterThan(10);
    expect(byCall).toBeGreaterThan(3);
  });

  it('agree on everybody once each has heard everything, whatever came first', () => {
    fc.assert(
      fc.property(steps, fc.nat(), (taken, turn) => {
        const merged = played(taken).merged();
        const at = turn % merged.length;
        const another = [...merged.slice(at), ...merged.slice(0, at)].reverse();
        for (const person of people) {
          const own = (events: readonly CustodyEvent[]) => events.filter(({ subject }) => subject === person);
          expect(foldCustody(own([...another, ...merged]))).toEqual(foldCustody(own(merged)));
        }
      }),
      run,
    );
  });

  it('know at once where somebody is whom they moved, as if they had read everything again', () => {
    let movements = 0;
    fc.assert(
      fc.property(steps, (taken) => {
        const prison = played(taken);
        for (const { followed, folded } of prison.followed)
          expect(JSON.stringify(followed)).toBe(JSON.stringify(folded));
        movements += prison.followed.length;
      }),
      run,
    );
    expect(movements).toBeGreaterThan(500);
  });

  it('keep a prisoner’s claim open until that claim is answered, wherever the person went meanwhile', () => {
    let answers = 0;
    fc.assert(
      fc.property(steps, (taken) => {
        const merged = played(taken).merged();
        for (const person of people) {
          const line = merged.filter(({ subject }) => subject === person);
          const made = line.flatMap((event) => (event.type === 'prisoner.claim-made.v1' ? [event.id] : []));
          const answered = line.flatMap((event) =>
            event.type === 'prisoner.claim-answered.v1' ? [event.data.claim] : [],
          );
          const open = present(foldCustody(line)).openClaims.map(({ id }) => id);
          expect(open.toSorted()).toEqual(made.filter((id) => !answered.includes(id)).sort());
          answers += answered.length;
        }
      }),
      run,
    );
    expect(answers).toBeGreaterThan(10);
  });

  it('have everybody at one prison or on the way to one, whoever looks', () => {
    let [transferred, onTheWay] = [0, 0];
    fc.assert(
      fc.property(steps, (taken) => {
        const merged = played(taken).merged();
        for (const person of people) {
          const custody = present(foldCustody(merged.filter(({ subject }) => subject === person)));
          const seen = ['jail-a', 'jail-b'].map((site) => custodyHere(custody, site).state);
          const away = seen.filter((state) => state === 'TRANSFERRED').length;
          expect(away).toBe(custody.state === 'IN_TRANSIT' ? 0 : 1);
          transferred += seen[0] === 'TRANSFERRED' ? 1 : 0;
          onTheWay += custody.state === 'IN_TRANSIT' ? 1 : 0;
        }
      }),
      run,
    );
    expect(transferred).toBeGreaterThan(10);
    expect(onTheWay).toBeGreaterThan(10);
  });

  it('hide no contradiction: two movements after one event are two heads until officers resolve them', () => {
    let contradictions = 0;
    fc.assert(
      fc.property(steps, (taken) => {
        const merged = played(taken).merged();
        for (const person of people) {
          const line = merged.filter(({ subject }) => subject === person);
          const ended = new Set(
            line.flatMap((event) => (event.type === 'prisoner.conflict-resolved.v1' ? event.data.heads : [])),
          );
          const heads = present(foldCustody(line)).heads;
          const open = line.filter(({ id }) => !ended.has(id) && !line.some(({ after }) => after === id));
          expect(heads.toSorted()).toEqual(open.map(({ id }) => id).sort());
          if (heads.length > 1) contradictions += 1;
        }
      }),
      run,
    );
    expect(contradictions).toBeGreaterThan(10);
  });
});
