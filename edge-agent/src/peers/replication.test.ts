import {
  authenticate,
  type ChainHead,
  type CustodyEvent,
  type Enrolment,
  type EventDraft,
  foldCustody,
  signEvent,
} from '@custody-edge/event-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asif,
  bilal,
  drafts,
  type Enrolled,
  enrol,
  envelopeOf,
} from '../../../packages/event-contract/src/test-kit.ts';
import {
  behindBy,
  firstDifference,
  type Holding,
  hasNews,
  judgeAll,
  type Lookup,
  offer,
  partedChains,
} from './replication.ts';
import type { Offer } from './wire.ts';

interface Link {
  readonly hash: string;
  readonly text: string;
}

/** A station in memory: what the kernel needs of one, and nothing else. */
class Memory implements Holding, Lookup {
  readonly by: Enrolled;
  readonly chains = new Map<string, { readonly enrolment: Enrolment; readonly record: string; links: Link[] }>();
  readonly events = new Map<string, CustodyEvent>();
  readonly hashes = new Map<string, string>();
  refused = 0;

  constructor(by: Enrolled) {
    this.by = by;
    this.open(by.enrolment, by.recordText);
  }

  heads() {
    return [...this.chains].map(([chainId, { enrolment, links }]) => ({
      chainId,
      upTo: links.length,
      headHash: links.at(-1)?.hash ?? enrolment.hash,
    }));
  }
  recordOf = (chainId: string) => this.chains.get(chainId)?.record ?? '';
  hashAt = (chainId: string, sequence: number) => this.chains.get(chainId)?.links[sequence - 1]?.hash;
  textsAfter = (chainId: string, sequence: number, limit: number) =>
    (this.chains.get(chainId)?.links ?? []).slice(sequence, sequence + limit).map(({ text }) => text);
  headOf({ record, hash }: Enrolment): ChainHead {
    const links = this.chains.get(record.chainId)?.links ?? [];
    return { sequence: links.length, hash: links.at(-1)?.hash ?? hash };
  }
  holdsId = (id: string, hash: string) => (this.hashes.get(id) ?? hash) !== hash;

  open(enrolment: Enrolment, record: string): void {
    if (!this.chains.has(enrolment.record.chainId))
      this.chains.set(enrolment.record.chainId, { enrolment, record, links: [] });
  }

  /** Writes an event of its own, after whatever it knows of the person. */
  write(draft: EventDraft): void {
    const head = this.headOf(this.by.enrolment);
    const after = this.custody(draft.subject)?.heads[0];
    const place = { sequence: head.sequence + 1, prevhash: head.hash, ...(after !== undefined && { after }) };
    const { text } = signEvent(envelopeOf(draft, this.by, place), this.by.signer);
    this.take({ heads: [], parts: [{ chainId: this.by.enrolment.record.chainId, record: '', events: [text] }] });
  }

  /** @param until how many events arrive before the line is cut, or the power */
  take(page: Offer, until = Number.POSITIVE_INFINITY, enrolmentOf = enrolments): void {
    const arrivals = page.parts
      .flatMap(({ chainId, record, events }) => events.map((text) => ({ chainId, record, text })))
      .slice(0, until)
      .flatMap(({ chainId, record, text }) => {
        const enrolment = enrolmentOf.get(chainId);
        if (!enrolment) throw new Error('no such station');
        const authentic = authenticate(text, enrolment);
        this.open(enrolment, record);
        return authentic.ok ? [{ authentic: authentic.value, text, enrolment }] : [];
      });
    for (const { verdict, authentic, text, enrolment } of judgeAll(arrivals, this)) {
      if (verdict.kind === 'refused') this.refused += 1;
      if (verdict.kind !== 'applied' && verdict.kind !== 'set-aside') continue;
      this.chains.get(enrolment.record.chainId)?.links.push({ hash: authentic.hash, text });
      if (verdict.kind !== 'applied') continue;
      this.events.set(verdict.event.id, verdict.event);
      this.hashes.set(verdict.event.id, authentic.hash);
    }
  }

  custody = (subject: string) => foldCustody([...this.events.values()].filter((event) => event.subject === subject));
}

const stations = ['gate-1', 'gate-2', 'visitor-1'].map((name) => enrol(name));
const enrolments = new Map(stations.map(({ enrolment }) => [enrolment.record.chainId, enrolment]));
const site = () => stations.map((station) => new Memory(station));
const at = (memories: readonly Memory[], index: number): Memory => {
  const memory = memories[index];
  if (!memory) throw new Error('no such station');
  return memory;
};
/** `to` asks `from` once. */
const pull = (to: Memory, from: Memory, until?: number): boolean => {
  const page = offer({ heads: to.heads(), except: [] }, from);
  to.take(page, until);
  return hasNews(page);
};
/** The line leads from the first over the second to the third, and no other way. */
const settle = (memories: readonly Memory[]): void => {
  const line = [
    [0, 1],
    [1, 0],
    [1, 2],
    [2, 1],
  ] as const;
  while (line.map(([to, from]) => pull(at(memories, to), at(memories, from))).includes(true));
};

