import { createHash } from 'node:crypto';
import { findProfile } from '@custody-edge/device-profiles';
import {
  asPlainText,
  dayInPakistan,
  type EventData,
  type EventDraft,
  foldInstrument,
  type InstrumentEvidence,
  type InstrumentState,
  instrumentSubject,
} from '@custody-edge/event-contract';
import type { DeviceStatus } from '@custody-edge/firmware-bridge';
import { agentError } from '../../errors.ts';
import type { StationParts } from '../../station/station-parts.ts';
import { reservesOf } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import { Folded } from '../store/folded.ts';
import { type Fitness, fitnessOf } from './fitness.ts';

type Parts = Pick<StationParts, 'bridge' | 'catalogue' | 'config' | 'log' | 'timeFloor' | 'clock'>;
type Evidence = EventData<'instrument.withdrawn.v1'>['instrument'];

const measuring: ReadonlySet<DeviceStatus['kind']> = new Set(['balance', 'spectrometer', 'instrument']);

/** The instruments of this station: what they say of themselves, and what the record says of them. */
export class Instruments {
  private readonly parts: Parts;
  private readonly rooms: Rooms;
  private readonly folded = new Folded<InstrumentState>(64);
  private readonly profileHashes = new Map<string, string>();

  constructor(parts: Parts, rooms: Rooms) {
    this.parts = parts;
    this.rooms = rooms;
  }

  statuses(): DeviceStatus[] {
    return this.parts.bridge.statuses().filter(({ kind }) => measuring.has(kind));
  }

  /** @throws `device-unknown` for what is no instrument of this station */
  statusOf(deviceId: string): DeviceStatus {
    const status = this.statuses().find((one) => one.deviceId === deviceId);
    if (!status) throw agentError('device-not-configured', { deviceId });
    return status;
  }

  modelOf({ deviceId, identity }: DeviceStatus): string {
    return identity?.model ?? this.profileOf(deviceId).name.model;
  }

  /** What the record says of an instrument today; undefined where there is nothing. @throws `database-damaged` */
  of(deviceId: string): InstrumentState | undefined {
    return this.find(this.subjectOf(deviceId));
  }

  find(subject: string): InstrumentState | undefined {
    const { today } = this;
    return this.folded.get(`${today} ${subject}`, () => foldInstrument(this.parts.log.lineOf(subject), today));
  }

  /** Whether it may be used now, whatever for. @param measuredAtMs when it measured, if that was before */
  fitness(deviceId: string, measuredAtMs = this.parts.clock.nowMs()): Fitness {
    const { timeFloor, config } = this.parts;
    const isBalance = this.statusOf(deviceId).kind === 'balance';
    const { quality: timeQuality } = timeFloor;
    const nowMs = this.parts.clock.nowMs();
    const room = reservesOf(this.rooms.at(measuredAtMs)?.data, config.bench.room);
    return fitnessOf(this.of(deviceId), isBalance, { nowMs, timeQuality }, config.bench.fitness, room);
  }

  /**
   * An instrument as it is named in what it measures, with what keeps it from being fit without reserve, and the room in which it stands.
   * @param measuredAtMs when it measured, if that was before
   * @throws `instrument-unfit`
   */
  evidence(deviceId: string, measuredAtMs = this.parts.clock.nowMs()): InstrumentEvidence {
    const { use, reserves } = this.fitness(deviceId, measuredAtMs);
    if (use === 'refused') throw agentError('instrument-unfit', { deviceId, reserves });
    const { identity } = this.statusOf(deviceId);
    const room = this.rooms.at(measuredAtMs);
    return {
      ...this.named(deviceId),
      ...(identity && { model: asPlainText(identity.model, 64) }),
      ...(identity?.firmware !== undefined && { firmware: asPlainText(identity.firmware, 64) }),
      profileHash: this.profileHash(deviceId),
      reserves: [...reserves],
      ...(room && { environment: room.id }),
    };
  }

  /** Something about an instrument is to be recorded. @param make its draft, of how the instrument is named */
  draft(deviceId: string, make: (instrument: Evidence, subject: string) => EventDraft): EventDraft {
    return make(this.named(deviceId), this.subjectOf(deviceId));
  }

  forget(subjects: Iterable<string>): void {
    for (const subject of subjects) this.folded.forget(`${this.today} ${subject}`);
  }

  /** Of a dialect of bytes the bridge gives the frame in hexadecimal, of any other the line in characters. */
  rawOf(deviceId: string, raw: string): string {
    const profile = this.profileOf(deviceId);
    const isBytes = profile.kind === 'balance' && profile.protocol === 'sartorius-xbpi';
    return Buffer.from(raw, isBytes ? 'hex' : 'latin1').toString('base64url');
  }

  private get today(): string {
    return dayInPakistan(new Date(this.parts.clock.nowMs()).toISOString());
  }

  private named(deviceId: string): Evidence {
    const serialNumber = this.statusOf(deviceId).identity?.serialNumber;
    return {
      deviceId,
      profile: this.profileOf(deviceId).id,
      ...(serialNumber !== undefined && { serialNumber: asPlainText(serialNumber, 64) }),
    };
  }

  private subjectOf(deviceId: string): string {
    const { profile, serialNumber } = this.named(deviceId);
    return instrumentSubject(profile, serialNumber, deviceId);
  }

  private profileOf(deviceId: string) {
    const profile = this.parts.config.devices.find(({ id }) => id === deviceId)?.profile;
    if (profile === undefined) throw agentError('device-not-configured', { deviceId });
    return findProfile(this.parts.catalogue, profile);
  }

  private profileHash(deviceId: string): string {
    const profile = this.profileOf(deviceId);
    const known = this.profileHashes.get(profile.id);
    if (known !== undefined) return known;
    const hash = createHash('sha256').update(JSON.stringify(profile)).digest('base64url');
    this.profileHashes.set(profile.id, hash);
    return hash;
  }
}
