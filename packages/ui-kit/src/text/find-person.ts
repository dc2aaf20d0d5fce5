import { latinDigits } from './digits.ts';

/** What a person can be found by. */
export interface Findable {
  /** Name and parentage. */
  readonly names: readonly string[];
  /** Prisoner number, case numbers and other codes. */
  readonly numbers: readonly string[];
}

/** How well somebody fits what was searched for: as it is written, or only as it sounds. */
export type Found = 'written' | 'sounds-alike';

/** Letters that keyboards of Urdu, Arabic and Persian write differently, and marks that people leave out. */
const plain = (text: string): string =>
  latinDigits(text)
    .normalize('NFKD')
    .replace(/[\p{M}\u0640\u200C\u200D]/gu, '')
    .replace(/[\u064A\u0649]/g, 'ی')
    .replace(/\u0643/g, 'ک')
    .replace(/[\u06BE\u06D5\u0629\u0647]/g, 'ہ')
    .toLowerCase();

const withoutDashes = (text: string): string => text.replace(/[-/]/g, '');

/** Consonants that Roman spelling does not tell apart, each with the letters of both scripts that stand for it. */
const sounds: readonly (readonly [sound: string, letters: RegExp])[] = [
  ['s', /sh|[شسصث]/g],
  ['c', /ch|چ/g],
  ['k', /kh|[خکقcqx]/g],
  ['g', /gh|[غگ]/g],
  ['f', /ph|ف/g],
  ['z', /zh|[زذضظژ]/g],
  ['t', /[تطٹ]/g],
  ['d', /[دڈ]/g],
  ['r', /[رڑ]/g],
  ['n', /[نں]/g],
  ['b', /ب/g],
  ['p', /پ/g],
  ['j', /ج/g],
  ['l', /ل/g],
  ['m', /م/g],
];

/** A name's consonants: what is left of it in whichever script and spelling it was written. */
function skeleton(word: string): string {
  const placed = sounds.reduce((text, [sound, letters]) => text.replace(letters, sound.toUpperCase()), word);
  return placed
    .toLowerCase()
    .replace(/[^bcdfgjklmnprstz]/g, '')
    .replace(/(.)\1+/g, '$1');
}

/** Of one consonant only the very same skeleton says anything. */
const soundsAlike = (wanted: string, held: string): boolean =>
  wanted.length > 1 ? held.startsWith(wanted) : wanted !== '' && held === wanted;

const words = (text: string): string[] => plain(text).split(/\s+/).filter(Boolean);

/** A person made ready for many searches. */
export interface IndexedPerson {
  readonly text: string;
  readonly skeletons: readonly string[];
}

export function indexPerson({ names, numbers }: Findable): IndexedPerson {
  const codes = numbers.map(plain);
  return {
    text: [...names.map(plain), ...codes, ...codes.map(withoutDashes)].join(' '),
    skeletons: names.flatMap(words).map(skeleton),
  };
}

/**
 * A search in Urdu or Roman letters, numbers with or without dashes: every word has to stand in a name or number.
 * @returns tells how well a person fits; undefined when some word does not
 */
export function searchFor(query: string): (person: IndexedPerson) => Found | undefined {
  const wanted = words(query).map((word) => ({
    word,
    bare: /\d/.test(word) ? withoutDashes(word) : word,
    sound: skeleton(word),
  }));
  return ({ text, skeletons }) => {
    const heard = wanted.filter(({ word, bare }) => !text.includes(word) && !text.includes(bare));
    if (!heard.every(({ sound }) => skeletons.some((name) => soundsAlike(sound, name)))) return undefined;
    return heard.length > 0 ? 'sounds-alike' : 'written';
  };
}
