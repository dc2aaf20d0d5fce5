import type { KnownOfficer } from '../approval.ts';
import { isSigned, signersOf } from '../custody/signed-words.ts';
import { wordsAsked } from '../custody/words.ts';
import type { CustodyEvent, Envelope } from '../envelope.ts';
import type { EventData, EventDraft } from '../events/catalogue.ts';
import type { PartKind, Seal, WeightKind } from '../events/exhibit.ts';
import { panPlaces } from '../events/instrument.ts';
import type { ReviewKind } from '../events/lab-case.ts';
import type { Exhibit } from '../laboratory/exhibit.ts';
import { foldExhibit } from '../laboratory/exhibit.ts';
import { type CaseSources, foldCase, type LabCase } from '../laboratory/lab-case.ts';
import { exhibitSubject, instrumentSubject, roomSubject } from '../laboratory/subjects.ts';
import { eventId, eventOf, present } from '../test-kit.ts';
import { known, type Member, newMember, signedBy } from './staff.ts';

/** The staff of a laboratory. */
export const analyst = newMember('7001', 'analyst');
export const colleague = newMember('7002', 'analyst');
export const clerk = newMember('7003', 'reception');
export const supervisor = newMember('7100', 'supervisor');
const staff = [analyst, colleague, clerk, supervisor];
export const labOfficers: readonly KnownOfficer[] = staff.map(known);

export const labCase = 'case/c-1';
export const parcel = 'L-1/1';
export const contentHash = 'C'.repeat(43);
export const methodHash = 'M'.repeat(43);
export const seized = '2026-03-01T05:00:00.000Z';
const hourMs = 3_600_000;
/** So many hours after the seizure. */
export const hours = (count: number): string => new Date(Date.parse(seized) + count * hourMs).toISOString();

export const sealOf = (mark: string, state: Seal['state'] = 'intact'): Seal => ({ mark, state });
const bearer = { agency: 'anf', rank: 'Constable', beltNumber: '2210' } as const;
export const balance = {
  deviceId: 'balance',
  profile: 'sartorius-sbi',
  serialNumber: '0031801165',
  model: 'MSE1203S',
  reserves: [] as string[],
};
export const unread = { deviceId: 'balance', profile: 'sartorius-sbi', serialNumber: '0031801165' };
const balanceSubject = instrumentSubject(unread.profile, unread.serialNumber, unread.deviceId);

type Changes<Type extends EventDraft['type']> = Partial<EventData<Extract<EventDraft, { type: Type }>['type']>>;
export interface PartOf {
  readonly label: string;
  readonly kind: PartKind;
}

