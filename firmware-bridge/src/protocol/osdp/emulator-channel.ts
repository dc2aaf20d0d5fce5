import { blockType, type Packet, type ReceivedPacket } from './codec.ts';
import { command, refusal, reply } from './messages.ts';
import {
  deviceCryptogram,
  initialMac,
  installationKey,
  isSame,
  keyKind,
  type Message,
  nonceBytes,
  panelCryptogram,
  Session,
  sessionKeys,
} from './secure-channel.ts';

/** An answer of the handshake. */
export type Step = (Message & { readonly block: NonNullable<Packet['block']> }) | { readonly refusal: number };

/** What may be asked outside a secure channel once the reader has a key. */
const open: readonly number[] = [command.id, command.capabilities];
/** Fixed, since the emulated reader keeps nobody out. */
const deviceNonce = Uint8Array.from({ length: nonceBytes }, (_, index) => 0xa0 + index);

/** The reader's end of the secure channel. Without a key it is in installation mode. */
export class ReaderChannel {
  readonly #clientId: Uint8Array;
  #key: Uint8Array | undefined;
  #begun:
    | { readonly kind: number; readonly keys: ReturnType<typeof sessionKeys>; readonly nonce: Uint8Array }
    | undefined;
  #session: Session | undefined;

  constructor(clientId: Uint8Array) {
    this.#clientId = clientId;
  }

  get isOpen(): boolean {
    return this.#session !== undefined;
  }

  isNeededFor(code: number): boolean {
    return this.#key !== undefined && !open.includes(code);
  }

  learn(key: Uint8Array): void {
    this.#key = key;
  }

  forget(): void {
    this.#key = undefined;
    this.end();
  }

  end(): void {
    this.#session = undefined;
    this.#begun = undefined;
  }

  /** The answer to a step of the handshake; nothing for any other packet. */
  take({ code, data, block }: ReceivedPacket): Step | undefined {
    if (code === command.challenge) return this.#challenged(data, block);
    if (code === command.prove) return this.#proven(data, block);
    return undefined;
  }

  /** @returns nothing for what does not follow */
  open(packet: ReceivedPacket): Message | undefined {
    return this.#session?.open(packet);
  }

  seal(head: Omit<Packet, 'block' | 'code' | 'data'>, message: Message): Uint8Array {
    if (!this.#session) throw new Error('nothing is sealed outside a channel');
    return this.#session.seal(head, message);
  }

  #challenged(nonce: Uint8Array, block: Packet['block']): Step {
    this.end();
    if (block?.type !== blockType.challenge || nonce.length !== nonceBytes) return { refusal: refusal.securityBlock };
    const kind = block.data[0] ?? keyKind.installation;
    const key = kind === keyKind.own ? this.#key : this.#key ? undefined : installationKey;
    if (!key) return { refusal: refusal.securityNeeded };
    const keys = sessionKeys(key, nonce);
    this.#begun = { kind, keys, nonce };
    const proof = deviceCryptogram(keys, nonce, deviceNonce);
    return {
      code: reply.cryptogram,
      data: Uint8Array.of(...this.#clientId, ...deviceNonce, ...proof),
      block: { type: blockType.clientCryptogram, data: Uint8Array.of(kind) },
    };
  }

  #proven(proof: Uint8Array, block: Packet['block']): Step {
    const begun = this.#begun;
    this.end();
    if (!begun || block?.type !== blockType.serverCryptogram) return { refusal: refusal.securityBlock };
    if (!isSame(proof, panelCryptogram(begun.keys, begun.nonce, deviceNonce)))
      return { refusal: refusal.securityNeeded };
    const first = initialMac(begun.keys, proof);
    this.#session = new Session(begun.keys, first);
    return {
      code: reply.initialMac,
      data: first,
      block: { type: blockType.initialMac, data: Uint8Array.of(1) },
    };
  }
}
