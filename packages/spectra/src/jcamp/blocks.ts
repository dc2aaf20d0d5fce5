import { damaged } from '../errors.ts';
import { within } from '../limits.ts';

/*
 * JCAMP-DX is made of labelled records: `##LABEL= value`, going on until the next `##`; `$$` begins a comment; blocks begin with ##TITLE=, end
 * with ##END= and may hold blocks. Labels are compared without their case, spaces, dashes, slashes and underscores. McDonald and Wilks,
 * Appl. Spectrosc. 42 (1988) 151 (4.24); Lampen et al., Appl. Spectrosc. 48 (1994) 1545 (5.0).
 */

/** One labelled record. */
export interface Labelled {
  /** As it is compared. */
  readonly label: string;
  /** What follows on its own line, without its comment. */
  readonly value: string;
  /** The lines after it, without their comments. */
  readonly lines: string[];
  /** From 1. */
  readonly line: number;
}

export interface Block {
  readonly records: Labelled[];
  readonly children: Block[];
}

const labelForm = /^\s*##([^=]*)(=?)(.*)$/s;

/** A label as it is compared. */
const canonical = (label: string): string => label.toUpperCase().replaceAll(/[\s_\-/]/g, '');
const withoutComment = (text: string): string => {
  const at = text.indexOf('$$');
  return (at < 0 ? text : text.slice(0, at)).trim();
};

/**
 * The blocks of a file, outermost first.
 * @param firstLine number of the first of the lines in the file, for errors
 * @throws `spectrum-file-damaged` for one that does not end, ends twice, or has lines outside its blocks; `spectrum-file-large`
 */
export function blocksOf(lines: readonly string[], firstLine = 1): readonly Block[] {
  const top: Block[] = [];
  const open: Block[] = [];
  let blocks = 0;
  let current: Labelled | undefined;
  for (const [index, text] of lines.entries()) {
    const line = firstLine + index;
    const found = labelForm.exec(text);
    if (found === null) {
      const content = withoutComment(text);
      if (content === '') continue;
      if (current === undefined) throw damaged('outside-blocks', { line });
      current.lines.push(content);
      continue;
    }
    const record: Labelled = {
      label: canonical(found[1] ?? ''),
      value: withoutComment(found[3] ?? ''),
      lines: [],
      line,
    };
    if (record.label === 'TITLE') {
      blocks += 1;
      within('blocks', blocks);
      const block: Block = { records: [], children: [] };
      (open.at(-1)?.children ?? top).push(block);
      open.push(block);
      within('blockDepth', open.length);
    }
    const block = open.at(-1);
    if (block === undefined) throw damaged('outside-blocks', { line });
    current = record;
    if (record.label === 'END') {
      open.pop();
      current = undefined;
    } else block.records.push(record);
  }
  if (open.length > 0) throw damaged('no-end', { openBlocks: open.length });
  return top;
}

/** What a block says under a label; of two that differ it is not known which is true. @throws `spectrum-file-damaged` */
export function saidUnder({ records }: Block, label: string): string | undefined {
  const found = records.filter((record) => record.label === label);
  const [first] = found;
  const other = found.find(({ value }) => value !== first?.value);
  if (other) throw damaged('label-twice', { label, line: other.line });
  return first?.value;
}

/** What a block first says under a label, for people. */
export const firstOf = ({ records }: Block, label: string): string | undefined =>
  records.find((record) => record.label === label && record.value !== '')?.value;
