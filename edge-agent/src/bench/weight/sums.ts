import type { Exhibit, TestRow, WeightKind } from '@custody-edge/event-contract';
import { isCustodyError } from '@custody-edge/foundation';
import { type LinkName, type LinkResult, reconcile, type Weighed } from '@custody-edge/measurement/reconcile';
import type { Budget } from '@custody-edge/measurement/uncertainty';
import { coverage } from './uncertainty.ts';

/** One weight of an exhibit that others have to make up. */
export interface Sum {
  readonly exhibit: string;
  readonly label: string;
  readonly name: LinkName;
  readonly unit: string;
  /** The whole less its parts, to the last digit of any of them. */
  readonly difference: string;
  /** What the uncertainties explain; absent where a weight was written by hand, so that nothing says how sure it is. */
  readonly within?: { readonly allowance: string; readonly agrees: boolean };
  /** Influences that the allowance does not hold, since nothing on record says how large they are. */
  readonly unknown: readonly string[];
}

/**
 * Every sum that the weights of exhibits allow: a package is its packaging and its contents, a parcel its packaging and its units, what was
 * there before the analysis what was taken and what remained. Of several weights of a kind the last one counts. One that is missing, or in
 * another unit, leaves the sum out.
 * @param budgetOf how sure a weight is, by the event that recorded it
 */
export function sumsOf(
  exhibits: readonly Exhibit[],
  rows: readonly TestRow[],
  budgetOf: (event: string) => Budget | undefined,
): Sum[] {
  const last = new Map<string, TestRow>();
  for (const row of rows) if (row.result.of === 'weight') last.set(`${row.exhibit} ${row.result.what}`, row);
  const partsOf = Map.groupBy(exhibits, ({ parent }) => parent);
  return exhibits.flatMap((exhibit): Sum[] => {
    const { subject, label } = exhibit;
    const weight = (of: string, what: WeightKind) => last.get(`${of} ${what}`);
    const parts = partsOf.get(subject) ?? [];
    const units = parts.filter(({ kind }) => kind === 'unit');
    const taken = parts.filter(({ kind }) => kind === 'sample' || kind === 'duplicate-sample');
    const remainders = parts.filter(({ kind }) => kind === 'remainder');
    const ownPackaging = weight(subject, 'packaging');
    const packagings = parts.filter(({ kind }) => kind === 'packaging');
    const packaging = ownPackaging ? [ownPackaging] : packagings.map((part) => weight(part.subject, 'packaging'));
    const [gross, net] = [weight(subject, 'gross'), weight(subject, 'net')];
    const claims: readonly Claim[] = [
      { name: 'package', whole: gross, parts: packaging.length > 0 ? [...packaging, net] : [] },
      {
        name: 'units',
        whole: gross,
        parts:
          packaging.length > 0 && units.length > 0
            ? [...packaging, ...units.map((unit) => weight(unit.subject, 'gross') ?? weight(unit.subject, 'net'))]
            : [],
      },
      {
        name: 'analysis',
        whole: net,
        parts:
          remainders.length > 0
            ? [
                ...taken.map((part) => weight(part.subject, 'sample')),
                ...remainders.map((part) => weight(part.subject, 'remainder')),
              ]
            : [],
      },
    ];
    return claims.flatMap((claim) => {
      const sum = held(claim, budgetOf);
      return sum ? [{ exhibit: subject, label, ...sum }] : [];
    });
  });
}

/** A weight and those that have to make it up; undefined where one was not weighed. */
interface Claim {
  readonly name: LinkName;
  readonly whole: TestRow | undefined;
  readonly parts: readonly (TestRow | undefined)[];
}

function held({ name, whole, parts }: Claim, budgetOf: (event: string) => Budget | undefined) {
  const weighed = parts.flatMap((part) => part ?? []);
  if (!whole || weighed.length === 0 || weighed.length < parts.length) return undefined;
  const budgets = [whole, ...weighed].map(({ event }) => budgetOf(event));
  const result = linkOf(name, whole, weighed, budgetOf);
  if (!result) return undefined;
  const { unit, difference, allowance, agrees } = result;
  return {
    ...{ name, unit, difference },
    ...(budgets.every((budget) => budget !== undefined) && { within: { allowance, agrees } }),
    unknown: [...new Set(budgets.flatMap((budget) => budget?.omitted ?? []))],
  };
}

/** @returns undefined for weights in several units */
function linkOf(
  name: LinkName,
  whole: TestRow,
  parts: readonly TestRow[],
  budgetOf: (event: string) => Budget | undefined,
): LinkResult | undefined {
  try {
    const link = { name, whole: weighedOf(whole, budgetOf), parts: parts.map((part) => weighedOf(part, budgetOf)) };
    return reconcile([link], coverage).links[0];
  } catch (error) {
    if (isCustodyError(error)) return undefined;
    throw error;
  }
}

function weighedOf({ event, result }: TestRow, budgetOf: (event: string) => Budget | undefined): Weighed {
  const { value, unit } = result.of === 'weight' ? result : { value: '', unit: '' };
  const nothing = { value: '0', unit };
  const { random, correlated } = budgetOf(event) ?? { random: nothing, correlated: nothing };
  return { weight: { value, unit }, random, correlated };
}