/** One valid draft of each thing that a laboratory records. */
export const labDrafts = {
  opened: (
    changes: Partial<EventData<'case.opened.v1'>['memorandum']> = {},
    section: LabCase['section'] = 'narcotics-chemistry',
  ) =>
    ({
      type: 'case.opened.v1',
      subject: labCase,
      data: {
        number: 'FSL-12/2026',
        section,
        memorandum: {
          number: 'TM-7',
          agency: 'anf',
          policeStation: 'ANF Quetta',
          fir: 'FIR 3/2026',
          seizedAt: seized,
          roadCertificate: 'RC-9',
          depositor: bearer,
          ...changes,
        },
      },
    }) satisfies EventDraft,
  assigned: (
    to: Member = analyst,
    appointment: string | undefined = 'SRO 14(I)/2020',
    settles: readonly string[] = [],
  ) =>
    ({
      type: 'case.assigned.v1',
      subject: labCase,
      data: {
        analyst: to.officerId,
        ...(appointment !== '' && { appointment }),
        ...(settles.length > 0 && { settles: [...settles] }),
        approvals: ['one'],
      },
    }) satisfies EventDraft,
  concluded: (by = analyst) =>
    ({
      type: 'case.concluded.v1',
      subject: labCase,
      data: {
        analyst: by.officerId,
        number: 'FSL-Q/2026/1',
        conclusion: 'As heroin reacts.',
        laboratory: { en: 'Forensic laboratory', ur: 'فرانزک لیبارٹری', address: 'Quetta' },
        approvals: ['one'],
      },
    }) satisfies EventDraft,
  reviewed: (review: ReviewKind = 'technical-review', hash = contentHash) =>
    ({
      type: 'case.reviewed.v1',
      subject: labCase,
      data: { review, contentHash: hash, approvals: ['one'] },
    }) satisfies EventDraft,
  givenBack: (review: ReviewKind = 'technical-review') =>
    ({
      type: 'case.given-back.v1',
      subject: labCase,
      data: { review, remarks: 'unit 4 has no net weight' },
    }) satisfies EventDraft,
  received: (label = parcel, changes: Changes<'exhibit.received.v1'> = {}) =>
    ({
      type: 'exhibit.received.v1',
      subject: exhibitSubject(label),
      data: {
        case: labCase,
        label,
        parcel: '1',
        described: 'a parcel in white cloth',
        seals: [sealOf('SHO-1'), sealOf('SHO-2')],
        place: 'Reception',
        approvals: ['one'],
        ...changes,
      },
    }) satisfies EventDraft,
  handedOver: (from: Member, to: Member, label = parcel) =>
    ({
      type: 'exhibit.handed-over.v1',
      subject: exhibitSubject(label),
      data: { from: from.officerId, to: to.officerId, place: 'Bench 1', approvals: ['one', 'two'] },
    }) satisfies EventDraft,
  unsealed: (label = parcel, seals = [sealOf('SHO-1'), sealOf('SHO-2')]) =>
    ({ type: 'exhibit.opened.v1', subject: exhibitSubject(label), data: { seals } }) satisfies EventDraft,
  divided: (label = parcel, parts: readonly PartOf[] = [{ label: 'L-1/1/1', kind: 'unit' }]) =>
    ({
      type: 'exhibit.divided.v1',
      subject: exhibitSubject(label),
      data: {
        parts: parts.map((part) => ({ exhibit: exhibitSubject(part.label), described: 'a packet', ...part })),
      },
    }) satisfies EventDraft,
  takenFrom: (label = 'L-1/1/1', kind: PartKind = 'unit', parent = parcel) =>
    ({
      type: 'exhibit.taken-from.v1',
      subject: exhibitSubject(label),
      data: { parent: exhibitSubject(parent), label, kind, described: 'a packet' },
    }) satisfies EventDraft,
  methodBegun: (label = parcel, hash = methodHash) =>
    ({
      type: 'exhibit.method-begun.v1',
      subject: exhibitSubject(label),
      data: { id: 'narcotics-units', version: '1', hash },
    }) satisfies EventDraft,
  unitsChosen: (chosen: readonly string[] = ['L-1/1/1'], begun = eventId, label = parcel) =>
    ({
      type: 'exhibit.units-chosen.v1',
      subject: exhibitSubject(label),
      data: {
        method: { begun, step: 'choose' },
        plan: { by: 'hypergeometric', population: 120, share: '0.9', confidence: '0.95', negatives: 0 },
        seed: 'A'.repeat(22),
        chosen: chosen.map(exhibitSubject),
      },
    }) satisfies EventDraft,
  weighed: (label = parcel, what: WeightKind = 'net', changes: Changes<'exhibit.weighed.v2'> = {}) =>
    ({
      type: 'exhibit.weighed.v2',
      subject: exhibitSubject(label),
      data: {
        what,
        value: '52.1870',
        unit: 'g',
        load: 'net',
        samples: [
          { raw: 'TiAgICAg', value: '52.1869', afterMs: 0 },
          { raw: 'TiAgICAg', value: '52.1870', afterMs: 1000 },
        ],
        steady: { readings: 2, withinDivisions: 2, division: '0.0001', durationMs: 1000 },
        balance,
        ...changes,
      },
    }) satisfies EventDraft,
  weightWritten: (label = parcel, what: WeightKind = 'net') =>
    ({
      type: 'exhibit.weight-written.v1',
      subject: exhibitSubject(label),
      data: {
        what,
        value: '52.19',
        unit: 'g',
        reason: 'the cable of the balance is broken',
        balance: 'Mettler in room 4',
      },
    }) satisfies EventDraft,
  tested: (label = parcel, changes: Changes<'exhibit.tested.v1'> = {}) =>
    ({
      type: 'exhibit.tested.v1',
      subject: exhibitSubject(label),
      data: {
        technique: 'colour-test',
        protocol: 'SOP-NC-03, Marquis',
        outcome: 'positive',
        observed: 'purple at once',
        reagent: { name: 'Marquis', batch: 'B-4', controls: { positive: true, blank: true } },
        files: [],
        ...changes,
      },
    }) satisfies EventDraft,
  fileBound: (label = parcel, changes: Changes<'exhibit.file-bound.v1'> = {}) =>
    ({
      type: 'exhibit.file-bound.v1',
      subject: exhibitSubject(label),
      data: { name: 'RUN-014.pdf', mediaType: 'application/pdf', bytes: 48_210, hash: 'F'.repeat(43), ...changes },
    }) satisfies EventDraft,
  amended: (
    supersedes = eventId,
    amendment: EventData<'exhibit.amended.v1'>['amendment'] = { of: 'withdrawn' },
    label = parcel,
  ) =>
    ({
      type: 'exhibit.amended.v1',
      subject: exhibitSubject(label),
      data: { supersedes, amendment, why: 'the pan was not clean', approvals: ['one'] },
    }) satisfies EventDraft,
  forkSettled: (
    ends: readonly string[] = [eventId, eventId],
    changes: Changes<'exhibit.fork-settled.v1'> = {},
    label = parcel,
  ) =>
    ({
      type: 'exhibit.fork-settled.v1',
      subject: exhibitSubject(label),
      data: {
        ends: [...ends],
        found: {
          state: 'held',
          custodian: analyst.officerId,
          place: 'Bench 1',
          isOpen: true,
          seals: [sealOf('SHO-1')],
        },
        why: 'the cable was cut',
        approvals: ['one', 'two'],
        ...changes,
      },
    }) satisfies EventDraft,
  resealed: (label = parcel, seals = [sealOf('FSL-1')]) =>
    ({ type: 'exhibit.resealed.v1', subject: exhibitSubject(label), data: { seals } }) satisfies EventDraft,
  returned: (label = parcel) =>
    ({
      type: 'exhibit.returned.v1',
      subject: exhibitSubject(label),
      data: { to: bearer, roadCertificate: 'RC-12', approvals: ['one'] },
    }) satisfies EventDraft,
  calibrated: (changes: Changes<'instrument.calibrated.v1'> = {}) =>
    ({
      type: 'instrument.calibrated.v1',
      subject: balanceSubject,
      data: {
        instrument: unread,
        certificate: 'NPSL-771',
        by: 'National Physical and Standards Laboratory',
        calibratedOn: '2026-01-10',
        dueOn: '2027-01-10',
        ...changes,
      },
    }) satisfies EventDraft,
  tried: (trial: EventData<'instrument.tried.v1'>['trial'] = 'check-weight', value = '199.998') =>
    ({
      type: 'instrument.tried.v1',
      subject: balanceSubject,
      data: {
        instrument: unread,
        trial,
        weight: { mark: 'E2-200', nominal: '200.000' },
        unit: 'g',
        readings: [{ value, raw: 'TiAgICAg' }],
      },
    }) satisfies EventDraft,
  /** At each place of the pan. */
  triedAt: (...values: readonly string[]) =>
    ({
      type: 'instrument.tried.v2',
      subject: balanceSubject,
      data: {
        instrument: unread,
        trial: 'eccentricity',
        unit: 'g',
        readings: panPlaces.map((place, index) => ({
          weight: { mark: 'E2-200', nominal: '200.000' },
          place,
          value: values[index] ?? '199.998',
          raw: 'TiAgICAg',
        })),
      },
    }) satisfies EventDraft,
  /** With loads from light to heavy. */
  triedWith: (...nominals: readonly string[]) =>
    ({
      type: 'instrument.tried.v2',
      subject: balanceSubject,
      data: {
        instrument: unread,
        trial: 'linearity',
        unit: 'g',
        readings: (nominals.length > 0 ? nominals : ['50.000', '100.000', '200.000']).map((nominal) => ({
          weight: { mark: `E2-${nominal}`, nominal },
          value: nominal,
          raw: 'TiAgICAg',
        })),
      },
    }) satisfies EventDraft,
  withdrawn: (reason = 'drifts') =>
    ({
      type: 'instrument.withdrawn.v1',
      subject: balanceSubject,
      data: { instrument: unread, reason },
    }) satisfies EventDraft,
  backInUse: (reason = 'adjusted by its maker') =>
    ({
      type: 'instrument.back-in-use.v1',
      subject: balanceSubject,
      data: { instrument: unread, reason },
    }) satisfies EventDraft,
  roomMeasured: (changes: Changes<'room.measured.v1'> = {}) =>
    ({
      type: 'room.measured.v1',
      subject: roomSubject('/fsl/bench-1'),
      data: { temperature: '21.4', humidity: '45', instrument: 'TH-3', ...changes },
    }) satisfies EventDraft,
};

