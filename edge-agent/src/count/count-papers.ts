import { createHash } from 'node:crypto';
import { type CustodyEvent, decisionDigest, missingDigest } from '@custody-edge/event-contract';
import type { Bitmap } from '@custody-edge/foundation';
import { drawListApart, drawSlipApart } from '@custody-edge/ui-kit/slip';
import { agentError } from '../errors.ts';
import type { ExportView } from '../house/view.ts';
import { mustHold } from '../officers/signing.ts';
import { inPieces } from '../people/in-pieces.ts';
import type { PrintState } from '../station/print-state.ts';
import { SlipPrinter } from '../station/slip-printer.ts';
import type { CountExport } from './actions.ts';
import type { CountLedger } from './count-ledger.ts';
import type { CountSigning } from './count-signing.ts';
import { type CountStood, listAsFile, listOnPaper, type Proof } from './paper.ts';
import { listOnSlips } from './paper-slips.ts';
import type { PrintedListView } from './view.ts';

/** The list of who is short as it leaves the station: on paper, and as a file. */
export class CountPapers {
  private readonly ledger: CountLedger;
  private readonly signing: CountSigning;
  private readonly printer: SlipPrinter;
  /** The event of the list that was last printed on slips. */
  private onSlips = '';
  /** Pages of the list that was printed last. */
  private printed: readonly Bitmap[] = [];

  constructor(ledger: CountLedger, signing: CountSigning) {
    this.ledger = ledger;
    this.signing = signing;
    const { config } = ledger.parts;
    this.printer = new SlipPrinter(ledger.parts, (deviceId) => deviceId !== config.gate.wristband?.printer);
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
    const { stood, listed, proof } = await this.listed();
    this.printed = await drawListApart(listOnPaper(stood, listed, proof, this.sources));
    return { pages: this.printed.length };
  }

  /**
   * The same on the station's own printer, slip by slip: one that broke off for lack of paper is printed again and the list goes on there.
   * @throws as `print`, and `action-not-possible` where there is no printer
   */
  async printSlips(): Promise<PrintedListView> {
    this.ledger.attending();
    if (!this.slips) throw agentError('action-not-possible');
    const { stood, listed, proof } = await this.listed();
    const slips = listOnSlips(stood, listed, proof, this.sources);
    this.onSlips = listed.id;
    this.printer.print(
      listed.id,
      slips.map((slip) => (dots: number) => drawSlipApart(slip, dots)),
    );
    return { pages: slips.length };
  }

  /** How the printer is with the list that it was given last; undefined where the station has none. */
  get slips(): PrintState | undefined {
    const state = this.printer.stateOf(this.onSlips);
    return state.printer ? state : undefined;
  }

  stop(): void {
    this.printer.stop();
  }

  onDeviceChange(): void {
    this.printer.onDeviceChange();
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
      for (const approval of approvals) mustHold(approval, { meaning, digest }, ledger.parts);
      ledger.record({ type: 'count.exported.v1', subject: stood.id, data: { ...said, approvals } });
    });
    const day = new Date(clock.nowMs()).toISOString().slice(0, 10);
    return { fileName: `count-${config.site}-${day}.csv`, text };
  }

  /** Puts on record that a list is made of the count as it stands. */
  private async listed(): Promise<{ stood: CountStood; listed: CustodyEvent; proof: Proof }> {
    const { ledger } = this;
    ledger.attending();
    const stood = await this.stood();
    const { expected, accounted } = stood;
    const data = { expected, accounted, missing: missingOf(stood) };
    const [listed] = ledger.record({ type: 'count.listed.v1', subject: stood.id, data });
    const { log } = ledger.parts;
    const code = listed && log.codeOf(listed.id);
    if (!listed || code === undefined) throw agentError('action-not-possible');
    return { stood, listed, proof: { hash: log.hashAt(listed.sequence) ?? '', code } };
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
