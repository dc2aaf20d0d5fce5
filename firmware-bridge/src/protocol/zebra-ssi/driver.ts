import type { ProfileOf } from '@custody-edge/device-profiles';
import { toCustodyError } from '@custody-edge/foundation';
import type { BarcodeDriver, ByteDriver, ByteDriverContext, DeviceIdentity } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { CodeReporter } from '../code.ts';
import { FragmentJoiner } from '../fragments.ts';
import {
  encodeFrame,
  type Frame,
  FrameDecoder,
  hostFrame,
  nakCause,
  noBeep,
  opcode,
  parameter,
  source,
  status,
  symbologyOf,
} from './codec.ts';
import { Exchange } from './exchange.ts';

/** What a barcode scanning application says when it introduces itself, and what it confirms with afterwards. */
const introduction = [0x00, 0x02, 0x00, 0x05];
const confirmation = [0x01, 0x00];
/** Messages of the decoder that it sends again until they are acknowledged. */
const acknowledged = new Set<number>([opcode.decodeData, opcode.event, opcode.paramSend]);

/** Host of a reader that speaks Zebra's Simple Serial Interface: every code is acknowledged, and passed on once. */
export class ZebraSsiDriver implements ByteDriver, BarcodeDriver {
  readonly #profile: ProfileOf<'zebra-ssi'>;
  readonly #context: ByteDriverContext;
  readonly #exchange: Exchange;
  readonly #decoder = new FrameDecoder(source.decoder);
  readonly #reporter: CodeReporter;
  readonly #joiner: FragmentJoiner;
  #started = false;
  #stopped = false;
  #packetTimer: NodeJS.Timeout | undefined;
  #codeTimer: NodeJS.Timeout | undefined;
  /** The last part of a code that was taken, while nothing damaged came after it. */
  #taken: Frame | undefined;

  constructor(profile: ProfileOf<'zebra-ssi'>, context: ByteDriverContext) {
    this.#profile = profile;
    this.#context = context;
    this.#exchange = new Exchange(context.channel, profile.timeLimitsMs.reply);
    this.#reporter = new CodeReporter(context);
    this.#joiner = new FragmentJoiner(profile.maxLengthBytes);
  }

  receive(chunk: Uint8Array): void {
    if (this.#stopped) return;
    this.#clearTimers();
    this.#hear(this.#decoder.push(chunk));
    const { packetGap, codeGap } = this.#profile.timeLimitsMs;
    if (this.#decoder.unfinished) this.#packetTimer = setTimeout(() => this.#hear(this.#decoder.flush()), packetGap);
    if (this.#joiner.unfinished)
      this.#codeTimer = setTimeout(() => {
        const refused = this.#joiner.flush();
        if (refused && this.#started) this.#reporter.report(refused);
      }, codeGap);
  }

  /** Asks for its revision, and has it send codes in packets that are acknowledged, until its power is lost. */
  async identify(): Promise<DeviceIdentity> {
    const { name, acknowledgement } = this.#profile;
    if (acknowledgement === 'host-ack') await this.#exchange.ask(opcode.init, introduction, opcode.initReply);
    const { data } = await this.#exchange.ask(opcode.requestRevision, [], opcode.replyRevision);
    const [firmware] = Buffer.from(data).toString('latin1').split(' ');
    for (const each of [parameter.softwareHandshake, parameter.packetedData])
      await this.#exchange.ask(opcode.paramSend, [noBeep, each, 1]);
    await this.#exchange.ask(opcode.scanEnable);
    return { model: `${name.maker} ${name.model}`, ...(firmware && { firmware }) };
  }

  start(): void {
    this.#started = true;
  }

  stop(): Promise<void> {
    this.#started = false;
    this.#stopped = true;
    this.#clearTimers();
    this.#exchange.close(bridgeError('device-not-ready', { deviceId: this.#context.deviceId }));
    return Promise.resolve();
  }

  async setTrigger(pulled: boolean): Promise<void> {
    await this.#exchange.ask(pulled ? opcode.startSession : opcode.stopSession);
  }

  #clearTimers(): void {
    clearTimeout(this.#packetTimer);
    clearTimeout(this.#codeTimer);
  }

  #hear(items: ReturnType<FrameDecoder['push']>): void {
    let isDamaged = false;
    for (const item of items) {
      isDamaged = item.kind === 'damaged';
      if (item.kind === 'damaged') this.#taken = undefined;
      else this.#take(item.frame);
    }
    if (isDamaged) this.#say(hostFrame(opcode.nak, [nakCause.resend]));
  }

  #take(frame: Frame): void {
    if (acknowledged.has(frame.opcode)) this.#acknowledge();
    if (frame.opcode === opcode.decodeData) this.#decoded(frame);
    else if (frame.opcode !== opcode.event) this.#exchange.put(frame);
  }

  #acknowledge(): void {
    const isNewer = this.#profile.acknowledgement === 'host-ack';
    this.#say(isNewer ? hostFrame(opcode.hostAck, confirmation) : hostFrame(opcode.ack));
  }

  #decoded(frame: Frame): void {
    const before = this.#taken;
    this.#taken = frame;
    if (before && isRepeated(frame, before)) return;
    const [type, ...data] = frame.data;
    const more = (frame.status & status.moreFollows) !== 0;
    const code = this.#joiner.push({ symbology: symbologyOf(type), data: Uint8Array.from(data), more });
    if (code && this.#started) this.#reporter.report(code);
  }

  #say(frame: Frame): void {
    this.#context.channel
      .write(encodeFrame(frame))
      .catch((error: unknown) => this.#stopped || this.#context.fail(toCustodyError(error)));
  }
}

/** Whether a part is the one that was taken before, sent again because its acknowledgement was lost. */
const isRepeated = (frame: Frame, before: Frame): boolean =>
  (frame.status & status.retransmitted) !== 0 && Buffer.compare(frame.data, before.data) === 0;
