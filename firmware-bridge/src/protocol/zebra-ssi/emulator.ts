import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { type Emulator, read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import {
  encodeFrame,
  type Frame,
  FrameDecoder,
  mostDataBytes,
  nakCause,
  noBeep,
  opcode,
  parameter,
  source,
  status,
} from './codec.ts';

const commandSchema = z.discriminatedUnion('command', [
  z.strictObject({
    command: z.literal('scan'),
    text: z.string(),
    /** Code type of SSI; Code 128 unless told otherwise. */
    type: z.int().min(0).max(0xff).default(0x03),
  }),
  z.strictObject({ command: z.literal('look') }),
]);

/** How long it waits for an acknowledgement, and how often it sends a packet in all. */
const acknowledgementLimitMs = 2000;
const attemptsPerPacket = 3;
const mostWaitingPackets = 1000;
const revision = 'PAAAAS00-001-R00 EMULATED 0 0000';
const factoryParameters: readonly (readonly [number, number])[] = [
  [parameter.softwareHandshake, 1],
  [parameter.packetedData, 0],
];

/** What can be seen of the decoder. */
interface Looks {
  readonly enabled: boolean;
  readonly session: boolean;
  readonly aiming: boolean;
  readonly led: boolean;
  readonly beeps: number;
}

const atPowerOn: Looks = { enabled: true, session: false, aiming: false, led: false, beeps: 0 };

/** A reader that speaks Zebra's Simple Serial Interface. */
export class ZebraSsiEmulator implements Emulator {
  readonly protocol = 'zebra-ssi';
  readonly line: EmulatedLine;
  readonly #decoder = new FrameDecoder(source.host);
  readonly #confirmation: number;
  readonly #saved = new Map(factoryParameters);
  #parameters = new Map(factoryParameters);
  #looks = atPowerOn;
  /** Packets that wait, the first of them for its acknowledgement. */
  #packets: Frame[] = [];
  #attempts = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(line: EmulatedLine, profile: ProfileOf<'zebra-ssi'>) {
    this.line = line;
    this.#confirmation = profile.acknowledgement === 'host-ack' ? opcode.hostAck : opcode.ack;
    line.checksumAt = (frame) => frame.length - 1;
    line.onReceive((chunk) => {
      for (const item of this.#decoder.push(chunk))
        if (item.kind === 'frame') this.#hear(item.frame);
        else this.#refuse(nakCause.resend);
    });
  }

  get looks(): Looks {
    return this.#looks;
  }

  /** How many packets wait for their acknowledgement. */
  get waiting(): number {
    return this.#packets.length;
  }

  /** Reads one code, unless scanning is disabled. */
  scan(text: string, type = 0x03): void {
    if (!this.#looks.enabled || this.#packets.length >= mostWaitingPackets) return;
    this.#looks = { ...this.#looks, session: false, beeps: this.#looks.beeps + 1 };
    const bytes = Buffer.from(text, 'utf8');
    if (this.#parameters.get(parameter.packetedData) !== 1) {
      this.line.send(bytes);
      return;
    }
    const roomBytes = mostDataBytes - 1;
    for (let at = 0; at < Math.max(bytes.length, 1); at += roomBytes)
      this.#packets.push({
        opcode: opcode.decodeData,
        source: source.decoder,
        status: at + roomBytes < bytes.length ? status.moreFollows : 0,
        data: Uint8Array.of(type, ...bytes.subarray(at, at + roomBytes)),
      });
    if (this.#timer === undefined) this.#sendFirst();
  }

  obey(command: unknown): unknown {
    const told = read(commandSchema, this.protocol, command);
    if (told.command === 'look') return this.#looks;
    return this.scan(told.text, told.type);
  }

  /** Forgets what was changed without being made permanent, and what it had to send. */
  restart(): void {
    this.#parameters = new Map(this.#saved);
    this.#looks = atPowerOn;
    this.#drop();
  }

  close(): void {
    this.#drop();
    this.line.detach();
  }

  #drop(): void {
    this.#packets = [];
    this.#attempts = 0;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #sendFirst(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#attempts >= attemptsPerPacket) this.#next();
    const [packet] = this.#packets;
    if (!packet) return;
    const again = this.#attempts > 0 ? status.retransmitted : 0;
    this.#attempts += 1;
    this.line.send(encodeFrame({ ...packet, status: packet.status | again }));
    if (this.#parameters.get(parameter.softwareHandshake) !== 1) this.#next();
    this.#timer = setTimeout(() => this.#sendFirst(), Math.max(acknowledgementLimitMs / this.line.speed, 5));
  }

  #next(): void {
    this.#packets.shift();
    this.#attempts = 0;
  }

  #hear({ opcode: code, status: bits, data }: Frame): void {
    if (code === this.#confirmation) {
      if (this.#attempts > 0) this.#next();
      this.#sendFirst();
      return;
    }
    switch (code) {
      case opcode.ack:
      case opcode.hostAck:
        // The other flavour’s word, which means nothing here.
        return;
      case opcode.nak:
        if (data[0] === nakCause.resend) this.#sendFirst();
        return;
      case opcode.requestRevision:
        this.#say(opcode.replyRevision, Buffer.from(revision, 'latin1'));
        return;
      case opcode.init:
        if (this.#confirmation === opcode.hostAck) this.#say(opcode.initReply, Uint8Array.of(0));
        else this.#refuse(nakCause.badContext);
        return;
      case opcode.paramRequest:
        this.#say(opcode.paramSend, Uint8Array.of(noBeep, ...this.#values([...data])));
        return;
      case opcode.startSession:
        if (!this.#looks.enabled) {
          this.#refuse(nakCause.denied);
          return;
        }
        break;
    }
    if (this.#isDone(code, data, (bits & status.permanent) !== 0)) this.#say(opcode.ack);
    else this.#refuse(nakCause.badContext);
  }

  /** Does what needs no other answer than that it was done. @returns false for what it does not know */
  #isDone(code: number, data: Uint8Array, isPermanent: boolean): boolean {
    switch (code) {
      case opcode.paramSend:
        for (let at = 1; at + 1 < data.length; at += 2)
          this.#setParameter(data[at] ?? 0, data[at + 1] ?? 0, isPermanent);
        return true;
      case opcode.paramDefaults:
        this.#parameters = new Map(factoryParameters);
        for (const [number, value] of factoryParameters) this.#saved.set(number, value);
        return true;
      case opcode.flushQueue:
        this.#drop();
        return true;
      case opcode.beep:
        this.#looks = { ...this.#looks, beeps: this.#looks.beeps + 1 };
        return true;
      default: {
        const change = changes[code];
        this.#looks = { ...this.#looks, ...change };
        return change !== undefined;
      }
    }
  }

  #setParameter(number: number, value: number, isPermanent: boolean): void {
    this.#parameters.set(number, value);
    if (isPermanent) this.#saved.set(number, value);
  }

  #values(numbers: readonly number[]): number[] {
    return numbers.flatMap((number) => {
      const value = this.#parameters.get(number);
      return value === undefined ? [] : [number, value];
    });
  }

  #refuse(cause: number): void {
    this.#say(opcode.nak, Uint8Array.of(cause));
  }

  #say(code: number, data: Uint8Array = new Uint8Array(0)): void {
    this.line.send(encodeFrame({ opcode: code, source: source.decoder, status: 0, data }));
  }
}

/** Commands that change nothing but how it looks. */
const changes: Readonly<Record<number, Partial<Looks>>> = {
  [opcode.startSession]: { session: true },
  [opcode.stopSession]: { session: false },
  [opcode.scanEnable]: { enabled: true },
  [opcode.scanDisable]: { enabled: false, session: false },
  [opcode.aimOn]: { aiming: true },
  [opcode.aimOff]: { aiming: false },
  [opcode.ledOn]: { led: true },
  [opcode.ledOff]: { led: false },
};