const kinds = [
  drafts.toCourt,
  drafts.back,
  drafts.out,
  drafts.backFromHospital,
  drafts.overdue,
  drafts.orderReceived,
  drafts.released,
];
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ at: fc.nat(2), subject: fc.constantFrom(asif, bilal), kind: fc.nat(kinds.length - 1) }),
  },
  // A pull, and how much of it arrives before the cable is cut.
  {
    weight: 2,
    arbitrary: fc.record({ to: fc.nat(2), from: fc.nat(2), until: fc.option(fc.nat(5), { nil: undefined }) }),
  },
);

describe('stations of one site', () => {
  it('hold the same events and say the same of everybody, whatever was pulled, lost and cut before', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const memories = site();
        for (const subject of [asif, bilal]) at(memories, 0).write(drafts.admitted(subject));
        for (const one of steps) {
          if ('at' in one) at(memories, one.at).write(kinds[one.kind]?.(one.subject) ?? drafts.back(one.subject));
          else if (one.to !== one.from) pull(at(memories, one.to), at(memories, one.from), one.until);
        }
        const written = memories.reduce((sum, memory) => sum + memory.headOf(memory.by.enrolment).sequence, 0);
        settle(memories);
        const all = [...at(memories, 0).events.values()];
        expect(all).toHaveLength(written);
        for (const memory of memories) {
          expect(memory.refused).toBe(0);
          expect([...memory.events.keys()].sort()).toEqual(all.map(({ id }) => id).sort());
          for (const subject of [asif, bilal])
            expect(memory.custody(subject)).toEqual(foldCustody(all.filter((event) => event.subject === subject)));
          expect(behindBy(at(memories, 0).heads(), memory.heads())).toBe(0);
        }
      }),
      { seed: 501, numRuns: 100 },
    );
  });

  it('take nothing that was changed on the way, and everything once it comes as it was signed', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.nat(2_000), (which, where) => {
        const [from, , to] = site();
        if (!from || !to) throw new Error('no stations');
        for (const subject of [asif, bilal]) from.write(drafts.admitted(subject));
        from.write(drafts.toCourt());
        from.write(drafts.back());
        const page = offer({ heads: to.heads(), except: [] }, from);
        const events =
          page.parts[0]?.events.map((text, index) => (index === which ? altered(text, where) : text)) ?? [];
        to.take({ ...page, parts: [{ chainId: from.by.enrolment.record.chainId, record: '', events }] });
        expect(to.headOf(from.by.enrolment).sequence).toBe(which);
        pull(to, from);
        expect(to.heads().find(({ chainId }) => chainId === from.by.enrolment.record.chainId)).toEqual(from.heads()[0]);
      }),
      { seed: 502, numRuns: 60 },
    );
  });

  it('ask for no chain that they do not want', () => {
    const [from, to] = site();
    if (!from || !to) throw new Error('no stations');
    from.write(drafts.admitted());
    const except = [from.by.enrolment.record.chainId];
    expect(hasNews(offer({ heads: to.heads(), except }, from))).toBe(false);
    expect(hasNews(offer({ heads: to.heads(), except: [] }, from))).toBe(true);
  });

  it('find where a disk was put back to an earlier day, however long ago that was', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(6),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        async (same, one, other) => {
          const [gate, forked, to] = [new Memory(at(site(), 0).by), new Memory(at(site(), 0).by), at(site(), 2)];
          gate.write(drafts.admitted());
          for (let index = 0; index < same; index += 1) gate.write(drafts.overdue());
          forked.take({
            heads: [],
            parts: [
              {
                chainId: gate.by.enrolment.record.chainId,
                record: '',
                events: [...gate.textsAfter(gate.by.enrolment.record.chainId, 0, 99)],
              },
            ],
          });
          for (let index = 0; index < one; index += 1) gate.write(drafts.toCourt());
          for (let index = 0; index < other; index += 1) forked.write(drafts.back());
          pull(to, gate);
          const page = offer({ heads: to.heads(), except: [] }, forked);
          expect(partedChains(page, to)).toEqual([gate.by.enrolment.record.chainId]);
          const { chainId } = gate.by.enrolment.record;
          const upTo = Math.min(to.headOf(gate.by.enrolment).sequence, forked.headOf(gate.by.enrolment).sequence);
          const isSame = async (sequence: number) => to.hashAt(chainId, sequence) === forked.hashAt(chainId, sequence);
          expect(await firstDifference(upTo, isSame)).toBe(same + 2);
        },
      ),
      { seed: 503, numRuns: 60 },
    );
  });

  it('give no chain more of a page than its share, so that an outage of one gate keeps no other waiting', () => {
    const [one, other] = site();
    if (!one || !other) throw new Error('no stations');
    one.write(drafts.admitted());
    other.write(drafts.admitted(bilal));
    const heads = [...one.heads(), ...other.heads()].map((head) => ({ ...head, upTo: 10_000 }));
    const lengths: number[] = [];
    offer(
      { heads: [], except: [] },
      {
        heads: () => heads,
        recordOf: () => '',
        hashAt: () => undefined,
        textsAfter: (_, __, limit) => {
          lengths.push(limit);
          return ['event'];
        },
      },
    );
    expect(lengths).toEqual([256, 256]);
  });
});

/** One character of a signed event is another one. */
function altered(text: string, where: number): string {
  const index = 20 + (where % (text.length - 40));
  return `${text.slice(0, index)}${text[index] === 'x' ? 'y' : 'x'}${text.slice(index + 1)}`;
}
