import type { AdmissionBelongings, AdmissionBody, OfficerRole, WarrantKind } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import type { Introduced } from './coming.ts';

/** Somebody who works at a station. */
export interface Officer {
  readonly officerId: string;
  readonly name: string;
  readonly role: OfficerRole;
  /** Signs with a security key where they may. */
  readonly hasKey?: boolean;
}

/** Who works at one station. */
export interface Officers<Member = Officer> {
  readonly head: Member;
  /** Works the station. */
  readonly onDuty: Member;
  readonly others: readonly Member[];
}

/** Where a station stands, and who works there. */
export interface Place {
  readonly stationId: string;
  readonly site: string;
  readonly name: BilingualText;
  readonly officers: Officers;
}

const officer = (officerId: string, name: string, role: OfficerRole): Officer => ({ officerId, name, role });

const lahoreDeputy = officer('2001', 'فرید خان', 'deputy-superintendent');

/** Where the day begins. Officers are invented like all people here. */
export const lahore: Place = {
  stationId: 'gate-1',
  site: 'lahore-camp-jail',
  name: { en: 'Camp Jail Lahore', ur: 'کیمپ جیل لاہور' },
  officers: {
    head: officer('1001', 'نسرین اختر', 'superintendent'),
    onDuty: officer('4417', 'بشیر احمد', 'gate-officer'),
    others: [lahoreDeputy, officer('3001', 'جاوید اقبال', 'supervisor'), officer('5001', 'ڈاکٹر رفیع احمد', 'medical')],
  },
};

/** Where people are sent from there. */
export const rawalpindi: Place = {
  stationId: 'gate-2',
  site: 'rawalpindi-central-jail',
  name: { en: 'Central Jail Rawalpindi', ur: 'سنٹرل جیل راولپنڈی' },
  officers: {
    head: officer('1003', 'سلمیٰ جاوید', 'superintendent'),
    onDuty: officer('4501', 'شفیق انور', 'gate-officer'),
    others: [
      officer('2002', 'خالد محمود', 'deputy-superintendent'),
      officer('3002', 'ناصر علی', 'supervisor'),
      officer('5002', 'ڈاکٹر عائشہ کمال', 'medical'),
    ],
  },
};

/** Where people are kept in the prisons of the demonstration. */
export const wards = [
  { id: 'ward-1', en: 'Ward 1', ur: 'بارک 1' },
  { id: 'ward-2', en: 'Ward 2', ur: 'بارک 2' },
  { id: 'ward-women', en: 'Women’s ward', ur: 'زنانہ بارک' },
];

/** Where the visitors of the first prison come. */
export const visitorDesk: Place = {
  stationId: 'visitor-1',
  site: lahore.site,
  name: { en: 'Visitor desk Lahore', ur: 'ملاقات ڈیسک لاہور' },
  officers: {
    head: lahore.officers.head,
    onDuty: officer('6001', 'عذرا بتول', 'visitor-desk'),
    others: [lahoreDeputy],
  },
};

/** What an officer of the first prison counts with, from ward to ward. */
export const handHeld: Place = {
  stationId: 'count-1',
  site: lahore.site,
  name: { en: 'Hand-held Lahore', ur: 'گنتی کا دستی آلہ لاہور' },
  officers: {
    head: lahore.officers.head,
    onDuty: officer('4418', 'یوسف مسیح', 'gate-officer'),
    others: [lahoreDeputy],
  },
};

export const laboratory: Place = {
  stationId: 'bench-1',
  site: 'quetta-fsl',
  name: { en: 'FSL bench', ur: 'ایف ایس ایل بینچ' },
  officers: {
    head: officer('1002', 'طاہرہ سلیم', 'superintendent'),
    onDuty: officer('7301', 'سعدیہ ملک', 'analyst'),
    others: [
      officer('2003', 'عابد حسین', 'deputy-superintendent'),
      officer('7101', 'فرحت نواز', 'supervisor'),
      officer('7302', 'بلال کاکڑ', 'analyst'),
    ],
  },
};

/** The paper with which a person is committed, and who brings them. */
export interface WarrantDetails {
  readonly name: string;
  readonly relation: 'son-of' | 'daughter-of' | 'wife-of';
  readonly parentage: string;
  readonly prisonerNumber: string;
  readonly warrantKind: WarrantKind;
  readonly warrantNumber: string;
  readonly court: string;
  readonly caseNumber: string;
  readonly policeStation: string;
  readonly detainUntil: string;
  readonly escort: { readonly name: string; readonly beltNumber: string; readonly policeStation: string };
}

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

