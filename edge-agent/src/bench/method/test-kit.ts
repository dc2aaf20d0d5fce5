import {
  type CustodyEvent,
  type EventDraft,
  type Exhibit,
  foldExhibit,
  type PartKind,
} from '@custody-edge/event-contract';
import { type FiledMethod, type Method, methodSchema } from './method.ts';

const hash = 'h'.repeat(43);
const instrument = { deviceId: 'balance-1', profile: 'mettler-mt-sics', reserves: [] };

/** A method of a test; what it leaves out is as short as can be. */
export function methodOf(fields: Record<string, unknown>): FiledMethod {
  const method: Method = methodSchema.parse({
    id: 'trial',
    version: '1',
    title: both('Trial'),
    section: 'narcotics-chemistry',
    sources: ['None'],
    ...fields,
  });
  return { method, hash };
}

export const both = (en: string) => ({ en, ur: 'یہ کریں' });

/** A step as a file writes it. */
export const step = (id: string, kind: string, { of, ...fields }: Record<string, unknown> = {}) => ({
  id,
  prompt: both(`Do ${id}`),
  ...(of !== undefined && { of }),
  kind,
  ...fields,
});

/** What stations wrote of exhibits, without their signatures. */
export class LabRecord {
  readonly begun: string;
  private readonly events: CustodyEvent[] = [];
  private made = 0;

  /** A parcel that came sealed, and with which the method is followed. */
  constructor({ method, hash: ofFile }: FiledMethod) {
    this.write({
      type: 'exhibit.received.v1',
      subject: whole,
      data: {
        case: 'case/1',
        label: 'P-1',
        parcel: '1',
        described: 'A parcel',
        seals: [{ mark: 'MHC', state: 'intact' }],
        place: 'Narcotics',
        approvals: ['x'.repeat(20)],
      },
    });
    this.begun = this.write({
      type: 'exhibit.method-begun.v1',
      subject: whole,
      data: { id: method.id, version: method.version, hash: ofFile },
    });
  }

  write(draft: EventDraft): string {
    this.made += 1;
    const id = `01980000-0000-7000-8000-${this.made.toString(16).padStart(12, '0')}`;
    const after = this.events.findLast(({ subject }) => subject === draft.subject)?.id;
    this.events.push({
      specversion: '1.0',
      id,
      source: '/quetta/bench-1',
      time: '2026-03-01T05:00:00.000Z',
      datacontenttype: 'application/json',
      chainid: '0b9f3a52-8f0a-4c1f-9b56-0d2a1f1b7c11',
      sequence: this.made,
      prevhash: hash,
      bootid: '0b9f3a52-8f0a-4c1f-9b56-0d2a1f1b7c11',
      timequality: 'synced',
      officer: '4417',
      ...(after !== undefined && { after }),
      ...draft,
    });
    return id;
  }

  open(subject: string): void {
    this.write({ type: 'exhibit.opened.v1', subject, data: { seals: [{ mark: 'MHC', state: 'broken' }] } });
  }

  reseal(subject: string): void {
    this.write({ type: 'exhibit.resealed.v1', subject, data: { seals: [{ mark: 'FSL 9', state: 'intact' }] } });
  }

  divide(subject: string, parts: readonly { readonly exhibit: string; readonly kind: PartKind }[]): void {
    const named = parts.map((part) => ({ ...part, label: labelOf(part.exhibit), described: 'A part' }));
    this.write({ type: 'exhibit.divided.v1', subject, data: { parts: named } });
    for (const { exhibit, ...of } of named)
      this.write({ type: 'exhibit.taken-from.v1', subject: exhibit, data: { parent: subject, ...of } });
  }

  weigh(subject: string, name: string, fields: Partial<EventData<'exhibit.weighed.v2'>> = {}): string {
    return this.write({
      type: 'exhibit.weighed.v2',
      subject,
      data: {
        method: this.stepOf(name),
        what: 'gross',
        value: '10.00',
        unit: 'g',
        load: 'gross',
        samples: [{ raw: 'UyBT', value: '10.00', afterMs: 0 }],
        steady: { readings: 3, withinDivisions: 2, division: '0.01', durationMs: 1000 },
        balance: instrument,
        ...fields,
      },
    });
  }

  writeWeight(subject: string, name: string, value: string): string {
    return this.write({
      type: 'exhibit.weight-written.v1',
      subject,
      data: { method: this.stepOf(name), what: 'gross', value, unit: 'g', reason: 'Off', balance: 'Old' },
    });
  }

  test(subject: string, name: string, fields: Partial<EventData<'exhibit.tested.v1'>> = {}): string {
    return this.write({
      type: 'exhibit.tested.v1',
      subject,
      data: {
        method: this.stepOf(name),
        technique: 'colour-test',
        protocol: 'SOP 4',
        outcome: 'positive',
        observed: 'Violet',
        files: [],
        ...fields,
      },
    });
  }

  bind(subject: string, name: string, fields: Partial<EventData<'exhibit.file-bound.v1'>> = {}): string {
    return this.write({
      type: 'exhibit.file-bound.v1',
      subject,
      data: { method: this.stepOf(name), name: 'a', mediaType: 'image/jpeg', bytes: 9, hash, ...fields },
    });
  }

  choose(chosen: readonly string[], plan: Partial<EventData<'exhibit.units-chosen.v1'>['plan']> = {}): string {
    return this.write({
      type: 'exhibit.units-chosen.v1',
      subject: whole,
      data: {
        method: this.stepOf('draw'),
        plan: { by: 'hypergeometric', population: 3, share: '0.9', confidence: '0.95', negatives: 0, ...plan },
        seed: 'A'.repeat(22),
        chosen: [...chosen],
      },
    });
  }

  amend(subject: string, supersedes: string, amendment: EventData<'exhibit.amended.v1'>['amendment']): string {
    return this.write({
      type: 'exhibit.amended.v1',
      subject,
      data: { supersedes, amendment, why: 'Wrong', approvals: ['x'.repeat(20)] },
    });
  }

  whole(): Exhibit {
    return this.exhibit(whole);
  }

  /** Everything that was taken from it. */
  parts(): Exhibit[] {
    const subjects = new Set(this.events.map(({ subject }) => subject));
    subjects.delete(whole);
    return [...subjects].map((subject) => this.exhibit(subject));
  }

  private exhibit(subject: string): Exhibit {
    const exhibit = foldExhibit(this.events.filter((event) => event.subject === subject));
    if (!exhibit) throw new Error(`no record of ${subject}`);
    return exhibit;
  }

  private readonly stepOf = (name: string) => ({ begun: this.begun, step: name });
}

type EventData<Type extends EventDraft['type']> = Extract<EventDraft, { type: Type }>['data'];

export const whole = 'exhibit/whole';
export const unit = (number: number): string => `exhibit/unit-${number}`;
const labelOf = (subject: string): string => subject.slice('exhibit/'.length);
