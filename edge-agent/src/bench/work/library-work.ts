import { isStanding } from '@custody-edge/event-contract';
import { agentError } from '../../errors.ts';
import { boundFile } from '../drafts/findings.ts';
import type { Laboratory } from '../laboratory.ts';
import { type KeptSearch, searchMediaType } from '../library/kept-search.ts';

/**
 * What a library search gave of a file of an exhibit is bound to it as well.
 * @throws `exhibit-nowhere`, `finding-unknown` where the file is none of the exhibit's, `disk-full`
 */
export function keepSearch(laboratory: Laboratory, subject: string, kept: KeptSearch, at: string): void {
  const { exhibits, arrivals } = laboratory;
  const exhibit = exhibits.find(subject);
  if (!exhibit || exhibit.custody.state === 'nowhere') throw agentError('exhibit-nowhere');
  const { file } = kept.searched;
  const isIts = exhibit.findings.some(
    (finding) =>
      finding.event.type === 'exhibit.file-bound.v1' && finding.event.data.hash === file && isStanding(finding),
  );
  if (!isIts) throw agentError('finding-unknown', { file });
  const name = `${exhibit.label} ${kept.library.name} ${at.slice(0, 19)}.search.json`;
  const content = [Buffer.from(JSON.stringify(kept), 'utf8')];
  const arrival = arrivals.keep({ name, mediaType: searchMediaType, content, at });
  laboratory.record([boundFile(subject, arrival, undefined, undefined)], () => arrivals.bound(arrival.arrival));
}
