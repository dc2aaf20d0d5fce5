import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { type Emulator, read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { baudRateOf, type Command, CommandDecoder, commandType, encodeReply, isReply, littleEndian } from './codec.ts';

const commandSchema = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('scan'), text: z.string() }),
  z.strictObject({ command: z.literal('look') }),
]);

/** Written to the zone of control, it brings back how the reader left the factory. */
const factoryReset = 0x50;
const done = Uint8Array.of(0);
const factoryVersions = { hardware: 100, software: 112, year: 20 } as const;
const factoryBaudZone = 0x0139;

type Zones = ProfileOf<'gm65'>['zones'];

const versionsAt = ({ versions }: Zones): [number, number][] =>
  versions
    ? [
        [versions.hardware, factoryVersions.hardware],
        [versions.software, factoryVersions.software],
        [versions.year, factoryVersions.year],
      ]
    : [];

/** A GROW reader module. */
export class Gm65Emulator implements Emulator {
  readonly protocol = 'gm65';
  readonly line: EmulatedLine;
  readonly #zones: Zones;
  readonly #decoder = new CommandDecoder();
  readonly #factory: ReadonlyMap<number, number>;
  #saved: ReadonlyMap<number, number>;
  #values: Map<number, number>;

  constructor(line: EmulatedLine, profile: ProfileOf<'gm65'>) {
    this.line = line;
    const { zones } = profile;
    this.#zones = zones;
    this.#factory = new Map([
      ...versionsAt(zones),
      ...littleEndian(factoryBaudZone).map((byte, index): [number, number] => [zones.baudRate + index, byte]),
    ]);
    this.#saved = this.#factory;
    this.#values = new Map(this.#factory);
    // A code has none: what is beyond its end stays as it is.
    line.checksumAt = (frame) => (isReply(frame) ? frame.length - 1 : frame.length);
    line.onReceive((chunk) => {
      for (const command of this.#decoder.push(chunk)) this.#answer(command);
    });
  }

  /** What a zone holds. */
  zone(address: number): number {
    return this.#values.get(address) ?? 0;
  }

  /** Whether the host pulled its trigger. */
  get triggered(): boolean {
    return (this.zone(this.#zones.trigger) & 1) === 1;
  }

  /** Reads one code: its UTF-8 bytes and a carriage return. The trigger is let go by a code that was read. */
  scan(text: string): void {
    this.#values.set(this.#zones.trigger, this.zone(this.#zones.trigger) & 0xfe);
    this.line.send(Buffer.from(`${text}\r`, 'utf8'));
  }

  obey(command: unknown): unknown {
    const told = read(commandSchema, this.protocol, command);
    if (told.command === 'look') return { triggered: this.triggered, baudRate: this.line.baudRate };
    return this.scan(told.text);
  }

  /** Forgets what was not saved. */
  restart(): void {
    this.#values = new Map(this.#saved);
    this.#setLineSpeed();
  }

  close(): void {
    this.line.detach();
  }

  #answer({ type, address, data }: Command): void {
    switch (type) {
      case commandType.read: {
        const values = Array.from({ length: data[0] ?? 0 }, (_, index) => this.zone(address + index));
        this.line.send(encodeReply({ kind: 'reply', data: Uint8Array.from(values) }));
        return;
      }
      case commandType.write:
        this.#confirm();
        this.#write(address, data);
        return;
      case commandType.save:
        this.#saved = new Map(this.#values);
        this.#confirm();
        return;
      case commandType.heartbeat:
        this.line.send(encodeReply({ kind: 'alive', data: done }));
    }
  }

  /** Confirmed at the line speed at which it was asked. */
  #write(address: number, data: Uint8Array): void {
    if (address === this.#zones.control && data[0] === factoryReset) {
      this.#saved = this.#factory;
      this.#values = new Map(this.#factory);
    } else for (const [index, value] of data.entries()) this.#values.set(address + index, value);
    this.line.afterSending(() => this.#setLineSpeed());
  }

  #setLineSpeed(): void {
    const { baudRate } = this.#zones;
    this.line.baudRate = baudRateOf[this.zone(baudRate) + this.zone(baudRate + 1) * 256] ?? this.line.baudRate;
  }

  #confirm(): void {
    this.line.send(encodeReply({ kind: 'reply', data: done }));
  }
}
