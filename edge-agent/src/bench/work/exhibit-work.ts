import type { Exhibit, InstrumentEvidence } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { agentError } from '../../errors.ts';
import type { StationParts } from '../../station/station-parts.ts';
import type { UnsignedBenchAction } from '../actions.ts';
import type { Desk } from '../desk/desk.ts';
import { home } from '../desk/desk.ts';
import { labelsFrom } from '../desk/label-run.ts';
import { refusalOf } from '../desk/obstacle.ts';
import { division, forkSettlement, giveBack, handOver, opening, resealing } from '../drafts/custody.ts';
import { boundFile, correction, test, writtenWeight } from '../drafts/findings.ts';
import type { Laboratory } from '../laboratory.ts';
import { draw } from '../method/draw.ts';
import { pendingOf } from '../signing/pending.ts';
import type { Outcome } from './outcome.ts';

/** Actions on the exhibit in work. */
export type ExhibitAction = Extract<
  UnsignedBenchAction,
  {
    action:
      | 'hand-over'
      | 'open'
      | 'take-labels'
      | 'take-label-run'
      | 'divide'
      | 'reseal'
      | 'return'
      | 'begin-method'
      | 'choose-units'
      | 'weigh'
      | 'write-weight'
      | 'test'
      | 'bind-file'
      | 'amend'
      | 'settle-fork';
  }
>;
type Of<Name extends ExhibitAction['action']> = Extract<ExhibitAction, { action: Name }>;

/** Of a seed: as many as SHA-256 has. */
const seedBytes = 32;

/** What whoever is signed in does with the exhibit on the bench. */
export class ExhibitWork {
  private readonly laboratory: Laboratory;
  private readonly parts: Pick<StationParts, 'officers' | 'random'>;

  constructor(laboratory: Laboratory, parts: Pick<StationParts, 'officers' | 'random'>) {
    this.laboratory = laboratory;
    this.parts = parts;
  }

  /** @throws `action-not-possible` where none is in work, why nothing may be done with it, and what its drafts refuse */
  do(action: ExhibitAction, desk: Desk): Outcome {
    const { laboratory } = this;
    const subject = desk.step === 'exhibit' || desk.step === 'divide' ? desk.exhibit : undefined;
    const exhibit = subject === undefined ? undefined : laboratory.exhibits.find(subject);
    if (!exhibit) throw agentError('action-not-possible');
    switch (action.action) {
      case 'hand-over':
        return this.handOver(action, exhibit);
      case 'open':
        this.mustHave(exhibit, false);
        laboratory.record([opening(exhibit, action.seals)]);
        return this.shown(exhibit);
      case 'take-labels':
        this.mustHave(exhibit, true);
        return { desk: { step: 'divide', exhibit: exhibit.subject, labels: [] } };
      case 'take-label-run':
        return this.takeRun(action, desk);
      case 'divide': {
        this.mustHave(exhibit, true);
        const isKnown = (label: string) => laboratory.exhibits.byLabel(label) !== undefined;
        laboratory.record(division(exhibit.subject, action.parts, isKnown));
        return this.shown(exhibit);
      }
      case 'reseal': {
        this.mustHave(exhibit, true);
        const open = this.family(exhibit, action.withParts).filter(({ isOpen }) => isOpen);
        laboratory.record(open.map(({ subject: one }) => resealing(one, action.seals)));
        return this.shown(exhibit);
      }
      case 'return':
        return this.giveBack(action, exhibit);
      case 'begin-method':
        this.mustHave(exhibit, false);
        laboratory.record([laboratory.runs.begin(exhibit.subject, action.id)]);
        return { desk: { step: 'exhibit', exhibit: exhibit.subject, ...laboratory.weighingOf(exhibit.subject) } };
      case 'choose-units': {
        this.mustHave(exhibit, false);
        const ahead = laboratory.drawAhead(exhibit);
        if (!ahead) throw agentError('action-not-possible');
        const seed = Buffer.from(this.parts.random.bytes(seedBytes)).toString('base64url');
        laboratory.record([draw(exhibit.subject, ahead.begun, ahead.step, ahead.units, seed)]);
        return this.shown(exhibit);
      }
      case 'weigh': {
        const { what, method } = action;
        this.mustHave(exhibit, what !== 'gross');
        return { desk: { step: 'exhibit', exhibit: exhibit.subject, weighing: { what, ...(method && { method }) } } };
      }
      case 'write-weight': {
        const { action: _, method, ...written } = action;
        this.mustHave(exhibit, action.what !== 'gross');
        laboratory.record([writtenWeight(exhibit.subject, { ...written, ...(method && { method }) })]);
        return this.shown(exhibit);
      }
      case 'test':
        this.mustHave(exhibit, true);
        laboratory.record([test(exhibit, action.form, this.evidence(action.form.deviceId))]);
        return this.shown(exhibit);
      case 'bind-file':
        return this.bindFile(action, exhibit);
      case 'amend':
        return this.amend(action, exhibit);
      case 'settle-fork':
        return this.settleFork(action, exhibit);
    }
  }

  /** @throws why whoever is signed in may do nothing with an exhibit. @returns their number */
  mustHave(exhibit: Exhibit, opensIt: boolean): string {
    const officer = this.parts.officers.attending ?? '';
    const refusal = refusalOf(exhibit, officer, opensIt, this.laboratory.elsewhere(exhibit));
    if (refusal) throw refusal;
    return officer;
  }

