import { z } from 'zod';
import { claims } from '../events/prisoner.ts';
import { instant, placeId, sha256Text } from '../text.ts';
import { detentionSchema } from './detention.ts';
import { lateHoldSchema } from './late-hold.ts';
import { centralSearchStateSchema, openMatchSchema } from './matches.ts';
import { absenceSchema, type Moved } from './movement.ts';
import { openOrderSchema } from './orders.ts';
import { admissionStandSchema } from './pending.ts';
import { custodyStates, type StateHere } from './states.ts';

/** What a prisoner said of their own custody and nobody has answered: the event that holds it. */
const openClaimSchema = z.strictObject({ id: z.string(), claim: z.enum(claims), answerDue: instant });
export type OpenClaim = z.infer<typeof openClaimSchema>;

/** What the events of one person amount to. */
export const custodySchema = z.strictObject({
  state: z.enum(custodyStates),
  /** The site that recorded the person's last movement. */
  site: z.string(),
  /** When that was by its clock: shown, never decisive. */
  movedAt: instant,
  admission: admissionStandSchema,
  detention: detentionSchema,
  /** Where inside the prison the person is kept; stands over journeys and ends with custody. */
  ward: placeId.exactOptional(),
  /** The last event of each line of history; more than one is a conflict that a person must resolve. */
  heads: z.array(z.string()),
  /** Release orders granted and not yet acted on. */
  openOrders: z.array(openOrderSchema),
  /** Release orders acted on. */
  usedOrders: z.array(z.string()),
  /** Orders of which the court said that they are not its own, or mean somebody else. */
  deniedOrders: z.array(z.string()),
  /** Other matters that came after an open order had been verified, and hold it up. */
  lateHolds: z.array(lateHoldSchema),
  absence: absenceSchema.optional(),
  /** The event by which a medical officer found it safe to discharge the person, and none moved them since. */
  medicalClearance: z.string().optional(),
  /** The event by which they were examined for injuries, and none moved them since. */
  examination: z.string().exactOptional(),
  /** New injuries that were found and not reported yet: the event that holds them. */
  openInjuries: z.array(z.strictObject({ id: z.string(), at: instant, count: z.int() })),
  /** The event by which their property was returned, and none moved them since. */
  propertyReturn: z.string().optional(),
  /** The event by which a senior officer reviewed the coming release, while nothing that bears on it was recorded since. */
  releaseReview: z.string().exactOptional(),
  openClaims: z.array(openClaimSchema),
  /** Photographs on record; of one that was not taken at the admission, the officer who took it. */
  photographs: z.array(z.strictObject({ hash: sha256Text, takenLaterBy: z.string().exactOptional() })),
  /** Whether an admission wrote down marks by which the person is known. */
  marked: z.boolean(),
  /** Whether the person was received as a child, and whether the superintendent knows. */
  juvenile: z.enum(['waiting', 'seen']).optional(),
  /** Whether the centre has searched for the fingers of the newest admission; absent where it has none. */
  centralSearch: centralSearchStateSchema.exactOptional(),
  /** People on record elsewhere whose fingers are alike, and of whom nobody has answered yet. */
  openMatches: z.array(openMatchSchema),
  forgotten: z.boolean(),
});
export type Custody = z.infer<typeof custodySchema>;

type Maybe =
  | 'ward'
  | 'absence'
  | 'examination'
  | 'medicalClearance'
  | 'propertyReturn'
  | 'releaseReview'
  | 'juvenile'
  | 'centralSearch';
type Told = Omit<Custody, 'state' | Maybe> &
  Pick<Moved, 'state'> & { readonly [Key in Maybe]?: Custody[Key] | undefined };

/** The one form of what a line says, without what it does not say: the same custody is the same text. */
export function custodyOf(told: Told): Custody {
  const { ward, absence, examination, medicalClearance, propertyReturn, releaseReview, juvenile, centralSearch } = told;
  return {
    state: told.state === 'IN_CUSTODY' && told.openOrders.length > 0 ? 'RELEASE_PENDING' : told.state,
    site: told.site,
    movedAt: told.movedAt,
    admission: told.admission,
    detention: told.detention,
    ...(ward !== undefined && { ward }),
    heads: told.heads,
    openOrders: told.openOrders,
    usedOrders: told.usedOrders,
    deniedOrders: told.deniedOrders,
    lateHolds: told.lateHolds,
    ...(absence && { absence }),
    ...(medicalClearance !== undefined && { medicalClearance }),
    ...(examination !== undefined && { examination }),
    openInjuries: told.openInjuries,
    ...(propertyReturn !== undefined && { propertyReturn }),
    ...(releaseReview !== undefined && { releaseReview }),
    openClaims: told.openClaims,
    photographs: told.photographs,
    marked: told.marked,
    ...(juvenile !== undefined && { juvenile }),
    ...(centralSearch && { centralSearch }),
    openMatches: told.openMatches,
    forgotten: told.forgotten,
  };
}

/** What one prison makes of it. */
export type CustodyHere = Omit<Custody, 'state'> & { readonly state: StateHere };

/** Whoever was last moved by another prison is no longer here, unless they are on their way. */
export function custodyHere(custody: Custody, site: string): CustodyHere {
  if (custody.site === site || custody.state === 'IN_TRANSIT') return custody;
  const { ward: _, ...elsewhere } = custody;
  return { ...elsewhere, state: 'TRANSFERRED' };
}
