import {
  type ApprovalMeaning,
  callOffWithinMs,
  decisionDigest,
  missingDigest,
  noWard,
} from '@custody-edge/event-contract';
import { agentError } from '../errors.ts';
import { mustHold } from '../officers/signing.ts';
import type { CountAction } from './actions.ts';
import { endDrafts } from './count-drafts.ts';
import type { CountLedger } from './count-ledger.ts';
import { explanationOf } from './count-lines.ts';
import type { OpenCount } from './counts.ts';
import type { CountResultView } from './view.ts';

type Credentials = Extract<CountAction, { action: 'end' }>['officer'];

/** What officers sign in a count: its result, and that an evacuation was a mistake. */
export class CountSigning {
  private readonly ledger: CountLedger;

  constructor(ledger: CountLedger) {
    this.ledger = ledger;
  }

  /** What is signed when the count ends now. @throws `sign-in-first`, `role-missing`, `action-not-possible` */
  result(): CountResultView {
    this.ledger.attending();
    const { digest, data } = this.toSign(this.ledger.mustBeOpen());
    const { expected, accounted, unexplained } = data;
    return { expected, accounted, missing: expected - accounted, unexplained, digest };
  }

  /** @param done called in the turn in which it is on record @throws as `Counting.act` */
  async end({ digest, officer }: Extract<CountAction, { action: 'end' }>, done: () => void): Promise<void> {
    const { ledger } = this;
    ledger.attending();
    if (this.toSign(ledger.mustBeOpen()).digest !== digest) throw agentError('action-not-possible');
    const meaning = 'count-result';
    const approval = await this.approved(officer, meaning, digest);
    await ledger.of.inTurn(async () => {
      ledger.attending();
      const open = ledger.mustBeOpen();
      const now = this.toSign(open);
      if (now.digest !== digest) throw agentError('action-not-possible');
      mustHold(approval, { meaning, digest }, ledger.parts);
      const short = open.tally
        .missingPeople()
        .map((subject) => ({ subject, ward: open.tally.wardIn(subject) ?? noWard }));
      ledger.record(...endDrafts(open.first.id, short, { ...now.data, approvals: [approval] }));
      done();
    });
  }

  /** @param done called in the turn in which it is on record @throws as `Counting.act` */
  async callOff(
    { reason, officer, second }: Extract<CountAction, { action: 'call-off' }>,
    done: () => void,
  ): Promise<void> {
    const { ledger } = this;
    ledger.attending();
    if (officer.officerId === second.officerId) throw agentError('second-officer-needed');
    const { first } = ledger.mustBeOpen();
    this.mustBeInTime(first.id);
    const meaning = 'count-call-off';
    const digest = decisionDigest({ meaning, subject: first.id, reason });
    const approvals = [await this.approved(officer, meaning, digest), await this.approved(second, meaning, digest)];
    await ledger.of.inTurn(async () => {
      ledger.attending();
      if (ledger.counts.open?.first.id !== first.id) throw agentError('action-not-possible');
      this.mustBeInTime(first.id);
      for (const approval of approvals) mustHold(approval, { meaning, digest }, ledger.parts);
      ledger.record({ type: 'count.called-off.v1', subject: first.id, data: { reason, approvals } });
      done();
    });
  }

  approved({ officerId, pin }: Credentials, meaning: ApprovalMeaning, digest: string): Promise<string> {
    return this.ledger.parts.officers.approve({ officerId, pin }, meaning, digest);
  }

  /** What the officer who ends the count signs. */
  private toSign({ first, joined, waiting, tally }: OpenCount) {
    const { people } = this.ledger.of;
    const missing = tally.missingPeople();
    const unexplained = missing.filter((one) => explanationOf(one, [first, ...joined], people) === undefined).length;
    const data = {
      with: [...joined, ...waiting].map(({ id }) => id),
      expected: tally.expected,
      accounted: tally.accounted,
      missing: missingDigest(missing),
      unexplained,
    };
    return { data, digest: decisionDigest({ meaning: 'count-result', subject: first.id, ...data }) };
  }

  private mustBeInTime(id: string): void {
    const { counts, parts } = this.ledger;
    const start = counts.find(id)?.start;
    if (start?.kind !== 'evacuation') throw agentError('action-not-possible');
    if (parts.clock.nowMs() - Date.parse(start.at) > callOffWithinMs) throw agentError('call-off-too-late');
  }
}