const dayMs = 86_400_000;
/** The day so many days from now, as papers give it. */
export const inDays = (days: number): string => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);

/** The papers with which a person is committed. @param round how often people were committed before */
export function warrantOf(person: number, round: number): WarrantDetails {
  const who = people[person % people.length] ?? people[0];
  const number = 40_400 + person + round * 10;
  return {
    ...who,
    prisonerNumber: String(number),
    warrantKind: 'remand-warrant',
    warrantNumber: `RW-${number}`,
    court: courts[person % courts.length] ?? courts[0],
    caseNumber: `FIR ${110 + person + round}/26`,
    policeStation: stations[person % stations.length] ?? stations[0],
    detainUntil: inDays(14),
    escort: {
      name: 'ASI طارق محمود',
      beltNumber: '1187',
      policeStation: stations[person % stations.length] ?? stations[0],
    },
  };
}

/** Court and case in which somebody of this name was first committed; those of the first of the cast for a name that is not theirs. */
export const caseOf = (name: string): Pick<WarrantDetails, 'court' | 'caseNumber'> =>
  warrantOf(
    Math.max(
      0,
      people.findIndex((person) => person.name === name),
    ),
    1,
  );

/** What is written down of whoever is admitted, by their number among the people of a day. */
export interface Cast {
  /** Who of a gate searches a person: one of their own sex. */
  searcherOf(person: number): OfficerRole;
  /** What the search found on a person. @param officerId who searched */
  bodyOf(person: number, officerId: string): AdmissionBody;
  /** What a person brought along. */
  belongingsOf(person: number): AdmissionBelongings;
  /** Whether everybody who has to sign is there when the person comes. */
  isSignedAtOnce(person: number): boolean;
}

/** Whoever comes at night is signed for in the morning. */
export const isSignedAtOnce = (person: number): boolean => person % 2 === 0;

const sexOf = (person: number): 'F' | 'M' =>
  (people[person % people.length] ?? people[0]).relation === 'son-of' ? 'M' : 'F';

/** The ward in which a person is kept. */
export const wardOf = (person: number): string => (sexOf(person) === 'F' ? 'ward-women' : `ward-${1 + (person % 2)}`);

/** Who of a gate searches a person: one of their own sex. */
export const searcherOf = (person: number): OfficerRole => (sexOf(person) === 'M' ? 'gate-officer' : 'superintendent');

/** What the search found on a person. @param officerId who searched */
export function bodyOf(person: number, officerId: string): AdmissionBody {
  const sex = sexOf(person);
  return {
    sex,
    birth: { ageYears: 24 + person },
    search: { officerSex: sex, by: { officerId, witness: 'حوالدار یوسف' } },
    injuries: person % 2 === 0 ? 'none-seen' : [{ place: 'left-arm', words: 'نیل، دو دن پرانا' }],
    marks: [{ place: 'left-arm', words: 'جلنے کا پرانا نشان' }],
    complaints: 'none-made',
    isolation: false,
  };
}

/** What a person brought along. */
export const belongingsOf = (person: number): AdmissionBelongings => ({
  property: {
    receipt: `PR-${700 + person}`,
    items: [
      { item: 'کلائی گھڑی', quantity: 1 },
      { item: 'نقد روپے', quantity: 1_250 },
    ],
  },
  children: [],
  nextOfKin: { name: 'نسرین بی بی', contact: '0300 1234567' },
});

export const demoCast: Cast = { searcherOf, bodyOf, belongingsOf, isSignedAtOnce };

/** Somebody of the cast who is free, as a visitor. */
export function visitorOf(person: number): Introduced & { readonly card: string } {
  const { name, parentage } = people[person % people.length] ?? people[0];
  const who = { name, parentage, address: 'مکان 4، اچھرہ، لاہور', sex: sexOf(person) };
  return { who, card: `35202123456${70 + person}` };
}

const banned = { address: 'گلی 7، گلبرگ، لاہور', sex: 'M' } as const;

/** Somebody whom no desk lets in, and the same man with another card, on which he is spelt otherwise. */
export const bannedVisitor = {
  who: { name: 'طارق محمود', parentage: 'اللہ دتہ', ...banned },
  card: '3520298765431',
} satisfies Introduced;
export const sameBannedVisitor = {
  who: { name: 'Tariq Mehmood', parentage: 'Allah Ditta', ...banned },
  card: '3520255555553',
} satisfies Introduced;
