import type { CommandBody, CustodyEvent } from '@custody-edge/event-contract';
import type { People } from '../../people/people.ts';
import type { StationParts } from '../../station/station-parts.ts';
import type { Commit } from '../effects.ts';
import type { MatchedPeople } from './matched-people.ts';

type Stated = Extract<CommandBody, { purpose: 'state-central-search' }>;
type Match = Extract<CommandBody, { purpose: 'state-match' }>;

interface Kept {
  readonly people: People;
  readonly matched: MatchedPeople;
  readonly commit: Commit;
}

const hourMs = 3_600_000;

/** Puts on record what the centre says of the fingers of people here, each word of it once: it is repeated until it is. */
export class FoundAlike {
  private readonly parts: StationParts;
  private readonly kept: Kept;

  constructor(parts: StationParts, kept: Kept) {
    this.parts = parts;
    this.kept = kept;
  }

  /** Reads who the people are whom the centre named. */
  async open(): Promise<void> {
    const unreadable = await this.kept.matched.open();
    if (unreadable > 0) this.parts.logger.warn({ unreadable }, 'people found alike are not encrypted to this station');
  }

  /** What the search for the fingers of an admission came to. */
  async take(stated: Stated): Promise<void> {
    const { people, matched, commit } = this.kept;
    const { subject, admission, search, compared, held, matches } = stated;
    const isKnown = this.ownHistory(subject).some(
      (event) => event.type === 'prisoner.searched-at-centre.v1' && event.data.search === search,
    );
    if (isKnown || !people.historyOf(subject).some(({ id }) => id === admission)) return;
    const { matchAnswerHours } = this.parts.config.gate;
    const isDue = matchAnswerHours !== undefined && matches.length > 0;
    const answerDue = isDue && new Date(this.parts.timeFloor.nowMs() + matchAnswerHours * hourMs).toISOString();
    const data = { admission, search, compared, held, matches, ...(answerDue && { answerDue }) };
    commit({ type: 'prisoner.searched-at-centre.v1', subject, data }, () => matched.put(stated));
    await this.open();
    this.parts.changed();
  }

  /** That somebody here was found on an admission at another gate, and in time what was answered there. */
  elsewhere({ subject, person, site, answer }: Match): void {
    const isKnown = this.ownHistory(subject).some(
      (event) =>
        event.type === 'prisoner.matched-elsewhere.v1' && event.data.person === person && event.data.answer === answer,
    );
    if (isKnown) return;
    const data = { person, site, ...(answer && { answer }) };
    this.kept.commit({ type: 'prisoner.matched-elsewhere.v1', subject, data });
  }

  /** What this machine itself recorded: the centre tells each that has the person. */
  private ownHistory(subject: string): readonly CustodyEvent[] {
    const { chainId } = this.parts.identity.enrolment.record;
    return this.kept.people.historyOf(subject).filter(({ chainid }) => chainid === chainId);
  }
}
