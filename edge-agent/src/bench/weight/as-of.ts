import {
  type CustodyEvent,
  dayInPakistan,
  foldInstrument,
  type InstrumentState,
  instrumentSubject,
  type MeasuredBy,
} from '@custody-edge/event-contract';

/** What was on record of an instrument at a moment; undefined where nothing was. */
export type InstrumentAt = (by: MeasuredBy, at: string) => InstrumentState | undefined;

/** Instruments as they were on record when something was measured: what came afterwards says nothing of it. @param lineOf all events of a subject */
export function instrumentsAsOf(lineOf: (subject: string) => readonly CustodyEvent[]): InstrumentAt {
  const lines = new Map<string, readonly CustodyEvent[]>();
  const folded = new Map<string, InstrumentState | undefined>();
  return (by, at) => {
    if ('written' in by) return undefined;
    const subject = instrumentSubject(by.profile, by.serialNumber, by.deviceId);
    const line = lines.get(subject) ?? lineOf(subject);
    lines.set(subject, line);
    const known = line.filter(({ time }) => Date.parse(time) <= Date.parse(at));
    const day = dayInPakistan(at);
    const key = `${subject} ${known.length} ${day}`;
    if (!folded.has(key)) folded.set(key, foldInstrument(known, day));
    return folded.get(key);
  };
}
