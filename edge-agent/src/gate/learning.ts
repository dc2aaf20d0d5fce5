import { type EventDraft, isCustodyEvent } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { agentError } from '../errors.ts';
import type { StationParts } from '../station/station-parts.ts';
import type { FromCentre } from './from-centre.ts';

interface Sources {
  readonly entriesToCome: StationParts['entriesToCome'];
  readonly fromCentre: Pick<FromCentre, 'isTelling'>;
}

/**
 * Nobody is moved, and nothing is said of anybody, by a line that is only partly here: the order may be known and not yet that the court
 * disowned it, the order and not yet the release. A machine that was off or replaced another one learns such lines from peers and centre.
 */
export class Learning {
  private readonly sources: Sources;

  constructor(sources: Sources) {
    this.sources = sources;
  }

  /** Whether anything of people is on its way here: whoever is late by what is known may not be by what comes. */
  get goesOn(): boolean {
    return this.sources.entriesToCome() > 0 || this.sources.fromCentre.isTelling();
  }

  /** Why no finger and no paper tells anything now, while that is so. */
  get refusal(): BilingualText | undefined {
    const count = this.sources.entriesToCome();
    return count > 0 ? say('gate.entries-to-come', { count }) : undefined;
  }

  /** @throws `entries-to-come` while entries of other stations are, `person-being-told` while the centre tells of one of these people */
  mustBeOver(of: readonly Pick<EventDraft, 'subject'>[]): void {
    const subjects = of.filter(isCustodyEvent).map(({ subject }) => subject);
    if (subjects.length === 0) return;
    const count = this.sources.entriesToCome();
    if (count > 0) throw agentError('entries-to-come', { count });
    const told = subjects.find((subject) => this.sources.fromCentre.isTelling(subject));
    if (told !== undefined) throw agentError('person-being-told', { subject: told });
  }
}
