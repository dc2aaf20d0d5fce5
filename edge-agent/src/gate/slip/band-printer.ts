import { type BandReason, type EventDraft, wristbandOf } from '@custody-edge/event-contract';
import { type Band, drawBandApart } from '@custody-edge/ui-kit/slip';
import type { GatePolicy } from '../../config.ts';
import type { People } from '../../people/people.ts';
import { listedView } from '../../people/person-view.ts';
import type { Wristbands } from '../../people/wristbands.ts';
import type { PrintState } from '../../station/print-state.ts';
import { SlipPrinter } from '../../station/slip-printer.ts';
import type { StationParts } from '../../station/station-parts.ts';

const dotsPerMillimetre = 8;

type BandPolicy = NonNullable<GatePolicy['wristband']>;

/** Prints people's wristbands on a printer of their own, beside everything else; nothing where the house has none. */
export class BandPrinter {
  private readonly people: People;
  private readonly wristbands: Wristbands;
  private readonly policy: BandPolicy | undefined;
  private readonly printer: SlipPrinter;

  constructor(
    parts: Pick<StationParts, 'bridge' | 'logger' | 'changed'>,
    people: People,
    wristbands: Wristbands,
    policy: BandPolicy | undefined,
  ) {
    this.people = people;
    this.wristbands = wristbands;
    this.policy = policy;
    this.printer = new SlipPrinter(parts, (deviceId) => deviceId === policy?.printer);
  }

  stop(): void {
    this.printer.stop();
  }

  onDeviceChange(): void {
    this.printer.onDeviceChange();
  }

  /** Has the band that counts printed as soon as its printer can. */
  print(subject: string): void {
    const { policy } = this;
    if (!policy) return;
    const across = policy.widthMillimetres * dotsPerMillimetre;
    const number = this.wristbands.numberOf(subject);
    this.printer.print(this.keyOf(subject), [
      async (dots) => {
        const band = this.bandOf(subject, number, policy);
        return band && drawBandApart(band, Math.min(dots, across));
      },
    ]);
  }

  /** How printing somebody's band stands; undefined where the house has none. */
  viewOf(subject: string): PrintState | undefined {
    return this.policy && this.printer.stateOf(this.keyOf(subject));
  }

  private keyOf(subject: string): string {
    return `${subject} ${this.wristbands.numberOf(subject)}`;
  }

  /** A child's band shows the number alone, as every list does. */
  private bandOf(subject: string, number: number, { shows }: BandPolicy): Band | undefined {
    const code = wristbandOf(subject, number);
    const person = this.people.find(subject);
    if (code === undefined || !person || person.custody.forgotten) return undefined;
    const { identity, numberOnly } = listedView(person);
    const prisonerNumber = identity?.prisonerNumber ?? numberOnly ?? '';
    const lines = { code: [], number: [prisonerNumber], 'number-and-name': [prisonerNumber, identity?.name ?? ''] }[
      shows
    ];
    return { code, lines: lines.filter((line) => line !== '') };
  }
}

/** Says that the next band of a person replaces the one that they have. */
export const replacedDraft = (
  stationSubject: string,
  person: string,
  numberNow: number,
  reason: BandReason,
): EventDraft => ({
  type: 'gate.wristband-replaced.v1',
  subject: stationSubject,
  data: { person, band: numberNow + 1, reason },
});
