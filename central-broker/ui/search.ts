import type { PersonLine } from '../src/http/view.ts';

/** Letters that keyboards of Urdu, Arabic and Persian write differently, and marks that people leave out. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\u0640\u200C\u200D]/gu, '')
    .replace(/[\u064A\u0649]/g, 'ی')
    .replace(/\u0643/g, 'ک')
    .replace(/[\u06BE\u06D5\u0629\u0647]/g, 'ہ')
    .replace(/[\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .toLowerCase();

const withoutDashes = (text: string): string => text.replace(/[-/]/g, '');

/** Whether every word that was searched for stands in the name, parentage or number; numbers with or without dashes. */
export function isFound({ identity, subject }: Pick<PersonLine, 'identity' | 'subject'>, query: string): boolean {
  const number = plain(identity?.prisonerNumber ?? '');
  const text = plain(
    `${identity?.name ?? ''} ${identity?.parentage ?? ''} ${number} ${withoutDashes(number)} ${subject}`,
  );
  return plain(query)
    .split(/\s+/)
    .every((word) => text.includes(word) || (/\d/.test(word) && text.includes(withoutDashes(word))));
}
