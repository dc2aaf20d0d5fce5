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

/** A cell of several lines. */
export const lines = (...texts: readonly (string | undefined)[]): string =>
  texts.filter((text) => text !== undefined && text !== '').join('\n');