  /** @throws `action-not-possible`, `label-not-numbered`, `label-in-use` with those that are; none of them is taken then */
  private takeRun({ first, count }: Of<'take-label-run'>, desk: Desk): Outcome {
    if (desk.step !== 'divide') throw agentError('action-not-possible');
    const run = labelsFrom(first, count);
    if (!run) throw agentError('label-not-numbered', { first, count });
    const before = new Set(desk.labels);
    const labels = run.filter((label) => before.has(label) || this.laboratory.exhibits.byLabel(label) !== undefined);
    if (labels.length > 0) throw agentError('label-in-use', { labels });
    const { refused: _, ...calm } = desk;
    return { desk: { ...calm, labels: [...desk.labels, ...run] } };
  }

  private shown({ subject }: Exhibit): Outcome {
    return { desk: { step: 'exhibit', exhibit: subject } };
  }

  private handOver({ to, place, withParts }: Of<'hand-over'>, exhibit: Exhibit): Outcome {
    const { officers } = this.parts;
    const from = this.mustHave(exhibit, false);
    if (to === from || !officers.maySign(to, 'exhibit-taking'))
      throw agentError('role-missing', { officerId: to, meaning: 'exhibit-taking' });
    const handed = this.family(exhibit, withParts);
    const { officerView } = this.laboratory;
    const named = (officerId: string) => officerView(officerId).name ?? officerId;
    const about = say('bench.to-hand-over', { label: exhibit.label, from: named(from), to: named(to) });
    return this.toSign(
      about,
      handed,
      handed.map(({ subject }) => handOver(subject, from, to, place)),
      undefined,
      home,
    );
  }

  private giveBack({ to, roadCertificate, withParts }: Of<'return'>, exhibit: Exhibit): Outcome {
    const officer = this.mustHave(exhibit, false);
    const given = this.family(exhibit, withParts);
    const open = given.find(({ isOpen }) => isOpen);
    if (open) throw agentError('exhibit-open', { label: open.label });
    const drafts = given.map(({ subject }) => giveBack(subject, to, roadCertificate));
    return this.toSign(say('bench.to-return', { label: exhibit.label }), given, drafts, officer, {
      step: 'exhibit',
      exhibit: exhibit.subject,
    });
  }

  /** Whoever corrects need not have it: a mistake may be found long after it left. */
  private amend({ supersedes, amendment, why }: Of<'amend'>, exhibit: Exhibit): Outcome {
    const { exhibits } = this.laboratory;
    const draft = correction(exhibit, supersedes, amendment, why);
    const pending = pendingOf(
      say('bench.to-amend', { label: exhibit.label }),
      [exhibit.label],
      [draft],
      this.parts.officers.attending,
    );
    const recheck = (): void => {
      const now = exhibits.find(exhibit.subject);
      if (!now) throw agentError('action-not-possible');
      correction(now, supersedes, amendment, why);
    };
    return { pending: { pending, recheck, next: { step: 'exhibit', exhibit: exhibit.subject } } };
  }

  /** Whoever is signed in: nobody can have it by a record that says two things. */
  private settleFork({ found, why }: Of<'settle-fork'>, exhibit: Exhibit): Outcome {
    const { exhibits } = this.laboratory;
    const { subject, label } = exhibit;
    if (found.state === 'held' && !this.parts.officers.maySign(found.custodian, 'exhibit-taking'))
      throw agentError('role-missing', { officerId: found.custodian, meaning: 'exhibit-taking' });
    const draft = forkSettlement(exhibit, found, why);
    const recheck = (): void => {
      // Another branch may have come meanwhile, that nobody looked at.
      if (exhibits.find(subject)?.ends.join() !== exhibit.ends.join()) throw agentError('action-not-possible');
    };
    const pending = pendingOf(say('bench.to-settle-fork', { label }), [label], [draft], undefined);
    return { pending: { pending, recheck, next: { step: 'exhibit', exhibit: subject } } };
  }

  /** A file may come long after the exhibit was sealed again, or left. */
  private bindFile({ arrival, method }: Of<'bind-file'>, exhibit: Exhibit): Outcome {
    const { arrivals, instruments } = this.laboratory;
    if (exhibit.custody.state === 'nowhere') throw agentError('exhibit-nowhere', { label: exhibit.label });
    const file = arrivals.find(arrival);
    const isHere = instruments.statuses().some(({ deviceId }) => deviceId === file.deviceId);
    const instrument =
      file.deviceId !== null && isHere ? instruments.evidence(file.deviceId, Date.parse(file.at)) : undefined;
    this.laboratory.record([boundFile(exhibit.subject, file, method, instrument)], () => arrivals.bound(arrival));
    return this.shown(exhibit);
  }

  private evidence(deviceId: string | undefined): InstrumentEvidence | undefined {
    return deviceId === undefined ? undefined : this.laboratory.instruments.evidence(deviceId);
  }

  /** An exhibit, and what was taken from it and lies in the same hands. */
  private family(exhibit: Exhibit, withParts: boolean): Exhibit[] {
    const officer = this.parts.officers.attending;
    if (!withParts) return [exhibit];
    const parts = this.laboratory.exhibits.descendantsOf(exhibit.subject);
    return [exhibit, ...parts.filter(({ custody }) => custody.state === 'held' && custody.custodian === officer)];
  }

  private toSign(
    about: ReturnType<typeof say>,
    exhibits: readonly Exhibit[],
    drafts: Parameters<typeof pendingOf>[2],
    by: string | undefined,
    next: Desk,
  ): Outcome {
    const lines = exhibits.map(({ label }) => label);
    const recheck = (): void => {
      for (const { subject, head } of exhibits) {
        const now = this.laboratory.exhibits.find(subject);
        // Whatever happened to it meanwhile, it is not what was signed for.
        if (!now || now.head !== head) throw agentError('action-not-possible');
        this.mustHave(now, false);
      }
    };
    return { pending: { pending: pendingOf(about, lines, drafts, by), recheck, next } };
  }
}
