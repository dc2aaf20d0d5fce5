import { generateKeyPairSync } from 'node:crypto';
import { join, resolve } from 'node:path';
import { type FeedItem, publicJwk, signFeedRecord } from '@custody-edge/event-contract';
import { systemClock } from '@custody-edge/foundation';
import { commandError } from '../errors.ts';
import { checkPlaceId } from './enrolment.ts';
import { readIfThere, writeWhole } from './files.ts';
import { keyPem, type Project } from './project.ts';

export interface FeedOptions {
  readonly dir: string;
  /** Name of the source in its record and on the centre's page. */
  readonly feed: string;
  /** What it may speak of. */
  readonly may: readonly FeedItem['kind'][];
}

export interface ProvisionedFeed {
  readonly keyFile: string;
  readonly recordAtCentre: string;
}

/** Where the key of a source stands in its own folder. */
export const feedKeyFile = 'feed.key';
/** Where the centre finds the records of sources, relative to its folder. */
export const feedsFolder = 'feeds';

/**
 * Enrols a court, or an office that speaks for courts: a signing key in its own folder, and a signed record of it at the centre.
 * @throws `enrolment-exists`, `option-invalid`, `file-unusable`
 */
export async function provisionFeed(
  project: Project,
  centreDir: string,
  options: FeedOptions,
): Promise<ProvisionedFeed> {
  checkPlaceId('id', options.feed);
  const made = {
    keyFile: join(options.dir, feedKeyFile),
    recordAtCentre: join(centreDir, feedsFolder, `${options.feed}.jws`),
  };
  for (const file of [made.keyFile, made.recordAtCentre])
    if ((await readIfThere(file)) !== undefined) throw commandError('enrolment-exists', { record: resolve(file) });
  const { privateKey } = generateKeyPairSync('ed25519');
  const issuedAt = new Date(systemClock.nowMs()).toISOString();
  const { feed, may } = options;
  const record = { feed, signing: publicJwk(privateKey), may: [...may], issuedAt };
  await writeWhole(made.keyFile, keyPem(privateKey), 'secret');
  await writeWhole(made.recordAtCentre, signFeedRecord(record, project.authority).text, 'public');
  return made;
}
