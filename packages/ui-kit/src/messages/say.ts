import type { BilingualText, Language } from '@custody-edge/foundation';
import { admission } from './admission.ts';
import { bench } from './bench.ts';
import { benchDraw } from './bench-draw.ts';
import { benchMethod } from './bench-method.ts';
import { benchPages } from './bench-pages.ts';
import { benchReport } from './bench-report.ts';
import { benchReview } from './bench-review.ts';
import { benchRoom } from './bench-room.ts';
import { benchWeights } from './bench-weights.ts';
import { centre } from './centre.ts';
import { common } from './common.ts';
import { count } from './count.ts';
import { gate } from './gate.ts';
import { house } from './house.ts';
import { labCaseReport } from './lab-case-report.ts';

import { labReport } from './lab-report.ts';

import { laboratory } from './laboratory.ts';

import { match } from './match.ts';
import { officers } from './officers.ts';
import { orders } from './orders.ts';
import { plot } from './plot.ts';
import { police } from './police.ts';
import { practice } from './practice.ts';
import { record } from './record.ts';
import { release } from './release.ts';
import { report } from './report.ts';
import { reportCheck } from './report-check.ts';
import { reportGap } from './report-gap.ts';
import { sight } from './sight.ts';
import { slip } from './slip.ts';
import { van } from './van.ts';
import { visitor } from './visitor.ts';
import { wire } from './wire.ts';

/** Everything that the product says to a person; a missing translation does not compile. */
export const messages = {
  ...common,
  ...officers,
  ...gate,
  ...admission,
  ...release,
  ...record,
  ...report,
  ...sight,
  ...van,
  ...slip,
  ...orders,
  ...police,
  ...house,
  ...count,
  ...labCaseReport,
  ...laboratory,
  ...match,
  ...visitor,
  ...practice,
  ...bench,
  ...benchPages,
  ...benchMethod,
  ...benchReport,
  ...benchReview,
  ...benchDraw,
  ...benchRoom,
  ...benchWeights,
  ...plot,
  ...labReport,
  ...reportCheck,
  ...reportGap,
  ...wire,
  ...centre,
} satisfies Record<string, BilingualText>;

export type MessageKey = keyof typeof messages;

type PlaceholdersIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholdersIn<Rest>
  : never;

/** Values for the `{name}` places of a message; a value may itself be bilingual. */
export type MessageParams<Key extends MessageKey> = Readonly<
  Record<PlaceholdersIn<(typeof messages)[Key]['en']>, string | number | BilingualText>
>;

type ParamsArgument<Key extends MessageKey> =
  PlaceholdersIn<(typeof messages)[Key]['en']> extends never ? [] : [params: MessageParams<Key>];

/** A sentence of the catalogue in both languages, its places filled in. */
export function say<Key extends MessageKey>(key: Key, ...[params]: ParamsArgument<Key>): BilingualText {
  return { en: fill(key, 'en', params ?? {}), ur: fill(key, 'ur', params ?? {}) };
}

function fill(
  key: MessageKey,
  language: Language,
  params: Readonly<Record<string, string | number | BilingualText>>,
): string {
  return messages[key][language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    return typeof value === 'object' ? value[language] : String(value ?? '');
  });
}
