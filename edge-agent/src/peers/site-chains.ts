import type { ChainHead, Enrolment } from '@custody-edge/event-contract';
import type { EventLog } from '../store/event-log.ts';
import type { ForeignEvents } from '../store/foreign-events.ts';
import type { Holding, Lookup } from './replication.ts';
import type { Head } from './wire.ts';

/** The chains of this site as they stand on the disk: this station's own, and what its peers handed over. */
export class SiteChains implements Holding, Lookup {
  private readonly log: EventLog;
  private readonly foreign: ForeignEvents;
  readonly own: Enrolment;
  private readonly ownRecord: string;

  /** @param ownRecord this station's signed record */
  constructor(log: EventLog, foreign: ForeignEvents, own: Enrolment, ownRecord: string) {
    this.log = log;
    this.foreign = foreign;
    this.own = own;
    this.ownRecord = ownRecord;
  }

  isOwn(chainId: string): boolean {
    return chainId === this.own.record.chainId;
  }

  heads(): readonly Head[] {
    const { chainId, site } = this.own.record;
    return [
      { chainId, upTo: this.log.length, headHash: this.log.headHash },
      ...this.foreign.chainsOf(site).map(({ enrolment, head }) => ({
        chainId: enrolment.record.chainId,
        upTo: head.sequence,
        headHash: head.hash,
      })),
    ];
  }

  recordOf(chainId: string): string {
    return this.isOwn(chainId) ? this.ownRecord : (this.foreign.chain(chainId)?.record ?? '');
  }

  hashAt(chainId: string, sequence: number): string | undefined {
    return this.isOwn(chainId) ? this.log.hashAt(sequence) : this.foreign.hashAt(chainId, sequence);
  }

  textsAfter(chainId: string, sequence: number, limit: number): readonly string[] {
    return this.isOwn(chainId)
      ? this.log.textsAfter(sequence, limit)
      : this.foreign.textsAfter(chainId, sequence, limit);
  }

  headOf(enrolment: Enrolment): ChainHead {
    return this.isOwn(enrolment.record.chainId)
      ? { sequence: this.log.length, hash: this.log.headHash }
      : this.foreign.headOf(enrolment);
  }

  holdsId(id: string, hash: string): boolean {
    return this.log.holdsId(id) || this.foreign.holdsId(id, hash);
  }
}
