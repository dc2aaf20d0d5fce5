import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { Block } from '@custody-edge/ui-kit/report';

type HeadingKey =
  | 'exhibits'
  | 'methods'
  | 'weights'
  | 'tests'
  | 'files'
  | 'rooms'
  | 'reserves'
  | 'opinion'
  | 'signatures'
  | 'officers';

export const heading = (of: HeadingKey): Block => ({ kind: 'heading', text: say(`lab-case-report.${of}`) });

type Column = Extract<Block, { kind: 'table' }>['columns'][number];

/** @param width in parts of the page */
export const column = (head: BilingualText, width: number, align: Column['align'] = 'left'): Column => ({
  head,
  width,
  align,
});

/** What all of them say; undefined where they differ, or where there are none. */
export const sameOf = (texts: readonly string[]): string | undefined =>
  texts.every((text) => text === texts[0]) ? texts[0] : undefined;

type Fact = Extract<Block, { kind: 'facts' }>['facts'][number];

/** What a table says once of all its rows, as a part of it; nothing where nothing is so of all. */
export function ofAllRows(...said: readonly (readonly [label: BilingualText, value: string | undefined])[]): {
  readonly facts?: Fact[];
} {
  const facts = said.flatMap(([label, value]) => (value ? [{ label, value: value.replaceAll('\n', '; ') }] : []));
  return facts.length > 0 ? { facts } : {};
}

/** A cell of several lines. */
export const lines = (...texts: readonly (string | undefined)[]): string =>
  texts.filter((text) => text !== undefined && text !== '').join('\n');
