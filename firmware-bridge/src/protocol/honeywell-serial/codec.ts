const syn = 0x16;
const carriageReturn = 0x0d;

/** Commands without an answer: SYN, a letter, CR. */
export const triggerOn = Uint8Array.of(syn, 0x54, carriageReturn);
export const triggerOff = Uint8Array.of(syn, 0x55, carriageReturn);
export const beep = Uint8Array.of(syn, 0x07, carriageReturn);

/** What stands before a menu command. */
const menu = Uint8Array.of(syn, 0x4d, carriageReturn);
/** Ends a menu command that is kept for good; the other ends one that is forgotten with the power. */
const storeEnd = '.';
const menuEnds: readonly number[] = [...Buffer.from(`${storeEnd}!`)];

/** How a menu command was taken. */
export const menuStatus = { acknowledged: 0x06, refused: 0x15, unknown: 0x05 } as const;

/** The menu command that asks what the reader is. */
export const revisionCommand = 'REVINF';

export const menuCommand = (name: string): Uint8Array =>
  Buffer.concat([menu, Buffer.from(`${name}${storeEnd}`, 'latin1')]);

/** The answer to a menu command: what it asked for, the command, how it was taken, and the end. */
export const menuAnswer = (name: string, status: number, text = ''): Uint8Array =>
  Buffer.from(`${text}${name}${String.fromCharCode(status)}${storeEnd}`, 'latin1');

/** An answer as it was found. */
export interface MenuAnswer {
  readonly text: string;
  readonly status: number;
}

/** Longest answer that is waited for; older text is dropped. */
const longestAnswerBytes = 8192;

/** Waits for the answer to one menu command in what the reader sends. */
export class AnswerSearch {
  readonly #end: RegExp;
  #held = '';

  constructor(name: string) {
    this.#end = new RegExp(`${name}([\\u0005\\u0006\\u0015])\\.`);
  }

  /** @returns the answer once it is whole */
  push(chunk: Uint8Array): MenuAnswer | undefined {
    this.#held = `${this.#held}${Buffer.from(chunk).toString('latin1')}`.slice(-longestAnswerBytes);
    const found = this.#end.exec(this.#held);
    if (!found) return undefined;
    return { text: this.#held.slice(0, found.index), status: found[1]?.charCodeAt(0) ?? 0 };
  }
}

/** What a revision says: the first value of each name, as in `Serial Number: 15232B1F0C`. */
export function readRevision(text: string): ReadonlyMap<string, string> {
  const facts = new Map<string, string>();
  for (const line of text.split(/[\r\n]+/)) {
    const [, name, value] = /^([^:]+):[\s:]*(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined && value && !facts.has(name)) facts.set(name, value);
  }
  return facts;
}

/** One command of the host. */
export type HostCommand =
  | { readonly kind: 'trigger-on' | 'trigger-off' | 'beep' }
  | { readonly kind: 'menu'; readonly name: string };

const longestCommandBytes = 256;

/** Finds commands; other bytes are skipped. Holds no more than one command. */
export class CommandDecoder {
  #held = Buffer.alloc(0);

  push(chunk: Uint8Array): HostCommand[] {
    let bytes = Buffer.concat([this.#held, chunk]);
    const commands: HostCommand[] = [];
    for (;;) {
      const at = bytes.indexOf(syn);
      bytes = bytes.subarray(at < 0 ? bytes.length : at);
      const found = commandAt(bytes);
      if (found === 'begun') break;
      if (found.command) commands.push(found.command);
      bytes = bytes.subarray(found.byteCount);
    }
    this.#held = Buffer.from(bytes);
    return commands;
  }
}

const shortCommands = [
  [triggerOn, 'trigger-on'],
  [triggerOff, 'trigger-off'],
  [beep, 'beep'],
] as const;

/** The command at the beginning, if there is one, and how many bytes are done with. */
function commandAt(bytes: Buffer): 'begun' | { command?: HostCommand; byteCount: number } {
  const head = bytes.subarray(0, menu.length);
  if (head.length < menu.length) return 'begun';
  const short = shortCommands.find(([command]) => head.equals(command));
  if (short) return { command: { kind: short[1] }, byteCount: head.length };
  if (!head.equals(menu)) return { byteCount: 1 };
  const end = bytes.subarray(0, longestCommandBytes).findIndex((byte) => menuEnds.includes(byte));
  if (end >= 0)
    return { command: { kind: 'menu', name: bytes.toString('latin1', head.length, end) }, byteCount: end + 1 };
  return bytes.length < longestCommandBytes ? 'begun' : { byteCount: 1 };
}
