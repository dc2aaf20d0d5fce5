import {
  type EventDraft,
  type LegalParties,
  type Sealed,
  seal,
  type VisitGround,
  type VisitParties,
} from '@custody-edge/event-contract';
import { uuidV7 } from '@custody-edge/foundation';
import { agentError } from '../../errors.ts';
import { explain, refusalsOf } from '../rules/decision.ts';
import { bookingOf, caseOf, isTaken, midnightOf, nowMsOf, type Sources } from '../sources.ts';
import { type Entry, hashOf } from '../store/entries.ts';
import type { EntryDesk } from './desk.ts';
import type { ToRecord } from './desk-step.ts';

/** The finger that is asked of visitors; which it really is no print tells. */
const askedFinger = 'right-index';

/** Somebody comes in: the visit that begins, and what was taken for it. */
export interface LettingIn extends ToRecord {
  readonly visit: string;
  readonly fingers: { readonly finger: typeof askedFinger; readonly impressions: readonly Uint8Array[] }[];
}

/** A visitor of a family, known before or written down now. */
interface VisitorAtDesk extends ToRecord {
  readonly subject: string;
  /** Seals what is written down about them under their own key; undefined once that was destroyed. */
  seal(field: string, text: string): Sealed | undefined;
}

/** The visitor at the desk; undefined while nobody knows who it is. */
export function visitorOf(sources: Sources, { known, identity }: EntryDesk): VisitorAtDesk | undefined {
  const { keys, visitors, parts } = sources;
  if (known !== undefined)
    return { subject: known, drafts: [], alongside: () => {}, seal: (field, text) => keys.seal(known, field, text) };
  if (!identity) return undefined;
  const subject = `visitor/${uuidV7(parts.clock, parts.random)}`;
  const key = keys.make();
  const sealText = (field: string, text: string) => seal(key, subject, field, Buffer.from(text), parts.random);
  const sealed = sealText('identity', JSON.stringify(identity));
  return {
    subject,
    drafts: [{ type: 'visitor.registered.v1', subject, data: { keyId: key.keyId, identity: sealed } }],
    alongside: () => visitors.store(subject, key, identity, sealed),
    seal: sealText,
  };
}

/** Who comes to whom, and the keys of that; undefined while it is not known. */
interface Parties extends ToRecord {
  readonly parties: VisitParties;
  /** Seals what the visitor says, under the key that seals who they are. */
  seal(field: string, text: string): Sealed | undefined;
}

function partiesOf(sources: Sources, desk: EntryDesk, visit: string): Parties | undefined {
  const { person, identity, licence, relation } = desk;
  if (person === undefined || !identity) return undefined;
  const { keys, parts } = sources;
  if (desk.kind === 'legal') {
    if (licence === undefined) return undefined;
    const key = keys.make();
    const content: LegalParties = { lawyer: identity, licence, person };
    const sealText = (field: string, text: string) => seal(key, visit, field, Buffer.from(text), parts.random);
    return {
      parties: { kind: 'legal', keyId: key.keyId, sealed: sealText('legal', JSON.stringify(content)) },
      drafts: [],
      alongside: () => keys.store(visit, key),
      seal: sealText,
    };
  }
  const visitor = visitorOf(sources, desk);
  if (!visitor || !relation) return undefined;
  const { subject, drafts, alongside } = visitor;
  return {
    parties: { kind: 'family', visitor: subject, person, relation },
    drafts,
    alongside,
    seal: (field, text) => visitor.seal(field, text),
  };
}

/** @throws `action-incomplete` while anything stands against it */
export function lettingIn(sources: Sources, desk: EntryDesk): LettingIn {
  const missing = refusalsOf(caseOf(sources, desk));
  const visit = bookingOf(sources, desk)?.subject ?? desk.visit;
  const whose = partiesOf(sources, desk, visit);
  const { search, finger, sight, goods, photograph, noPhotograph } = desk;
  const isFinger = isTaken(sources, finger);
  if (missing.length > 0 || !whose || !search || search === 'refused' || !goods || (!isFinger && !sight))
    throw agentError('action-incomplete', { missing: missing.map((refusal) => explain(refusal).en) });
  const { entries, visits, parts } = sources;
  const fingers = isFinger && finger ? [{ finger: askedFinger, impressions: finger.impressions } as const] : [];
  const entry: Entry = entries.prepare(
    visit,
    fingers,
    photograph === undefined ? undefined : Buffer.from(photograph, 'base64'),
  );
  const pass = visits.nextPass(midnightOf(sources));
  const draft: EventDraft = {
    type: 'visit.began.v1',
    subject: visit,
    data: {
      parties: whose.parties,
      pass,
      children: goods.children,
      search,
      compared: [...desk.others],
      ...(goods.items.length > 0 && { deposit: { token: pass, items: [...goods.items] } }),
      entry:
        fingers[0] && finger
          ? {
              method: 'fingerprint',
              finger: askedFinger,
              impressions: finger.impressions.length,
              scanner: finger.scanner,
            }
          : { method: 'sight', reason: sight?.reason ?? 'worn', approval: sight?.approval ?? '' },
      entryKeyId: entry.key.keyId,
      ...(entry.photograph && { photograph: hashOf(entry.photograph) }),
      ...(noPhotograph && { noPhotograph }),
      due: new Date(nowMsOf(sources) + parts.config.visitor.visitMinutes * 60_000).toISOString(),
    },
  };
  return {
    visit,
    fingers,
    drafts: [...whose.drafts, draft],
    alongside: () => {
      whose.alongside();
      entries.store(visit, entry);
    },
  };
}

/** The visitor goes home; who it was is on record as well, as far as they said. */
export function turningAway(
  sources: Sources,
  desk: EntryDesk,
  grounds: readonly VisitGround[],
  words: string | undefined,
): ToRecord {
  const whose = partiesOf(sources, desk, desk.visit);
  const visitor = whose || desk.kind === 'legal' ? undefined : visitorOf(sources, desk);
  const of = whose ?? visitor;
  const sealed = words === undefined ? undefined : of?.seal('words', words);
  const draft: EventDraft = {
    type: 'visit.refused.v1',
    subject: desk.visit,
    data: {
      ...(whose && { parties: whose.parties }),
      ...(visitor && { visitor: visitor.subject }),
      grounds: [...grounds],
      ...(sealed && { words: sealed }),
    },
  };
  return { drafts: [...(of?.drafts ?? []), draft], alongside: () => of?.alongside() };
}

/** The visit is booked for a day. @throws `action-incomplete` while it is not known who comes to whom */
export function booking(sources: Sources, desk: EntryDesk, on: string): ToRecord {
  const whose = desk.kind === 'family' ? partiesOf(sources, desk, desk.visit) : undefined;
  if (!whose) throw agentError('action-incomplete', { missing: ['relation'] });
  const { drafts, alongside, parties } = whose;
  return { drafts: [...drafts, { type: 'visit.booked.v1', subject: desk.visit, data: { parties, on } }], alongside };
}
