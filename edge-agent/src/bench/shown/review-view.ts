import { asPlainText, type Finding } from '@custody-edge/event-contract';
import { agentError } from '../../errors.ts';
import type { StationParts } from '../../station/station-parts.ts';
import type { Laboratory } from '../laboratory.ts';
import { fileNameOf } from '../report/file-name.ts';
import type { ReviewView, SourceView } from '../view.ts';
import { caseView } from './case-view.ts';
import { findingView, gapText } from './exhibit-view.ts';

/** @throws `case-unknown` */
export function reviewView(
  subject: string,
  laboratory: Laboratory,
  { clock, timeFloor, officers, config }: Pick<StationParts, 'clock' | 'timeFloor' | 'officers' | 'config'>,
): Omit<ReviewView, 'report'> {
  const labCase = laboratory.cases.find(subject);
  if (!labCase) throw agentError('case-unknown', { subject });
  const { exhibits, conclusion, analyst } = labCase;
  const elsewhere = (station: string) => station !== config.stationId && { elsewhere: station };
  return {
    issued: labCase.reports.map(({ event, number, at, pdfHash, station, supersededBy }) => ({
      ...{ event, number, fileName: fileNameOf(number), at, pdfHash },
      isSuperseded: supersededBy !== undefined,
      ...elsewhere(station),
    })),
    ...(conclusion && {
      conclusion: {
        number: conclusion.number,
        conclusion: conclusion.conclusion,
        ...(conclusion.urdu !== undefined && { urdu: conclusion.urdu }),
        ...elsewhere(conclusion.station),
      },
    }),
    isMine: analyst !== undefined && analyst.officerId === officers.attending,
    case: caseView(labCase, laboratory, { nowMs: clock.nowMs(), timeQuality: timeFloor.quality }),
    sources: exhibits.flatMap(({ subject: exhibit, label, findings }) =>
      findings.map((finding) => ({
        event: finding.event.id,
        exhibit: { subject: exhibit, label },
        finding: findingView(finding, laboratory),
        samples: samplesOf(finding),
      })),
    ),
    gaps: exhibits.flatMap(({ label, gaps }) => gaps.map((gap) => ({ label, text: gapText(gap) }))),
  };
}

function samplesOf({ event }: Finding): SourceView['samples'] {
  switch (event.type) {
    case 'exhibit.weighed.v1':
      return event.data.samples;
    case 'exhibit.weighed.v2':
      return event.data.samples.map(({ raw, value, afterMs }) => ({ raw: inCharacters(raw), value, afterMs }));
    default:
      return [];
  }
}

/** What a balance sent, as far as it is text; else it is bytes, and stands as such. */
function inCharacters(raw: string): string {
  const bytes = Buffer.from(raw, 'base64url');
  const isText = bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  return isText ? asPlainText(bytes.toString('latin1'), 300) : bytes.toString('hex');
}
