import { type DataKey, type Enrolment, grantKey, openGrant, unseal } from '@custody-edge/event-contract';
import { type Random, uuidV7 } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import type { StationParts, Workflow } from '../station/station-parts.ts';
import type { StationIdentity } from '../store/enrolment.ts';
import type { PersonKeys } from '../store/person-keys.ts';
import { mayHaveKeys } from './peer-identity.ts';
import { keysAtOnce } from './wire.ts';

interface Options {
  readonly identity: Pick<StationIdentity, 'enrolment' | 'signer' | 'encryptionKey'>;
  readonly db: StationParts['db'];
  readonly keys: PersonKeys;
  readonly workflow: Workflow;
  readonly random: Random;
  readonly logger: Logger;
}

/**
 * People's data keys, between the stations of a site: each key granted to the one station that asks, and kept there only for somebody whose
 * admission is on record and names it. What was destroyed is neither asked for nor given.
 */
export class PersonKeyExchange {
  private readonly options: Options;
  /** How many keys came since the start. */
  count = 0;

  constructor(options: Options) {
    this.options = options;
  }

  /** Some of the people whose key is lacking here. @param but who were asked for in vain */
  wanted(but: ReadonlySet<string>): string[] {
    const { people } = this.options.workflow;
    return people
      ? people
          .withoutKey()
          .filter((subject) => !but.has(subject))
          .slice(0, keysAtOnce)
      : [];
  }

  /** Grants of the keys that are here, to a station whose work needs them. */
  async grantsFor(peer: Enrolment, subjects: readonly string[]): Promise<string[]> {
    const { identity, keys, random, workflow } = this.options;
    if (!workflow.people || !mayHaveKeys(peer)) return [];
    const grants: string[] = [];
    for (const subject of subjects) {
      const key = keys.find(subject);
      if (key) grants.push((await grantKey(uuidV7(undefined, random), subject, key, peer, identity.signer)).text);
    }
    return grants;
  }

  /** Keeps the keys that open what is on record of their people. @returns how many are new here */
  async take(peer: Enrolment, grants: readonly string[]): Promise<number> {
    const { identity, db, workflow, keys, logger } = this.options;
    const { people } = workflow;
    if (!people) return 0;
    const opened: { readonly subject: string; readonly key: DataKey }[] = [];
    for (const text of grants) {
      const read = await openGrant(text, peer, identity.enrolment.record.stationId, identity.encryptionKey);
      if (read.ok) opened.push({ subject: read.value.grant.subject, key: read.value.key });
      else logger.warn({ err: read.error, peer: peer.record.stationId }, 'a key that a peer granted was refused');
    }
    const keep = (): string[] =>
      db
        .transaction(() =>
          opened.flatMap(({ subject, key }) => {
            // Whoever was erased meanwhile stays so: a late grant brings nothing back.
            if (people.find(subject)?.custody.forgotten !== false || keys.find(subject)) return [];
            if (!unseal(key, subject, 'identity', people.sealedIdentityOf(subject)).ok) return [];
            keys.store(subject, key);
            return [subject];
          }),
        )
        .immediate();
    const kept = workflow.betweenDecisions ? await workflow.betweenDecisions(keep) : keep();
    this.count += kept.length;
    for (const subject of kept) people.reopen(subject);
    if (kept.length > 0) workflow.onPeerKeys?.(kept);
    return kept.length;
  }
}
