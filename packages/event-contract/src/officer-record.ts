import type { KnownOfficer } from './approval.ts';
import type { WithoutWord } from './events/officer.ts';
import { thumbprint } from './signature.ts';

/** An officer in force. */
export interface OfficerOnRecord extends KnownOfficer {
  /** Own fingers that are asked for after the PIN; none where the PIN stands alone. */
  readonly fingers: readonly string[];
  /** Why no second officer answered for the enrolment, where none did. */
  readonly without?: WithoutWord;
}

/** What a station's chain says of its officers. */
export interface OfficerRecord {
  /** By number. */
  readonly inForce: ReadonlyMap<string, OfficerOnRecord>;
  /** Numbers of all who were ever in force in a senior office. */
  readonly seniors: ReadonlySet<string>;
  /** Ids of the words that were given for changes: none counts twice. */
  readonly words: ReadonlySet<string>;
}

/** The officer of whose keys one has this id (RFC 7638). */
export const officerWithKey = (officers: readonly KnownOfficer[], keyId: string): KnownOfficer | undefined =>
  officers.find(({ publicKey, securityKeys }) =>
    [publicKey, ...securityKeys.map((key) => key.publicKey)].some((key) => thumbprint(key) === keyId),
  );
