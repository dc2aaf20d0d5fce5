import { type Command, type CustodyEvent, type EventDraft, isCustodyEvent } from '@custody-edge/event-contract';
import type { DeviceStatus, FingerprintImage, Reading } from '@custody-edge/firmware-bridge';
import { GateGallery } from '../gate/finger/gate-gallery.ts';
import { Sought } from '../gate/finger/sought.ts';
import { People } from '../people/people.ts';
import { TakingOver } from '../people/taking-over.ts';
import { Wristbands } from '../people/wristbands.ts';
import { FingerReader } from '../station/finger-reader.ts';
import { isReaderReady, type StationParts, type Workflow } from '../station/station-parts.ts';
import { Turns } from '../station/turns.ts';
import { PersonKeys } from '../store/person-keys.ts';
import { Photographs } from '../store/photographs.ts';
import { SealedFile } from '../store/sealed-file.ts';
import { Counting } from './counting.ts';
import type { CountStationView } from './view.ts';

/** A hand-held that counts: it knows everybody whom the site's stations and the centre told it of, opens no door and moves nobody. */
export class CountStation implements Workflow {
  readonly counting: Counting;
  private readonly parts: StationParts;
  private readonly keys: PersonKeys;
  readonly people: People;
  private readonly wristbands: Wristbands;
  private readonly sought: Sought;
  private readonly gallery: GateGallery;
  private readonly reader: FingerReader;
  private readonly takingOver: TakingOver;
  private readonly turns: Turns;

  constructor(parts: StationParts) {
    const { db, identity, config, log, random } = parts;
    this.parts = parts;
    this.turns = new Turns(
      (error) => {
        parts.logger.error({ err: error }, 'an input of a count failed');
        this.reader.wipe();
        parts.changed();
      },
      (deviceId) => parts.logger.warn({ deviceId }, 'a device sends faster than people can be counted'),
    );
    this.keys = new PersonKeys(db, identity.siteKey, random);
    this.people = new People(db, log, this.keys, identity.centre, config.gate);
    this.wristbands = new Wristbands(log, parts.foreign);
    this.gallery = new GateGallery(
      new SealedFile(config.dataDir, 'gallery', identity.siteKey, random),
      parts.logger,
      (work) => this.turns.take(work),
    );
    this.sought = new Sought(this.people, this.gallery, parts.logger);
    this.reader = new FingerReader(parts, {
      gallery: this.gallery,
      isAttended: () => this.isCounting,
      inTurn: (deviceId, work) => this.turns.takeReading(deviceId, work),
      take: (deviceId, image) => this.take(deviceId, () => this.countFinger(image)),
    });
    this.takingOver = new TakingOver(parts, this.keys, this.people);
    this.counting = new Counting(parts, {
      people: this.people,
      wristbands: this.wristbands,
      gallery: this.gallery,
      photographs: new Photographs(db, this.keys),
      commit: (drafts) => this.commit(drafts),
      inTurn: (work) => this.turns.done(work),
    });
  }

  async start(): Promise<void> {
    // A power cut between the destruction of a key and its scrubbing leaves a copy in the log.
    this.keys.scrub();
    await this.turns.done(() => this.gallery.open());
    const sought = this.people.all().flatMap(({ subject }) => (this.people.isSought(subject) ? [subject] : []));
    await this.gallery.matchTo(new Set(sought), (subject) => this.people.templatesOf(subject));
    await this.parts.log.checkContinuity();
    await this.counting.open();
    const reader = this.parts.bridge.statuses().find(({ kind }) => kind === 'fingerprint-scanner');
    if (reader) this.parts.bridge.fingerprint(reader.deviceId).enable();
  }

  async stop(): Promise<void> {
    this.counting.stop();
    this.reader.wipe();
    await this.turns.ended();
    await this.gallery.close();
  }

  view(): CountStationView {
    return {
      status: this.parts.status(),
      counting: this.counting.view(),
      reader: isReaderReady(this.parts.bridge),
      inCustody: this.people.count('IN_CUSTODY', 'RELEASE_PENDING'),
    };
  }

  onReading(deviceId: string, reading: Reading): void {
    switch (reading.kind) {
      case 'fingerprint-part':
      case 'fingerprint-image':
        this.reader.onReading(deviceId, reading);
        break;
      case 'barcode':
        this.take(deviceId, async () => this.counting.takeBand(reading.text));
        break;
      default:
        break;
    }
  }

  onStatus(_status: DeviceStatus): void {
    this.counting.onDeviceChange();
    this.parts.changed();
  }

  onDutyChange(): void {
    this.counting.onDutyChange();
    this.reader.wipe();
    this.parts.changed();
  }

  /** The centre tells of people here as it tells a gate; nothing else of what it says is for a hand-held. */
  onCommand({ body }: Command): boolean {
    if (body.purpose !== 'tell-of-person') return false;
    this.turns.take(async () => {
      const { news, refused } = await this.takingOver.take([body]);
      for (const { error } of refused) this.parts.logger.error({ err: error }, 'what was told of a person was refused');
      for (const subject of news) await this.sought.look(subject);
      this.parts.changed();
    });
    return true;
  }

  betweenDecisions<Done>(work: () => Done): Promise<Done> {
    return this.turns.done(work);
  }

  onPeerEvents(events: readonly CustodyEvent[]): void {
    this.wristbands.take(events);
    const subjects = [...new Set(events.filter(isCustodyEvent).map(({ subject }) => subject))];
    this.sought.forget(subjects);
    this.look(subjects.filter((subject) => this.sought.isAmiss(subject)));
    this.counting.onPeerEvents(events);
    this.parts.changed();
  }

  onPeerKeys(subjects: readonly string[]): void {
    this.look(subjects);
  }

  private take(deviceId: string, work: () => Promise<void>): void {
    const { officers } = this.parts;
    if (!this.isCounting) {
      officers.turnAway();
      return;
    }
    officers.active();
    this.turns.takeReading(deviceId, work);
  }

  private async countFinger(image: FingerprintImage): Promise<void> {
    this.reader.judge(image, await this.counting.takeFinger(image));
  }

  /** Searches for these people's fingers from now on, or no more; a finger on the glass comes between two of them. */
  private look(subjects: readonly string[]): void {
    for (const subject of subjects) this.turns.take(() => this.sought.look(subject));
  }

  /** Whether somebody is there who counts. */
  private get isCounting(): boolean {
    return this.counting.takesReadings && this.counting.isAllowed;
  }

  private commit(drafts: readonly EventDraft[]): CustodyEvent[] {
    const events = this.people.record(drafts);
    this.parts.committed(events);
    return events;
  }
}
