import { createHash } from 'node:crypto';
import { decisionDigest, missingDigest } from '@custody-edge/event-contract';
import type { Bitmap } from '@custody-edge/foundation';
import { drawListApart } from '@custody-edge/ui-kit/slip';
import { agentError } from '../errors.ts';
import type { ExportView } from '../house/view.ts';
import { inPieces } from '../people/in-pieces.ts';
import type { CountExport } from './actions.ts';
import type { CountLedger } from './count-ledger.ts';
import type { CountSigning } from './count-signing.ts';
import { type CountStood, listAsFile, listOnPaper } from './paper.ts';
import type { PrintedListView } from './view.ts';

/** The list of who is short as it leaves the station: on paper, and as a file. */
export class CountPapers {
  private readonly ledger: CountLedger;
  private readonly signing: CountSigning;
  /** Pages of the list that was printed last. */
  private printed: readonly Bitmap[] = [];

  constructor(ledger: CountLedger, signing: CountSigning) {
    this.ledger = ledger;
    this.signing = signing;
  }

  /** Another officer, or nobody, is there. */
  close(): void {
    this.printed = [];
  }

  /**
   * The list of who is short as pages for paper, on record with its code before it is drawn.
   * @throws `sign-in-first`, `role-missing`, `action-not-possible` where there was no count
   */
  async print(): Promise<PrintedListView> {
    const { ledger } = this;
    ledger.attending();
    const stood = await this.stood();
    const { expected, accounted } = stood;
    const data = { expected, accounted, missing: missingOf(stood) };
    const [listed] = ledger.record({ type: 'count.listed.v1', subject: stood.id, data });
    const { log } = ledger.parts;
    const code = listed && log.codeOf(listed.id);
    if (!listed || code === undefined) throw agentError('action-not-possible');
    const proof = { hash: log.hashAt(listed.sequence) ?? '', code };
    this.printed = await drawListApart(listOnPaper(stood, listed, proof, this.sources));
    return { pages: this.printed.length };
  }

  /** A page of the list that was printed last. @throws `sign-in-first`, `role-missing`, `action-not-possible` */
  page(page: number): Bitmap {
    this.ledger.attending();
    const picture = this.printed[page - 1];
    if (!picture) throw agentError('action-not-possible');
    return picture;
  }

  /**
   * The same list as a file: two officers sign for this very file and the reason, and that it left is on record.
   * @throws also `second-officer-needed`, and what an approval is refused with
   */
  async exported({ reason, pin, second }: CountExport): Promise<ExportView> {
    const { ledger, signing } = this;
    const { officers, config, clock } = ledger.parts;
    const officerId = ledger.attending();
    if (second.officerId === officerId) throw agentError('second-officer-needed');
    const stood = await this.stood();
    const text = listAsFile(stood, this.sources);
    const said = {
      expected: stood.expected,
      accounted: stood.accounted,
      missing: missingOf(stood),
      reason,
      fileHash: createHash('sha256').update(text).digest('base64url'),
    };
    const meaning = 'roll-export';
    const digest = decisionDigest({ meaning, subject: stood.id, ...said });
    const approvals = [
      await signing.approved({ officerId, pin }, meaning, digest),
      await signing.approved(second, meaning, digest),
    ];
    await ledger.of.inTurn(async () => {
      if (officers.attending !== officerId) throw agentError('sign-in-first');
      for (const approval of approvals) signing.mustHold(approval, meaning, digest);
      ledger.record({ type: 'count.exported.v1', subject: stood.id, data: { ...said, approvals } });
    });
    const day = new Date(clock.nowMs()).toISOString().slice(0, 10);
    return { fileName: `count-${config.site}-${day}.csv`, text };
  }

  /** How the count stands, every name in it opened, beside everything else. */
  private async stood(): Promise<CountStood> {
    const stood = this.ledger.mustHaveStood();
    await inPieces(stood.short, ({ subject }) => this.ledger.of.people.find(subject)?.identity);
    return stood;
  }

  private get sources() {
    return { people: this.ledger.of.people, policy: this.ledger.parts.config.gate };
  }
}

const missingOf = ({ short }: CountStood): string => missingDigest(short.map(({ subject }) => subject));
