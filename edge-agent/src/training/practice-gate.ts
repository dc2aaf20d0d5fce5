import { randomUUID } from 'node:crypto';
import { type Command, type CommandBody, signMessage } from '@custody-edge/event-contract';
import { type Clock, systemRandom } from '@custody-edge/foundation';
import { pino } from 'pino';
import type { StationConfig } from '../config.ts';
import type { Gate } from '../gate/gate.ts';
import type { ScryptCost } from '../officers/secret-hash.ts';
import { Station } from '../station/station.ts';
import { pin } from './cast.ts';
import { type PracticeCentre, practiceStationId } from './identity.ts';
import { PracticeDevices, type PracticePicture } from './practice-devices.ts';

/** Practice keeps no secret: its one PIN stands on the glass. */
export const pinCost: ScryptCost = { N: 16, r: 1, p: 1 };
/** How long the centre’s word is good for; practice is over long before. */
const wordMs = 12 * 3_600_000;

/** The gate of practice: the same station as any, in a folder that is thrown away, with devices that are none and no line. */
export class PracticeGate {
  readonly station: Station;
  readonly gate: Gate;
  private readonly devices: PracticeDevices;
  private readonly centre: PracticeCentre;
  private readonly clock: Clock;

  constructor(config: StationConfig, centre: PracticeCentre, clock: Clock) {
    const opened: PracticeDevices[] = [];
    this.station = new Station(config, clock, systemRandom, pino({ level: 'silent' }), pinCost, {
      openBridge: (options) => {
        const devices = new PracticeDevices(options);
        opened.push(devices);
        return devices;
      },
      hasLine: false,
      isPractice: true,
    });
    const [devices] = opened;
    const { role } = this.station;
    if (!devices || role.role !== 'gate') throw new Error('practice is at a gate');
    this.devices = devices;
    this.gate = role.gate;
    this.centre = centre;
    this.clock = clock;
  }

  async open(): Promise<void> {
    await this.station.start();
  }

  /** An officer signs in, whoever was there before. */
  async signIn(officerId: string): Promise<void> {
    const { officers } = this.station;
    if (officers.signedIn !== undefined) officers.signOut();
    await officers.signIn({ officerId, pin });
  }

  /** What the centre of practice says, signed as any centre’s word is. */
  say(body: CommandBody): void {
    const nowMs = this.clock.nowMs();
    const command: Command = {
      commandId: randomUUID(),
      recipient: practiceStationId,
      issuedAt: new Date(nowMs).toISOString(),
      expiresAt: new Date(nowMs + wordMs).toISOString(),
      body,
    };
    this.gate.onCommand(command, signMessage('custody-command+json', command, this.centre.signer).text);
  }

  putFinger(picture: PracticePicture): void {
    this.devices.putFinger(picture);
  }

  /** The centre of practice says of everybody that nothing else holds them. */
  stateHolds(): void {
    for (const { subject } of this.gate.people.all()) this.say({ purpose: 'state-holds', subject, holds: [] });
  }

  /** With each paper that word is new again, however long a trainee takes. */
  showPaper(text: string): void {
    this.stateHolds();
    this.devices.showPaper(text);
  }

  /** Puts a finger there, and waits until the gate has answered it. */
  async press(picture: PracticePicture): Promise<void> {
    const { captures } = this.gate.view();
    this.putFinger(picture);
    await this.until(() => this.gate.view().captures > captures);
  }

  /** Resolves once it is so; looked at whenever the gate has changed. */
  until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isSo()) return;
        leave();
        resolve();
      };
      const leave = this.station.onChange(look);
      look();
    });
  }
}
