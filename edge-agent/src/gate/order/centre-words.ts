import { createHash } from 'node:crypto';
import { type Command, type CommandBody, type Enrolment, readCommand } from '@custody-edge/event-contract';

type Purpose = CommandBody['purpose'];
type CommandFor<P extends Purpose> = Omit<Command, 'body'> & { readonly body: Extract<CommandBody, { purpose: P }> };

const keptLimit = 20_000;

/**
 * What the centre said, read from the texts that it signed: what stands beside them in the database is for finding them, and proves
 * nothing. Whether a word is too old is for whoever uses it to say.
 */
export class CentreWords {
  private readonly centre: Enrolment;
  private readonly stationId: string;
  /** By SHA-256 of their texts: those that were proved in this run. */
  private readonly proved = new Map<string, Command>();

  constructor(centre: Enrolment, stationId: string) {
    this.centre = centre;
    this.stationId = stationId;
  }

  /** @returns undefined unless the centre signed it, to this station, for this purpose */
  read<P extends Purpose>(text: string, purpose: P): CommandFor<P> | undefined {
    const digest = createHash('sha256').update(text).digest('base64url');
    const command = this.proved.get(digest) ?? this.prove(text);
    if (!command) return undefined;
    if (this.proved.size >= keptLimit) this.proved.clear();
    this.proved.set(digest, command);
    return isFor(command, purpose) ? command : undefined;
  }

  private prove(text: string): Command | undefined {
    const read = readCommand(text, this.centre, this.stationId, Number.NEGATIVE_INFINITY);
    return read.ok ? read.value : undefined;
  }
}

const isFor = <P extends Purpose>(command: Command, purpose: P): command is CommandFor<P> =>
  command.body.purpose === purpose;
