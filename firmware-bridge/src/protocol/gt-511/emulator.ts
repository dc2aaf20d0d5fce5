import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { centred, type GreyPicture } from '../../emulator/centred.ts';
import { type Emulator, fingerCommands, pictureIn, read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { type PrintReader, pictureMemory } from '../../emulator/prints.ts';
import { StoredPrints, TemplateFormat } from '../../emulator/stored-prints.ts';
import { asSent, command, encodeData, encodePacket, PacketDecoder, refusal, response } from './codec.ts';

export interface Gt511EmulatorOptions {
  /** Where it is not that of the profile. */
  readonly places?: number;
  readonly prints?: PrintReader | undefined;
}

const baudRates = [9600, 19_200, 38_400, 57_600, 115_200];
const rawImage = { width: 160, height: 120 };
const touchesOfEnrolment = 3;
/** How alike two templates must be to be of one finger. */
const threshold = 0.5;
/** An enrolment under this number is not kept: the template goes to the host instead. */
const forHost = 0xffffffff;
/** Firmware 2013-04-10, the largest firmware area, and a serial number. */
const information = Uint8Array.from([0x10, 0x04, 0x13, 0x20, 0, 0, 0, 0, ...Array.from({ length: 16 }, (_, at) => at)]);

/** What a module answers: an acknowledgement with its parameter, or a refusal, then what follows. */
interface Answer {
  readonly code: number;
  readonly parameter: number;
  readonly data?: Uint8Array;
  /** Takes the template that the host sends next, and answers once more. */
  readonly take?: (template: Uint8Array) => Answer;
  /** Done when the answer has left. */
  readonly after?: () => void;
}

const yes = (parameter = 0, more: Partial<Answer> = {}): Answer => ({
  code: response.acknowledged,
  parameter,
  ...more,
});
const no = (parameter: number): Answer => ({ code: response.refused, parameter });

const commandSchema = z.discriminatedUnion('command', [...fingerCommands]);

/** The module's side of the GT-511 protocol. */
export class Gt511Emulator implements Emulator {
  readonly protocol = 'gt-511';
  readonly line: EmulatedLine;
  readonly stored: StoredPrints;
  readonly #profile: ProfileOf<'gt-511'>;
  readonly #format: TemplateFormat;
  readonly #decoder: PacketDecoder;
  readonly #handlers: ReadonlyMap<number, (parameter: number) => Answer>;
  #lit = false;
  #finger: GreyPicture | undefined;
  #captured: GreyPicture | undefined;
  #enrolment: { readonly place: number; readonly touches: Uint8Array[] } | undefined;
  #taking: ((template: Uint8Array) => Answer) | undefined;

  constructor(line: EmulatedLine, profile: ProfileOf<'gt-511'>, options: Gt511EmulatorOptions = {}) {
    this.line = line;
    line.checksumAt = (frame) => frame.length - 2;
    this.#profile = profile;
    this.#format = new TemplateFormat(profile.templateBytes, options.prints ?? pictureMemory);
    this.stored = new StoredPrints(options.places ?? profile.library.places, this.#format);
    this.#decoder = new PacketDecoder(profile.deviceId);
    this.#handlers = new Map([...this.#ofModule(), ...this.#ofLibrary(), ...this.#ofEnrolment(), ...this.#ofFinger()]);
    line.onReceive((chunk) => this.#receive(chunk));
  }

  /** Whether its light is on; in the dark it sees no finger. */
  get lit(): boolean {
    return this.#lit;
  }

  /** Lays a finger on the glass: any picture size, centred. */
  place(picture: GreyPicture): void {
    const { widthPixels, heightPixels } = this.#profile.sensor;
    this.#finger = {
      width: widthPixels,
      height: heightPixels,
      pixels: centred(picture, widthPixels, heightPixels),
    };
  }

  lift(): void {
    this.#finger = undefined;
  }

  obey(told: unknown): void {
    const done = read(commandSchema, this.protocol, told);
    if (done.command === 'place-finger') this.place(pictureIn(done));
    else this.lift();
  }

  restart(): void {
    this.#lit = false;
    this.#captured = undefined;
    this.#enrolment = undefined;
    this.#taking = undefined;
    this.#decoder.reset();
  }

  close(): void {
    this.line.detach();
  }

  #receive(chunk: Uint8Array): void {
    for (const item of this.#decoder.push(chunk)) {
      if (item.kind === 'bad-checksum') this.#say(no(refusal.garbled));
      else if (item.kind === 'data') {
        const take = this.#taking;
        this.#taking = undefined;
        if (take) this.#say(take(item.data));
      } else this.#say(this.#handlers.get(item.packet.code)?.(item.packet.parameter) ?? no(refusal.unsupported));
    }
  }

  #say({ code, parameter, data, take, after }: Answer): void {
    this.line.send(encodePacket({ code, parameter }, this.#profile.deviceId));
    if (data) this.line.send(encodeData(data, this.#profile.deviceId));
    this.#taking = take;
    this.#decoder.expectData(take && this.#profile.templateBytes);
    if (after) this.line.afterSending(after);
  }

  #ofModule(): [number, (parameter: number) => Answer][] {
    return [
      [command.open, (detailed) => yes(0, detailed === 0 ? {} : { data: information })],
      [command.close, () => yes()],
      [
        command.changeBaudRate,
        (baudRate) => {
          if (!baudRates.includes(baudRate)) return no(refusal.badParameter);
          const after = () => {
            this.line.baudRate = baudRate;
          };
          return yes(0, { after });
        },
      ],
      [
        command.light,
        (on) => {
          this.#lit = on !== 0;
          return yes();
        },
      ],
    ];
  }

  #ofLibrary(): [number, (parameter: number) => Answer][] {
    return [
      [command.count, () => yes(this.stored.count)],
      [command.checkPlace, (place) => this.#at(place, () => yes())],
      [
        command.delete,
        (place) =>
          this.#at(place, () => {
            this.stored.delete(place);
            return yes();
          }),
      ],
      [
        command.deleteAll,
        () => {
          if (this.stored.count === 0) return no(refusal.empty);
          this.stored.clear();
          return yes();
        },
      ],
      [command.getTemplate, (place) => this.#at(place, (template) => yes(0, { data: template }))],
      [
        command.setTemplate,
        (place) => {
          if (place >= this.stored.places) return no(refusal.noSuchPlace);
          const take = (template: Uint8Array) => {
            this.stored.store(place, template);
            return yes();
          };
          return yes(0, { take });
        },
      ],
      [
        command.verifyTemplate,
        (place) => this.#at(place, (known) => yes(0, { take: (template) => this.#verified(template, known) })),
      ],
      [
        command.identifyTemplate,
        () =>
          this.stored.count === 0 ? no(refusal.empty) : yes(0, { take: (template) => this.#identified(template) }),
      ],
    ];
  }

  #ofEnrolment(): [number, (parameter: number) => Answer][] {
    return [
      [
        command.startEnrolment,
        (place) => {
          if (place !== forHost && place >= this.stored.places) return no(refusal.noSuchPlace);
          if (this.stored.count === this.stored.places) return no(refusal.full);
          if (this.stored.has(place)) return no(refusal.placeTaken);
          this.#enrolment = { place, touches: [] };
          return yes();
        },
      ],
      [command.firstTouch, () => this.#touched(1)],
      [command.secondTouch, () => this.#touched(2)],
      [command.thirdTouch, () => this.#touched(3)],
    ];
  }

  #ofFinger(): [number, (parameter: number) => Answer][] {
    return [
      [command.isPressed, () => yes(this.#seen() ? 0 : refusal.notPressed)],
      [
        command.capture,
        () => {
          this.#captured = this.#seen();
          return this.#captured ? yes() : no(refusal.notPressed);
        },
      ],
      [
        command.verify,
        (place) => this.#at(place, (known) => this.#ofCaptured((probe) => this.#verified(probe, known))),
      ],
      [
        command.identify,
        () =>
          this.stored.count === 0 ? no(refusal.empty) : this.#ofCaptured((template) => this.#identified(template)),
      ],
      [command.makeTemplate, () => this.#ofCaptured((template) => yes(0, { data: template }))],
      [
        command.getImage,
        () =>
          this.#captured
            ? yes(0, { data: asSent(this.#captured.pixels, this.#profile.sensor) })
            : no(refusal.notPressed),
      ],
      [
        command.getRawImage,
        () => {
          const { width, height } = rawImage;
          const seen = this.#seen() ?? { width, height, pixels: new Uint8Array(width * height).fill(255) };
          return yes(0, { data: centred(seen, width, height) });
        },
      ],
    ];
  }

  #seen(): GreyPicture | undefined {
    return this.#lit ? this.#finger : undefined;
  }

  #at(place: number, then: (template: Uint8Array) => Answer): Answer {
    if (place >= this.stored.places) return no(refusal.noSuchPlace);
    const template = this.stored.at(place);
    return template ? then(template) : no(refusal.placeFree);
  }

  #ofCaptured(then: (template: Uint8Array) => Answer): Answer {
    const template = this.#captured && this.#format.make(this.#captured);
    return template ? then(template) : no(refusal.badFinger);
  }

  #verified(one: Uint8Array, other: Uint8Array): Answer {
    return this.#format.likeness(one, other) >= threshold ? yes() : no(refusal.notVerified);
  }

  #identified(template: Uint8Array): Answer {
    const found = this.stored.find(template, threshold);
    return found ? yes(found.place) : no(refusal.notIdentified);
  }

  /** The last touch keeps the finger, unless it is known already: then the refusal names its place. */
  #touched(turn: number): Answer {
    return this.#ofCaptured((template) => {
      const enrolment = this.#enrolment;
      const [first = template] = enrolment?.touches ?? [];
      if (enrolment?.touches.length !== turn - 1 || this.#format.likeness(first, template) < threshold) {
        this.#enrolment = undefined;
        return no(refusal.enrolmentFailed);
      }
      enrolment.touches.push(template);
      if (turn < touchesOfEnrolment) return yes();
      this.#enrolment = undefined;
      const known = this.stored.find(template, threshold);
      if (known) return no(known.place);
      if (enrolment.place === forHost) return yes(0, { data: template });
      this.stored.store(enrolment.place, template);
      return yes();
    });
  }
}
