import {
  type AdmissionBody,
  type AdmissionFile,
  type AdmissionWord,
  type Enrolment,
  type EventDraft,
  grantKey,
  type Signer,
  seal,
} from '@custody-edge/event-contract';
import { type FingerImpressions, writeEnrolment } from '@custody-edge/fingerprint';
import { type Random, uuidV7 } from '@custody-edge/foundation';
import type { GatePolicy } from '../../config.ts';
import { agentError } from '../../errors.ts';
import type { PersonKeys } from '../../store/person-keys.ts';
import { type SealedHand, type SealedPhotograph, sealHand, sealPhotograph } from '../../store/photographs.ts';
import type { AdmissionDesk } from '../desk.ts';
import { photographId } from '../photograph/photograph-id.ts';
import { completeDetails } from './admission-details.ts';
import { foundAt, identityIn, searcherOf, warrantIn, wordsAt } from './admission-words.ts';
import { saidOf } from './enrolled-fingers.ts';

/** An admission ready to be committed: the event, the person's key, and the key's way to the centre. */
export interface PreparedAdmission {
  readonly draft: Extract<EventDraft, { type: 'prisoner.admitted.v2' }>;
  /** Where one was taken. */
  readonly photograph?: SealedPhotograph;
  /** Photographs of hands with a finger that could not be taken. */
  readonly hands: readonly SealedHand[];
  readonly fingers: readonly FingerImpressions[];
  readonly grant: { readonly grantId: string; readonly text: string };
  storeKey(): void;
}

/** What an admission is written down with besides what was filled in. */
interface AdmissionMoment {
  /** People on record whose fingers were searched without a hit. */
  readonly compared: number;
  readonly policy: Pick<GatePolicy, 'juvenileBelowYears'>;
  readonly nowMs: number;
  /** The id under which the centre expects the person. */
  readonly subject?: string | undefined;
}

/**
 * Gives the person an opaque id, unless the centre has announced one, and a data key, and seals what identifies them and what was found at the search.
 * Nothing is stored: `storeKey` runs within the transaction that commits the draft.
 * @throws `action-incomplete`
 */
export async function prepareAdmission(
  admission: AdmissionDesk,
  moment: AdmissionMoment,
  keys: PersonKeys,
  centre: Enrolment,
  signer: Signer,
  random: Random,
): Promise<PreparedAdmission> {
  const details = completeDetails(admission.details);
  const found = foundAt(admission);
  const { body, salt, belongings, reference, sameAs, differentFrom } = admission;
  if (!details || !body || found === undefined || !belongings || !reference) throw agentError('action-incomplete');
  const subject = moment.subject ?? `person/${uuidV7(undefined, random)}`;
  // Whoever is admitted again keeps their key: their whole record is forgotten together.
  const known = keys.find(subject);
  const key = known ?? keys.make();
  const sealed = (field: string, value: unknown) =>
    seal(key, subject, field, Buffer.from(JSON.stringify(value)), random);
  const exceptions = admission.exceptions.map((one) => ({
    ...one,
    fingers: [...one.fingers],
    photograph: saidOf(one.photograph),
  }));
  const hands = admission.exceptions.flatMap(({ photograph }) =>
    typeof photograph === 'string'
      ? []
      : [sealHand(key, subject, photographId(photograph.jpeg), Buffer.from(photograph.jpeg, 'base64'), random)],
  );
  const file: AdmissionFile = { escort: details.escort, body, salt, belongings, exceptions };
  const words = wordsAt(admission, moment.nowMs);
  const isSigned = (meaning: AdmissionWord) => words.some((word) => word.meaning === meaning);
  const searcher = searcherOf(admission);
  const grantId = uuidV7(undefined, random);
  const excepted = exceptions.flatMap(({ fingers }) => fingers).length;
  const unphotographed = exceptions.flatMap(({ fingers, photograph }) =>
    typeof photograph === 'string' ? fingers : [],
  ).length;
  const photograph =
    admission.photograph !== undefined &&
    sealPhotograph(key, subject, Buffer.from(admission.photograph, 'base64'), random);
  const grant = await grantKey(grantId, subject, key, centre, signer);
  return {
    draft: {
      type: 'prisoner.admitted.v2',
      subject,
      data: {
        warrant: warrantIn(details),
        identity: sealed('identity', identityIn(details)),
        templates: seal(key, subject, 'templates', writeEnrolment(admission.fingers), random),
        file: sealed('file', file),
        fingers: admission.fingers.map(({ finger, impressions }) => ({ finger, impressions: impressions.length })),
        localSearch: { compared: moment.compared, hit: sameAs !== undefined || differentFrom.length > 0 },
        reference,
        search: {
          found,
          ...(searcher !== undefined && { searcher }),
          state: isSigned('admission-search') ? 'signed' : 'pending',
        },
        medical: isSigned('medical-screening') ? 'seen' : 'pending',
        approvals: words.map(({ text }) => text),
        ...(body.isolation && { isolation: true as const }),
        differentFrom: [...differentFrom],
        ...(Array.isArray(body.marks) && { marked: true as const }),
        ...(excepted > 0 && { excepted }),
        ...(unphotographed > 0 && { unphotographed }),
        juvenile: ageYears(body.birth, moment.nowMs) < moment.policy.juvenileBelowYears,
      },
    },
    ...(photograph && { photograph }),
    hands,
    fingers: admission.fingers,
    grant: { grantId, text: grant.text },
    storeKey: () => {
      if (!known) keys.store(subject, key);
    },
  };
}

/** Whole years; on the birthday itself the new one counts. */
export function ageYears(birth: AdmissionBody['birth'], nowMs: number): number {
  if ('ageYears' in birth) return birth.ageYears;
  const [born, now] = [new Date(birth.bornOn), new Date(nowMs)];
  const years = now.getFullYear() - born.getUTCFullYear();
  const [month, day] = [now.getMonth() - born.getUTCMonth(), now.getDate() - born.getUTCDate()];
  return month < 0 || (month === 0 && day < 0) ? years - 1 : years;
}
