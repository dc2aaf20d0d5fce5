import type { KeyObject } from 'node:crypto';
import {
  type CommandBody,
  type CommittedPerson,
  committedPersonSchema,
  openLetter,
  type Warrant,
  type WarrantName,
  warrantKey,
  warrantSchema,
} from '@custody-edge/event-contract';
import { z } from 'zod';
import type { StationDatabase } from '../../store/database.ts';

/** Somebody whom a court has committed and who has not come yet. */
export interface ExpectedAdmission {
  /** The id under which the person is to be admitted. */
  readonly subject: string;
  readonly warrant: Warrant;
  readonly person: CommittedPerson;
}

const rowSchema = z.object({
  paper: z.string(),
  subject: z.string(),
  warrant: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(warrantSchema),
  person: z.string(),
});

/** Whom the centre has announced to this gate. On the disk a name stands as it came, encrypted to this station. */
export class ExpectedList {
  private readonly statements: ReturnType<typeof statementsOf>;
  private readonly encryptionKey: KeyObject;
  private readonly opened = new Map<string, ExpectedAdmission>();

  constructor(db: StationDatabase, encryptionKey: KeyObject) {
    this.statements = statementsOf(db);
    this.encryptionKey = encryptionKey;
  }

  put({ subject, warrant, person }: Extract<CommandBody, { purpose: 'expect-admission' }>): void {
    this.statements.insert.run(warrantKey(warrant), subject, JSON.stringify(warrant), person);
  }

  /** Takes somebody off the list; called within the transaction that records an admission under the warrant. */
  strike(warrant: Warrant): void {
    this.statements.strike.run(warrantKey(warrant));
  }

  /** Takes somebody off the list for good; called within the transaction that records it. */
  withdraw(subject: string, warrant: WarrantName): void {
    const paper = warrantKey(warrant);
    this.statements.withdraw.run(subject, paper);
    this.statements.strikeSubject.run(subject);
    // The warrant may be announced again, as somebody else.
    this.opened.delete(paper);
  }

  isWithdrawn(subject: string): boolean {
    return this.statements.withdrawn.get(subject) !== undefined;
  }

  /** Whether the court took back what it had announced under a warrant, and announced nothing since. */
  isTakenBack(warrant: WarrantName): boolean {
    return this.statements.takenBack.get({ paper: warrantKey(warrant) }) !== undefined;
  }

  /** Reads the names that were not read yet. @returns how many could not be */
  async open(): Promise<number> {
    let unreadable = 0;
    for (const { paper, subject, warrant, person } of this.rows()) {
      if (this.opened.has(paper)) continue;
      const letter = await openLetter(person, this.encryptionKey);
      const named = letter.ok ? readPerson(letter.value) : undefined;
      if (named) this.opened.set(paper, { subject, warrant, person: named });
      else unreadable += 1;
    }
    return unreadable;
  }

  /** By name, as an officer looks for it. */
  current(): ExpectedAdmission[] {
    return this.rows()
      .flatMap(({ paper }) => this.opened.get(paper) ?? [])
      .toSorted((one, other) => one.person.name.localeCompare(other.person.name));
  }

  private rows() {
    return this.statements.all.all().map((row) => rowSchema.parse(row));
  }
}

function statementsOf(db: StationDatabase) {
  return {
    insert: db.prepare(
      'INSERT OR IGNORE INTO expected_admission (paper, subject, warrant, person) VALUES (?, ?, ?, ?)',
    ),
    strike: db.prepare('DELETE FROM expected_admission WHERE paper = ?'),
    strikeSubject: db.prepare('DELETE FROM expected_admission WHERE subject = ?'),
    withdraw: db.prepare('INSERT OR IGNORE INTO withdrawn_expectation (subject, paper) VALUES (?, ?)'),
    withdrawn: db.prepare('SELECT 1 FROM withdrawn_expectation WHERE subject = ?'),
    takenBack: db.prepare(
      `SELECT 1 FROM withdrawn_expectation WHERE paper = @paper
       AND NOT EXISTS (SELECT 1 FROM expected_admission WHERE paper = @paper)`,
    ),
    all: db.prepare('SELECT paper, subject, warrant, person FROM expected_admission'),
  };
}

function readPerson(bytes: Uint8Array): CommittedPerson | undefined {
  try {
    return committedPersonSchema.safeParse(JSON.parse(Buffer.from(bytes).toString())).data;
  } catch {
    return undefined;
  }
}
