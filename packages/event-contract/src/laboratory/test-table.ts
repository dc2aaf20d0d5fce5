import type { TimeQuality } from '../envelope.ts';
import type { EventData } from '../events/catalogue.ts';
import type { InstrumentEvidence, Technique } from '../events/exhibit.ts';
import type { Exhibit } from './exhibit.ts';
import { type Finding, type FindingEvent, type FindingResult, foundBy, type Reagent, resultOf } from './findings.ts';
import { roomSubject } from './subjects.ts';

/** What measured: as it names itself, or in the words of whoever wrote its number down. */
export type MeasuredBy =
  | Pick<InstrumentEvidence, 'deviceId' | 'profile' | 'model' | 'serialNumber' | 'firmware'>
  | { readonly written: string };

/** The room in which an instrument measured. */
export interface MeasuredIn {
  /** Its subject. */
  readonly room: string;
  /** The `room.measured.v1` that held then; absent where the room was not measured. */
  readonly measured?: string;
}

/** One line of the table that a report is made of: a finding that stands. */
export interface TestRow {
  /** The event that recorded it, where its raw source is. */
  readonly event: string;
  /** Subject of the exhibit. */
  readonly exhibit: string;
  readonly label: string;
  /** Of the method that was followed. */
  readonly method?: { readonly id: string; readonly version: string };
  readonly step?: string;
  /** Of a test. */
  readonly technique?: Technique;
  /** Of a test: as the report has to state it. */
  readonly protocol?: string;
  /** Of a test that was made with one. */
  readonly reagent?: Reagent;
  /** What counts, digits as the device gave them. */
  readonly result: FindingResult;
  readonly at: string;
  readonly timeQuality: TimeQuality;
  readonly instrument?: MeasuredBy;
  /** Of what an instrument of a bench measured. */
  readonly measuredIn?: MeasuredIn;
  /** Why it was not fit without reserve, as `InstrumentEvidence` names it; absent where nothing was said against it. */
  readonly reserves?: readonly string[];
  /** Who was signed in. */
  readonly analyst?: string;
  /** A number that somebody read and wrote, with the reason for it. */
  readonly manual?: { readonly reason: string };
  /** What it was before the last thing that was put in its place, which is what counts. */
  readonly amended?: { readonly by: string; readonly why: string; readonly from: FindingResult };
}

/**
 * The table of a report, one row for each finding that stands, in the order of the exhibits and then of time; what was recorded at one
 * moment stays in the order of the record.
 * @param exhibits in the order in which the report names them, as `exhibitsOf` gives them
 */
export function testTable(exhibits: readonly Exhibit[]): TestRow[] {
  const methods = new Map(exhibits.flatMap((exhibit) => exhibit.methods.map((method) => [method.begun, method])));
  return exhibits.flatMap(({ subject, label, findings }) =>
    findings
      .flatMap((finding) => rowOf(finding) ?? [])
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
      .map(({ begun, ...row }) => {
        const { id, version } = methods.get(begun ?? '') ?? {};
        return {
          exhibit: subject,
          label,
          ...row,
          ...(id !== undefined && version !== undefined && { method: { id, version } }),
        };
      }),
  );
}

/** @returns undefined where it was withdrawn */
function rowOf(
  finding: Finding,
): (Omit<TestRow, 'exhibit' | 'label' | 'method'> & { readonly begun?: string }) | undefined {
  const { event, amended } = finding;
  const result = resultOf(finding);
  if (!result) return undefined;
  const last = amended.at(-1);
  const instrument = instrumentOf(event);
  const reserves = evidenceOf(event)?.reserves ?? [];
  const room = measuredIn(event);
  const method = 'method' in event.data ? event.data.method : undefined;
  return {
    event: event.id,
    ...(method && { begun: method.begun, step: method.step }),
    ...(event.type === 'exhibit.tested.v1' && testedBy(event.data)),
    result,
    at: event.time,
    timeQuality: event.timequality,
    ...(instrument && { instrument }),
    ...(room && { measuredIn: room }),
    ...(reserves.length > 0 && { reserves }),
    ...(event.officer !== undefined && { analyst: event.officer }),
    ...(event.type === 'exhibit.weight-written.v1' && { manual: { reason: event.data.reason } }),
    ...(last && { amended: { by: last.by, why: last.why, from: foundBy(event) } }),
  };
}

function testedBy({ technique, protocol, reagent }: EventData<'exhibit.tested.v1'>) {
  return { technique, protocol, ...(reagent && { reagent }) };
}

const evidenceOf = ({ type, data }: FindingEvent): Partial<InstrumentEvidence> | undefined => {
  if (type === 'exhibit.weight-written.v1') return undefined;
  return type === 'exhibit.weighed.v1' || type === 'exhibit.weighed.v2' ? data.balance : data.instrument;
};

function instrumentOf(event: FindingEvent): MeasuredBy | undefined {
  if (event.type === 'exhibit.weight-written.v1') return { written: event.data.balance };
  const evidence = evidenceOf(event);
  if (evidence?.deviceId === undefined || evidence.profile === undefined) return undefined;
  const { deviceId, profile, model, serialNumber, firmware } = evidence;
  return {
    deviceId,
    profile,
    ...(model !== undefined && { model }),
    ...(serialNumber !== undefined && { serialNumber }),
    ...(firmware !== undefined && { firmware }),
  };
}

/** The room of a bench in which something was found with an instrument; undefined where none measured, or nobody says when and where. */
export function measuredIn(event: FindingEvent): MeasuredIn | undefined {
  const evidence = evidenceOf(event);
  if (!evidence) return undefined;
  const { environment } = evidence;
  return { room: roomSubject(event.source), ...(environment !== undefined && { measured: environment }) };
}
