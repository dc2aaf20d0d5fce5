import { type EventDraft, provisionalReasonsOf } from '@custody-edge/event-contract';
import { agentError } from '../errors.ts';
import type { People } from '../people/people.ts';
import { deviceOf, type StationParts, stationSubject } from '../station/station-parts.ts';
import type { Naming } from '../store/event-log.ts';
import type { PersonKeys } from '../store/person-keys.ts';
import { type Photographs, sealPhotograph } from '../store/photographs.ts';
import { prepareAdmission } from './admission/admit.ts';
import { answerDraft } from './admission/conflict.ts';
import type { ExpectedList } from './admission/expected.ts';
import type { Desk, DeskEffect, Van } from './desk.ts';
import type { DoorWatch } from './door/door-watch.ts';
import { showAtGate } from './door/signs.ts';
import type { GateGallery } from './finger/gate-gallery.ts';
import { matchAnswerDraft } from './match/match.ts';
import type { MatchedPeople } from './match/matched-people.ts';
import type { CourtList } from './order/court-list.ts';
import { photographedDraft } from './photograph/photographed.ts';
import type { BandPrinter } from './slip/band-printer.ts';
import type { Slips } from './slip/slips.ts';

/** Puts an event on record, with what else is written then and further events of the same subject. */
export type Commit = (draft: EventDraft, alongside?: () => void, ...further: readonly EventDraft[]) => void;

/** Puts events of several subjects on record together, and then those that name them. */
type CommitAll = (drafts: readonly EventDraft[], alongside: () => void, naming: Naming) => void;

interface Sinks {
  readonly people: People;
  readonly keys: PersonKeys;
  readonly photographs: Photographs;
  readonly courtList: CourtList;
  readonly expected: ExpectedList;
  readonly matched: MatchedPeople;
  readonly gallery: GateGallery;
  readonly slips: Slips;
  readonly bands: BandPrinter;
  readonly door: DoorWatch;
  readonly commit: Commit;
  readonly commitAll: CommitAll;
  readonly setVan: (van: Van | undefined) => void;
}

type Effect<Kind extends DeskEffect['kind']> = Extract<DeskEffect, { kind: Kind }>;

/** Does what the desk decided: first what must be on record, then the gallery, the lock and the printer. */
export class Effects {
  private readonly parts: StationParts;
  private readonly sinks: Sinks;

  constructor(parts: StationParts, sinks: Sinks) {
    this.parts = parts;
    this.sinks = sinks;
  }

  /**
   * @returns the desk to show instead of the step's own, where the effect knows better
   * @throws `event-refused`, `database-damaged`; nothing happened then
   */
  async carryOut(effect: DeskEffect): Promise<Desk | undefined> {
    const { keys, slips, bands, commit } = this.sinks;
    switch (effect.kind) {
      case 'record':
        await this.record(effect.draft);
        return undefined;
      case 'erase':
        await this.erase(effect.draft);
        return undefined;
      case 'answer-conflict':
        commit(answerDraft(effect, keys.find(effect.subject), this.parts.random));
        return undefined;
      case 'answer-match':
        await this.answerMatch(effect);
        return undefined;
      case 'photograph':
        this.keepPhotograph(effect);
        return undefined;
      case 'van':
        this.sinks.setVan(effect.van);
        return undefined;
      case 'depart':
        await this.depart(effect);
        return undefined;
      case 'open':
        this.open();
        return undefined;
      case 'print-slip':
        slips.print(effect.subject, effect.copy);
        return undefined;
      case 'print-band':
        bands.print(effect.subject);
        return undefined;
      case 'admit':
        return this.admit(effect);
    }
  }

  private async record(draft: EventDraft): Promise<void> {
    await this.follow([draft], (alongside) => this.sinks.commit(draft, alongside));
  }

  /** The record still verifies; what was sealed can be read by nobody any more. */
  private async erase(draft: Effect<'erase'>['draft']): Promise<void> {
    const { keys, gallery, commit } = this.sinks;
    const { subject, data } = draft;
    if (keys.find(subject)?.keyId !== data.keyId) throw agentError('person-unknown', { subject });
    // Before the key: a power cut in between costs a slow start, and never leaves the person's fingers on the disk.
    gallery.eraseFile();
    commit(draft, () => {
      keys.destroy(subject);
      this.parts.outbox.dropGrantsOf(subject);
    });
    keys.scrub();
    await gallery.forget(subject);
  }

