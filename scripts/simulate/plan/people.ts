import type { WarrantDetails } from '../../demo/cast.ts';

/** Somebody of a day, by number among all of them. Invented like everybody here. */
export interface PlannedPerson {
  readonly number: number;
  readonly name: string;
  readonly parentage: string;
  readonly ageYears: number;
  /** Of the store of grown fingers, right index first; who never comes to the glass has none. */
  readonly fingers: readonly number[];
}

const firstNames = [
  'محمد اسلم',
  'غلام رسول',
  'عمران خان',
  'محمد اکرم',
  'نذیر احمد',
  'شفیق الرحمان',
  'بشیر حسین',
  'محمد یونس',
];
const secondNames = [
  'محمد اشرف',
  'ظفر اقبال',
  'طارق محمود',
  'عبدالغفور',
  'محمد ارشد',
  'ریاض حسین',
  'جاوید مسیح',
  'محمد رمضان',
];
const fathers = [
  'کریم بخش',
  'نور محمد',
  'شیر زمان',
  'فضل دین',
  'اللہ دتہ',
  'غلام حیدر',
  'محمد شریف',
  'چراغ دین',
  'عبدالرشید',
];
const courts = ['Sessions Court Lahore', 'Anti-Terrorism Court II', 'Magistrate Model Town'] as const;
const policeStations = ['Ichhra', 'Gulberg', 'Kot Lakhpat'] as const;

const oneOf = <Value>(list: readonly Value[], random: () => number): Value => {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new RangeError('nothing to choose from');
  return found;
};

/** Name, father and age of somebody. */
export function drawPerson(random: () => number): Pick<PlannedPerson, 'name' | 'parentage' | 'ageYears'> {
  const name = oneOf([...firstNames, ...secondNames], random);
  return { name, parentage: oneOf(fathers, random), ageYears: 18 + Math.floor(random() * 45) };
}

/** A brother is called nearly alike and has the same father. */
export const brotherOf = ({ name, parentage, ageYears }: Pick<PlannedPerson, 'name' | 'parentage' | 'ageYears'>) => ({
  name: name.startsWith('محمد ') ? name.slice('محمد '.length) : `محمد ${name}`,
  parentage,
  ageYears: ageYears + 2,
});

/** What stands on the paper by which somebody is held. */
export function warrantOf({ number, name, parentage }: PlannedPerson, detainUntil: string): WarrantDetails {
  const policeStation = policeStations[number % policeStations.length] ?? policeStations[0];
  return {
    name,
    relation: 'son-of',
    parentage,
    prisonerNumber: String(40_000 + number),
    warrantKind: 'remand-warrant',
    warrantNumber: `RW-${40_000 + number}`,
    court: courts[number % courts.length] ?? courts[0],
    caseNumber: `FIR ${100 + number}/26`,
    policeStation,
    detainUntil,
    escort: { name: 'ASI طارق محمود', beltNumber: '1187', policeStation },
  };
}
