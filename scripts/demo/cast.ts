import type { WarrantDetails } from './gate-actor.ts';

/** Invented people; any likeness is chance. */
const people = [
  { name: 'محمد اسلم', relation: 'son-of', parentage: 'کریم بخش' },
  { name: 'غلام رسول', relation: 'son-of', parentage: 'نور محمد' },
  { name: 'شازیہ بی بی', relation: 'wife-of', parentage: 'عبدالرشید' },
  { name: 'عمران خان', relation: 'son-of', parentage: 'شیر زمان' },
  { name: 'رخسانہ پروین', relation: 'daughter-of', parentage: 'فضل دین' },
] as const;

const courts = ['Sessions Court Lahore', 'Anti-Terrorism Court II', 'Magistrate Model Town'] as const;
/** Where the courts of the cast are called; invented like the people. */
export const courtNumbers = courts.map((court, index) => ({ court, telephone: `042-0000${100 + index}` }));

const stations = ['Ichhra', 'Gulberg', 'Kot Lakhpat'] as const;

export const nameOf = (person: number): string => (people[person % people.length] ?? people[0]).name;

/** The papers with which a person is committed. @param round how often people were committed before */
export function warrantOf(person: number, round: number): WarrantDetails {
  const who = people[person % people.length] ?? people[0];
  const number = 40_400 + person + round * 10;
  return {
    ...who,
    prisonerNumber: String(number),
    warrantNumber: `RW-${number}`,
    court: courts[person % courts.length] ?? courts[0],
    caseNumber: `FIR ${110 + person + round}/26`,
    policeStation: stations[person % stations.length] ?? stations[0],
  };
}
