import type { Amendment } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { FindingView, OfficerNameView } from '../../src/bench/view.ts';

const written = (text: string): BilingualText => ({ en: text, ur: text });

/** An officer within a sentence: the name where it is known, and always the number. */
export const officerWords = (officer: OfficerNameView | undefined): BilingualText =>
  officer
    ? written(officer.name === undefined ? officer.officerId : `${officer.name} (${officer.officerId})`)
    : say('review.somebody');

/** What kind of thing was found. */
export function findingWords(finding: FindingView): BilingualText {
  switch (finding.kind) {
    case 'weight':
      return say(finding.what ? `finding.weight-${finding.what}` : 'finding.weight');
    case 'test':
      return say(`finding.technique-${finding.technique}`);
    case 'file':
      return say('finding.file');
  }
}

/** What was found, as it was first recorded. */
export function valueWords(finding: FindingView): BilingualText {
  switch (finding.kind) {
    case 'weight':
      return written(`${finding.value} ${finding.unit}`);
    case 'test':
      return say(`finding.outcome-${finding.outcome}`);
    case 'file':
      return written(finding.name);
  }
}

/** What an amendment puts in the place of what was recorded. */
export function amendmentWords(amendment: Amendment): BilingualText {
  switch (amendment.of) {
    case 'weight':
      return say('timeline.now', { value: `${amendment.value} ${amendment.unit}` });
    case 'test':
      return say('timeline.now', { value: say(`finding.outcome-${amendment.outcome}`) });
    case 'withdrawn':
      return say('timeline.does-not-count');
  }
}

/** Written by hand, amended, or measured with an instrument that was not fit without reserve. */
export const isMarked = (finding: FindingView): boolean =>
  finding.amended.length > 0 ||
  (finding.kind === 'weight' && (finding.manual !== undefined || finding.reserves.length > 0));