/** Each of them once. */
export const everyLabDraft = (): readonly EventDraft[] => [
  ...[labDrafts.opened(), labDrafts.assigned(), labDrafts.concluded(), labDrafts.reviewed(), labDrafts.givenBack()],
  ...[labDrafts.received(), labDrafts.handedOver(clerk, analyst), labDrafts.unsealed(), labDrafts.methodBegun()],
  ...[labDrafts.divided(), labDrafts.unitsChosen(), labDrafts.takenFrom(), labDrafts.weighed()],
  ...[labDrafts.weightWritten(), labDrafts.tested(), labDrafts.fileBound(), labDrafts.amended()],
  labDrafts.forkSettled(),
  ...[labDrafts.resealed(), labDrafts.returned(), labDrafts.calibrated(), labDrafts.tried(), labDrafts.triedAt()],
  ...[labDrafts.withdrawn(), labDrafts.backInUse(), labDrafts.roomMeasured()],
];

/** How an event is written. */
interface Writing {
  /** Who is signed in. */
  readonly by?: Member;
  /** Whose words it holds; whoever is signed in, as often as it asks, where nobody is named. */
  readonly words?: readonly Member[];
  /** What it follows, in place of what was written last of its subject. */
  readonly after?: string;
  readonly at?: string;
  readonly changes?: Partial<Envelope>;
}