  private async depart({ drafts, counted }: Effect<'depart'>): Promise<void> {
    await this.follow(drafts, (alongside) =>
      this.sinks.commitAll(drafts, alongside, (events) => [
        {
          type: 'gate.manifest-closed.v1',
          subject: stationSubject(this.parts.config.stationId),
          data: { ...counted, movements: events.map(({ id }) => id) },
        },
      ]),
    );
  }

  /** Lists and gallery follow what is put on record. */
  private async follow(drafts: readonly EventDraft[], commit: (alongside: () => void) => void): Promise<void> {
    const { people, courtList, gallery } = this.sinks;
    const before = new Map(drafts.map(({ subject }) => [subject, people.isSought(subject)]));
    commit(() => {
      for (const { type, subject } of drafts) if (type === 'prisoner.out-to-court.v1') courtList.strike(subject);
    });
    for (const { type, subject } of drafts) if (type === 'prisoner.out-to-court.v1') courtList.struck(subject);
    for (const [subject, wasSought] of before) {
      const isSought = people.isSought(subject);
      if (wasSought && !isSought) gallery.leave(subject);
      if (!wasSought && isSought) await gallery.join(subject, people.templatesOf(subject));
    }
  }

  private async answerMatch(effect: Effect<'answer-match'>): Promise<void> {
    const { keys, matched, commit } = this.sinks;
    const { subject, person } = effect;
    const draft = matchAnswerDraft(effect, matched.of(subject, person), keys.find(subject), this.parts.random);
    commit(draft, () => matched.strike(subject, person));
    await matched.open();
  }

  private keepPhotograph({ subject, jpeg }: Effect<'photograph'>): void {
    const { keys, photographs, commit } = this.sinks;
    const key = keys.find(subject);
    if (!key) return;
    const photograph = sealPhotograph(key, subject, Buffer.from(jpeg, 'base64'), this.parts.random);
    commit(photographedDraft(subject, photograph, 'later'), () => photographs.store(subject, photograph));
  }

  private async admit({ admission: desk, subject: expectedAs }: Effect<'admit'>): Promise<Desk> {
    const { identity, random, outbox, officers, config, timeFloor } = this.parts;
    const { people, keys, photographs, expected, gallery, commit } = this.sinks;
    const officer = officers.attending;
    const compared = people.all().filter(({ subject }) => people.isSought(subject)).length;
    const facts = { compared, policy: config.gate, nowMs: timeFloor.nowMs(), subject: expectedAs };
    const admission = await prepareAdmission(desk, facts, keys, identity.centre, identity.signer, random);
    // Keys were made meanwhile: what one officer confirmed is not recorded as another's.
    if (officers.attending !== officer) throw agentError('sign-in-first');
    const { photograph, hands, draft, grant, fingers } = admission;
    const { subject, data } = draft;
    const photographed = photograph ? [photographedDraft(subject, photograph, 'at-admission')] : [];
    const alongside = () => {
      admission.storeKey();
      if (photograph) photographs.store(subject, photograph);
      for (const hand of hands) photographs.storeHand(subject, hand);
      expected.strike(data.warrant);
      outbox.addGrant(grant.grantId, grant.text);
    };
    commit(draft, alongside, ...photographed);
    if (desk.sameAs !== undefined) await gallery.forget(subject);
    await gallery.join(subject, fingers);
    const provisional = provisionalReasonsOf(data, people.find(subject)?.custody.centralSearch?.state);
    const done = { step: 'done', movement: 'admission', subject, provisional } as const;
    this.sinks.bands.print(subject);
    if (people.propertyOf(subject) === 'none') return done;
    this.sinks.slips.print(subject, false);
    return { ...done, slips: true };
  }

  /** Releases the lock for the movement just recorded. The record stands even if the lock fails: a person opens then. */
  private open(): void {
    const { bridge, config, logger, officers } = this.parts;
    this.sinks.door.take({ kind: 'movement', windowMs: config.gate.passageWindowMs });
    const released = (async () => {
      // What everybody sees and hears at the gate stays the same.
      if (!officers.keepsDoorShut) await bridge.gateIo(deviceOf(bridge, 'gate-io')).pulseLock(config.gate.lockPulseMs);
    })();
    released.catch((error: unknown) => logger.error({ err: error }, 'the lock could not be worked'));
    showAtGate(this.parts, 'granted');
  }
}
