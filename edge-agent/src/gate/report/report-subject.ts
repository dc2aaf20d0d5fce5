import { type CustodyEvent, type CustodyHere, isRelease } from '@custody-edge/event-contract';
import type { Report, ReportDetails } from './report-details.ts';

/** The events that a report may be about: releases, ends of a history, claims; none where it is about the person alone. */
export function subjectsOf(
  report: Report,
  custody: CustodyHere,
  history: readonly CustodyEvent[],
): readonly string[] | undefined {
  switch (report) {
    case 'conflict':
      return custody.heads;
    case 'claim-answer':
      return custody.openClaims.map(({ id }) => id);
    case 'injuries-reported':
      return custody.openInjuries.map(({ id }) => id);
    case 'correction':
      return history.map(({ id }) => id);
    case 'late-hold':
      return unreported(custody).map(({ event }) => event);
    case 'release-error': {
      const known = history.flatMap((event) =>
        event.type === 'prisoner.release-error.v1' ? [event.data.release] : [],
      );
      const releases = history.filter(isRelease).map(({ id }) => id);
      return releases.filter((id) => !known.includes(id));
    }
    default:
      return undefined;
  }
}

/** Late holds whose document nobody has seen. */
export const unreported = ({ lateHolds }: Pick<CustodyHere, 'lateHolds'>) =>
  lateHolds.filter(({ document }) => document === undefined);

/** Whether what was written down is about something that is there. */
export function isAboutSomething(
  details: ReportDetails,
  custody: CustodyHere,
  history: readonly CustodyEvent[],
): boolean {
  const subjects = subjectsOf(details.report, custody, history);
  return subjects === undefined || subjects.includes(chosenIn(details) ?? '');
}

/** The event that a report is about, where it names one. */
export function chosenIn(details: ReportDetails): string | undefined {
  switch (details.report) {
    case 'conflict':
      return details.stands;
    case 'claim-answer':
      return details.claim;
    case 'injuries-reported':
      return details.examination;
    case 'correction':
      return details.corrects;
    case 'late-hold':
      return details.lateHold;
    case 'release-error':
      return details.release;
    default:
      return undefined;
  }
}