/** What the stations of a laboratory wrote down, each event after the last one of its subject. */
export class LabRecord {
  readonly events: CustodyEvent[] = [];
  private readonly lastOf = new Map<string, string>();

  write(draft: EventDraft, { by = analyst, words, after, at = hours(20), changes = {} }: Writing = {}): CustodyEvent {
    const given = words ?? wordsAsked(draft).map(() => by);
    const follows = after ?? this.lastOf.get(draft.subject);
    const event = eventOf(withWords(draft, given, at), {
      source: '/fsl/bench-1',
      time: at,
      officer: by.officerId,
      ...(follows !== undefined && { after: follows }),
      ...changes,
    });
    this.lastOf.set(draft.subject, event.id);
    this.events.push(event);
    return event;
  }

  of(label: string): CustodyEvent[] {
    return this.events.filter(({ subject }) => subject === exhibitSubject(label));
  }

  exhibit(label = parcel): Exhibit {
    return present(foldExhibit(this.of(label), isSignedInLab));
  }

  exhibits(): Exhibit[] {
    const subjects = new Set(this.events.map(({ subject }) => subject));
    return [...subjects].flatMap(
      (subject) =>
        foldExhibit(
          this.events.filter((event) => event.subject === subject),
          isSignedInLab,
        ) ?? [],
    );
  }

  labCase(sources: CaseSources = {}): LabCase {
    const own = this.events.filter(({ subject }) => subject === labCase);
    return present(foldCase(own, this.exhibits(), { signersOf: signersInLab, ...sources }));
  }
}

/** The words that a draft has to hold, each by the officer in its place; where there is none stands what nobody signed. */
function withWords(draft: EventDraft, words: readonly Member[], at: string): EventDraft {
  const asked = wordsAsked(draft);
  if (asked.length === 0) return draft;
  const signed = signedBy(draft, words, { station: 'bench-1', atMs: Date.parse(at) });
  if ('approvals' in signed.data)
    while (signed.data.approvals.length < asked.length) signed.data.approvals.push('signed by nobody');
  return signed;
}

export const isSignedInLab = (event: CustodyEvent): boolean => isSigned(event, labOfficers);
export const signersInLab = (event: CustodyEvent): string[] =>
  isSigned(event, labOfficers) ? signersOf(event, labOfficers).map(({ officerId }) => officerId) : [];

/** A parcel that reception took in and handed to the analyst, who opened it. */
export function openParcel(record = new LabRecord()): LabRecord {
  record.write(labDrafts.received(), { by: clerk });
  record.write(labDrafts.handedOver(clerk, analyst), { by: clerk, words: [clerk, analyst] });
  record.write(labDrafts.unsealed());
  return record;
}
