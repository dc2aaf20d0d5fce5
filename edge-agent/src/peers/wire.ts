import { maxMessageBytes, placeId, sealedSchema, sha256Text, subjectId } from '@custody-edge/event-contract';
import { z } from 'zod';

/** Where the stations of a site talk with each other, below the address of each. */
export const peerPaths = {
  pull: '/peers/1/pull',
  event: '/peers/1/event',
  keys: '/peers/1/keys',
  lines: '/peers/1/lines',
  photograph: '/peers/1/photograph',
} as const;
/** Header in which either side presents its signed station record. */
export const recordHeader = 'station-record';

/** Chains of one site: a machine that is replaced begins another one, and its events stay. */
const mostChains = 256;
/** Events in one answer at most, of all chains together. */
export const pageEvents = 512;
/** Their signed texts together, unless one alone is larger. */
export const pageBytes = 1_500_000;
/** Persons whose keys are asked for at once. */
export const keysAtOnce = 64;
/** People of whom the line is asked for at once. */
export const linesAtOnce = 16;
/** Of one line in one answer, the newest: events, and stations that recorded them. */
export const lineEvents = 500;
export const lineRecords = 50;
/** Photographs asked for, one after the other, before events are asked for again. */
export const photographsAtOnce = 8;
/** What a station reads of a question, and of an answer: a whole page with every head, and no more. */
export const mostQuestionBytes = 128 * 1024;
export const mostAnswerBytes = 4 * 1024 * 1024;

/** How far somebody holds a chain. */
const headSchema = z.strictObject({
  chainId: z.uuid(),
  upTo: z.int().min(0),
  /** Of the event with that number; of the station record where there is none. */
  headHash: sha256Text,
});
export type Head = z.infer<typeof headSchema>;

export const pullSchema = z.strictObject({
  heads: z.array(headSchema).max(mostChains),
  /** Chains of which nothing is wanted now: what came of them last did not hold. */
  except: z.array(z.uuid()).max(mostChains),
  /** How many lines, keys and photographs the peer had come by when it was last asked. */
  keys: z.int().min(0),
  /** How long to wait for news, where there is none. */
  waitMs: z.int().min(0).max(30_000),
});
export type Pull = z.infer<typeof pullSchema>;

const partSchema = z.strictObject({
  chainId: z.uuid(),
  /** The signed station record that the chain begins with. */
  record: z.string().max(4_000),
  /** The events after the head that was named, as they were signed. */
  events: z.array(z.string().max(maxMessageBytes)).max(pageEvents),
  /** Set where another event is held under the number of the head that was named. */
  diverged: z.literal(true).exactOptional(),
});

export const pageSchema = z.strictObject({
  heads: z.array(headSchema).max(mostChains),
  parts: z.array(partSchema).max(mostChains),
  /** Another number than before says that lines, keys or photographs came meanwhile, which may be asked for. */
  keys: z.int().min(0),
});
export type Page = z.infer<typeof pageSchema>;
export type Part = Page['parts'][number];
/** What a station holds, and what of it somebody else lacks. */
export type Offer = Pick<Page, 'heads' | 'parts'>;

/** One event of a chain, to find where two histories of it part. */
export const placeSchema = z.strictObject({ chain: z.uuid(), sequence: z.coerce.number().pipe(z.int().min(1)) });
export const placedSchema = z.strictObject({ event: z.string().max(maxMessageBytes).optional() });

export const keysWantedSchema = z.strictObject({ subjects: z.array(subjectId).max(keysAtOnce) });
export const keysGivenSchema = z.strictObject({ grants: z.array(z.string().max(8_000)).max(keysAtOnce) });

export const linesWantedSchema = z.strictObject({ subjects: z.array(subjectId).max(linesAtOnce) });
const lineSchema = z.strictObject({
  subject: subjectId,
  /** Signed station records, of every station whose events are here. */
  records: z.array(z.string().max(4_000)).max(lineRecords),
  /** Events of other stations than the one that answers, as they were signed. */
  events: z.array(z.string().max(maxMessageBytes)).max(lineEvents),
});
export type Line = z.infer<typeof lineSchema>;
export const linesGivenSchema = z.strictObject({ lines: z.array(lineSchema).max(linesAtOnce) });

/** Whose photograph is wanted, and which: the one with this hash, or none. */
export const photographWantedSchema = z.strictObject({ subject: subjectId, hash: sha256Text });
export const photographGivenSchema = z.strictObject({ sealed: sealedSchema.optional() });

/** How a peer says why it does not talk with this station. */
export const refusalSchema = z.object({ code: z.string().max(60) });

/** Where a peer is found. */
export const peerSchema = z.strictObject({
  stationId: placeId.exactOptional().describe('Its name; whoever else answers there is refused'),
  url: z.url({ protocol: /^https$/ }).describe('https://host:port, as its peerListen says'),
});
export type PeerAddress = z.infer<typeof peerSchema>;
