import type { LabCase } from '@custody-edge/event-contract';
import { uuidV7 } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { agentError } from '../../errors.ts';
import type { StationParts } from '../../station/station-parts.ts';
import type { UnsignedBenchAction } from '../actions.ts';
import { assignment, conclusionOf, openedCase, returnToAnalyst, review, workedOn } from '../drafts/cases.ts';
import { receipt } from '../drafts/custody.ts';
import type { Laboratory } from '../laboratory.ts';
import { reportingLaboratory } from '../report/reporting-laboratory.ts';
import type { Reports } from '../report/reports.ts';
import { pendingOf } from '../signing/pending.ts';
import type { Outcome } from './outcome.ts';

export type CaseAction = Extract<
  UnsignedBenchAction,
  { action: 'open-case' | 'show-case' | 'receive' | 'assign' | 'conclude' | 'review' | 'give-back' }
>;
type Of<Name extends CaseAction['action']> = Extract<CaseAction, { action: Name }>;

type Parts = Pick<StationParts, 'config' | 'officers' | 'clock' | 'timeFloor' | 'random'>;

/** Cases: opened at the counter, their parcels taken in, given to an analyst, reviewed. */
export class CaseWork {
  private readonly laboratory: Laboratory;
  private readonly reports: Reports;
  private readonly parts: Parts;

  constructor(laboratory: Laboratory, reports: Reports, parts: Parts) {
    this.laboratory = laboratory;
    this.reports = reports;
    this.parts = parts;
  }

  /** @throws `case-unknown`, and what its drafts refuse */
  do(action: CaseAction): Outcome {
    const { laboratory } = this;
    switch (action.action) {
      case 'open-case': {
        const { clock, timeFloor, random } = this.parts;
        const subject = `case/${uuidV7(clock, random)}`;
        const now = { nowMs: clock.nowMs(), timeQuality: timeFloor.quality };
        laboratory.record([openedCase(subject, action.form, now, laboratory.cases.hasNumber(action.form.number))]);
        return { desk: { step: 'case', case: subject } };
      }
      case 'show-case':
        this.mustKnow(action.case);
        return { desk: { step: 'case', case: action.case } };
      case 'receive':
        return this.receive(action);
      case 'assign':
        return this.assign(action);
      case 'conclude':
        return this.conclude(action);
      case 'review':
        return this.review(action);
      case 'give-back': {
        const labCase = this.mustKnow(action.case);
        const { officers } = this.parts;
        const officerId = officers.attending ?? '';
        const meaning = action.review;
        if (!officers.maySign(officerId, meaning)) throw agentError('role-missing', { officerId, meaning });
        if (workedOn(labCase, officerId)) throw agentError('reviewer-worked-on-it', { officerId });
        laboratory.record([returnToAnalyst(action.case, action.review, action.remarks)]);
        return { desk: { step: 'case', case: action.case } };
      }
    }
  }

  private receive({ form }: Of<'receive'>): Outcome {
    const { exhibits } = this.laboratory;
    this.mustKnow(form.case);
    const draft = () => receipt(form, exhibits.byLabel(form.label));
    const about = say('bench.to-receive', { label: form.label });
    // Whoever is signed in has it from then on, and says that it is so.
    const pending = pendingOf(about, [form.label], [draft()], this.parts.officers.attending);
    return { pending: { pending, recheck: () => void draft(), next: { step: 'case', case: form.case } } };
  }

  private assign({ case: subject, analyst, appointment }: Of<'assign'>): Outcome {
    const labCase = this.mustKnow(subject);
    const { number, assignedApart } = labCase;
    const { officers } = this.parts;
    if (!officers.maySign(analyst, 'report-signature'))
      throw agentError('role-missing', { officerId: analyst, meaning: 'report-signature' });
    const name = this.laboratory.officerView(analyst).name ?? analyst;
    const about = say('bench.to-assign', { number, analyst: name });
    const pending = pendingOf(about, [number], [assignment(labCase, analyst, appointment)], undefined);
    const recheck = (): void => {
      // Somebody may have named another analyst meanwhile, of whom the supervisor did not hear.
      if (this.mustKnow(subject).assignedApart.join() !== assignedApart.join()) throw agentError('action-not-possible');
    };
    return { pending: { pending, recheck, next: { step: 'case', case: subject } } };
  }

  private conclude({ action: _, case: subject, ...said }: Of<'conclude'>): Outcome {
    const { config, officers } = this.parts;
    const laboratory = reportingLaboratory(config);
    const draft = () => {
      this.reports.mustBeFree(said.number);
      return conclusionOf(this.mustKnow(subject), officers.attending, { ...said, laboratory });
    };
    const about = say('bench.to-conclude', { number: said.number });
    const pending = pendingOf(about, [said.conclusion.slice(0, 200)], [draft()], officers.attending);
    return { pending: { pending, recheck: () => void draft(), next: { step: 'case', case: subject } } };
  }

  private review({ case: subject, review: kind, contentHash }: Of<'review'>): Outcome {
    const draft = () => {
      this.reports.mustBe(subject, contentHash);
      return review(this.mustKnow(subject), kind, contentHash);
    };
    const { number } = this.mustKnow(subject);
    const isBarred = (officer: string) => workedOn(this.mustKnow(subject), officer);
    const pending = { ...pendingOf(say('bench.to-review', { number }), [number], [draft()], undefined), isBarred };
    return { pending: { pending, recheck: () => void draft(), next: { step: 'case', case: subject } } };
  }

  private mustKnow(subject: string): LabCase {
    const labCase = this.laboratory.cases.find(subject);
    if (!labCase) throw agentError('case-unknown', { subject });
    return labCase;
  }
}
