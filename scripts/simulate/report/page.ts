import type { BilingualText } from '@custody-edge/foundation';
import { invariants } from '../judge/invariants.ts';
import { isGood, type Judgement } from '../judge/verdict.ts';
import { faultRules } from '../plan/faults.ts';
import { type FraudRule, fraudRules } from '../plan/frauds.ts';
import type { Plan } from '../plan/plan.ts';
import type { Happened } from '../play/play.ts';
import { dayChart } from './chart.ts';
import { styles } from './styles.ts';

interface Told {
  readonly plan: Plan;
  readonly judgement: Judgement;
  readonly happened: readonly Happened[];
  readonly startMs: number;
  readonly eveOfEid: boolean;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const urdu = (text: string): string => `<span lang="ur" dir="rtl">${escaped(text)}</span>`;
const both = ({ en, ur }: BilingualText, tag = 'h2'): string =>
  `<div class="both"><${tag}>${escaped(en)}</${tag}><${tag} lang="ur" dir="rtl">${escaped(ur)}</${tag}></div>`;

const clockTime = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Karachi', hour: '2-digit', minute: '2-digit' });
const places: Readonly<Record<FraudRule['place'], BilingualText>> = {
  gate: { en: 'at the gate', ur: 'گیٹ پر' },
  'other-gate': { en: 'at the other prison', ur: 'دوسری جیل پر' },
  'visitor-desk': { en: 'at the visitor desk', ur: 'ملاقات ڈیسک پر' },
  centre: { en: 'at the centre', ur: 'مرکز پر' },
};

interface TileText {
  readonly value: string;
  readonly label: BilingualText;
  readonly bad?: boolean;
}
const tile = ({ value, label, bad = false }: TileText): string =>
  `<div class="tile${bad ? ' bad' : ''}"><b>${escaped(value)}</b><span>${escaped(label.en)}</span>${urdu(label.ur)}</div>`;

/** A page that a superintendent reads: what happened, what was tried, who was stopped where, what failed and how it recovered. */
export function reportPage({ plan, judgement, happened, startMs, eveOfEid }: Told): string {
  const { verdict } = judgement;
  const good = isGood(judgement);
  const title: BilingualText = eveOfEid
    ? { en: 'Camp Jail Lahore: the eve of Eid, as it was played', ur: 'کیمپ جیل لاہور: چاند رات، جیسے کھیلی گئی' }
    : { en: 'Camp Jail Lahore: a day, as it was played', ur: 'کیمپ جیل لاہور: ایک دن، جیسے کھیلا گیا' };
  const sentence: BilingualText = good
    ? {
        en: 'Every fraud was stopped, nothing was lost, everybody is where they belong.',
        ur: 'ہر دھوکا پکڑا گیا، کچھ ضائع نہیں ہوا، ہر شخص اپنی جگہ پر ہے۔',
      }
    : {
        en: 'This day did not come out as it has to: see what is marked red.',
        ur: 'یہ دن درست نہیں گزرا: سرخ نشان دیکھیں۔',
      };
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title.en)}</title><style>${styles()}</style></head><body><main>`,
    `<header>${both(title, 'h1')}`,
    `<div class="both sentence ${good ? 'go' : 'stop'}"><span>${escaped(sentence.en)}</span>${urdu(sentence.ur)}</div></header>`,
    `<section class="tiles">${tiles(judgement).map(tile).join('')}</section>`,
    `<section>${both({ en: 'What happened', ur: 'کیا ہوا' })}${dayChart(happened, startMs, plan.inside.length)}</section>`,
    `<section>${both({ en: 'What was tried, and who stopped it', ur: 'کیا دھوکا ہوا، اور کس نے روکا' })}${frauds(judgement)}</section>`,
    `<section>${both({ en: 'What failed, and how it recovered', ur: 'کیا خراب ہوا، اور کیسے ٹھیک ہوا' })}${faults(happened)}</section>`,
    `<section>${both({ en: 'What the record was asked', ur: 'ریکارڈ سے کیا پوچھا گیا' })}${asked(judgement)}</section>`,
    ...wrong(judgement),
    `<section class="small">${notes(plan, verdict.played.clock === 'moved')}</section>`,
    '</main></body></html>',
  ].join('\n');
}

function tiles({ verdict }: Judgement): TileText[] {
  const {
    lost,
    doubled,
    frauds: tried,
    faults: failed,
    orderToDoorMinutes: door,
    decisionMs,
    invariants: held,
  } = verdict;
  const { played } = verdict;
  return [
    { value: String(played.committed), label: { en: 'committed', ur: 'داخل' } },
    { value: String(played.toCourt), label: { en: 'to court and back', ur: 'عدالت اور واپس' } },
    { value: String(played.released), label: { en: 'released', ur: 'رہا' } },
    { value: String(played.visitors), label: { en: 'visitors', ur: 'ملاقاتی' } },
    {
      value: `${tried.caught} / ${tried.tried}`,
      label: { en: 'frauds stopped', ur: 'دھوکے پکڑے گئے' },
      bad: tried.missed.length > 0,
    },
    { value: String(failed.injected), label: { en: 'things that failed', ur: 'خرابیاں' } },
    { value: `${lost} · ${doubled}`, label: { en: 'lost · doubled', ur: 'ضائع · دوہرے' }, bad: lost + doubled > 0 },
    {
      value: `${held.checked - held.violated.length} / ${held.checked}`,
      label: { en: 'rules kept', ur: 'اصول قائم' },
      bad: held.violated.length > 0,
    },
    ...(door.median === null
      ? []
      : [
          {
            value: `${door.median} · ${door.p95} min`,
            label: { en: 'order to door: middle · 95 %', ur: 'حکم سے دروازے تک' },
          },
        ]),
    { value: String(verdict.overDetained), label: { en: 'held too long', ur: 'زائد قید' } },
    { value: `${decisionMs.median} · ${decisionMs.p95} ms`, label: { en: 'finger to answer', ur: 'انگلی سے جواب تک' } },
    { value: String(verdict.falseAlarms), label: { en: 'stopped wrongly', ur: 'غلط روکے گئے' } },
    { value: String(verdict.events), label: { en: 'signed events', ur: 'دستخط شدہ واقعات' } },
  ];
}

function frauds({ frauds: tried }: Judgement): string {
  const rows = tried
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .map(({ fraud, caught, at, how }) => {
      const rule: FraudRule = fraudRules[fraud];
      const place = places[rule.place];
      const mark = caught
        ? '<span class="mark go">✓ stopped · روکا</span>'
        : '<span class="mark stop">✗ missed · رہ گیا</span>';
      const words = caught ? `${escaped(rule.stoppedBy.en)}${urdu(rule.stoppedBy.ur)}` : escaped(how);
      return (
        `<tr><td>${clockTime.format(Date.parse(at))}</td><td>${escaped(rule.title.en)}${urdu(rule.title.ur)}</td>` +
        `<td>${escaped(place.en)}${urdu(place.ur)}</td><td>${words}</td><td>${mark}</td></tr>`
      );
    });
  return `<table>${rows.join('')}</table>`;
}

function faults(happened: readonly Happened[]): string {
  const rows = happened.flatMap(({ scene, answer = '', fromMs }) => {
    if (scene.kind !== 'fault') return [];
    const { title, recovery } = faultRules[scene.fault];
    const over = happened.find((one) => one.scene.kind === 'fault-over' && one.scene.fault === scene.fault);
    const isSkipped = answer.startsWith('not played');
    const seen = isSkipped ? escaped(answer) : `${escaped(recovery.en)}${urdu(recovery.ur)}`;
    const until = over ? `–${clockTime.format(over.untilMs)}` : '';
    return [
      `<tr><td>${clockTime.format(fromMs)}${until}</td><td>${escaped(title.en)}${urdu(title.ur)}</td><td>${seen}</td>` +
        `<td class="small">${isSkipped ? '' : escaped(over?.answer ?? answer)}</td></tr>`,
    ];
  });
  return `<table>${rows.join('')}</table>`;
}

function asked({ violated }: Judgement): string {
  const rows = invariants.map(({ number, says }) => {
    const found = violated.find((one) => one.number === number)?.found ?? [];
    const mark = found.length === 0 ? '<span class="mark go">✓</span>' : '<span class="mark stop">✗</span>';
    const what = found.slice(0, 5).map((one) => `<br><span class="small">${escaped(one)}</span>`);
    return `<tr><td>${number}</td><td>${escaped(says.en)}${urdu(says.ur)}${what.join('')}</td><td>${mark}</td></tr>`;
  });
  return `<table>${rows.join('')}</table>`;
}

function wrong({ lost, doubled, wrongEndings }: Judgement): string[] {
  const all = [...lost.map((one) => `lost: ${one}`), ...doubled.map((one) => `doubled: ${one}`), ...wrongEndings];
  if (all.length === 0) return [];
  const items = all.slice(0, 30).map((one) => `<li>${escaped(one)}</li>`);
  return [
    `<section>${both({ en: 'What is not as it should be', ur: 'کیا درست نہیں' })}<ul>${items.join('')}</ul></section>`,
  ];
}

const notes = ({ seed, inside, volumes }: Plan, clockMoved: boolean): string =>
  [
    `Seed ${seed}. People, officers and papers are invented. ${inside.length} people were on record when the day began; a finger is searched among all of them.`,
    'The gate’s computer, the centre, the broker and every device line are the product’s own; the devices are emulated, the fingers synthetic.',
    clockMoved
      ? 'Between two things that happen the clocks of all computers were set forward. How long people take beside the machine is assumed: 13 s a head at a van, 2 min a vehicle, 2.5 min a committal, 1 min a release at the gate, 24 s a visitor who comes and 9 s one who leaves, 15 to 60 min from the order until the office is ready.'
      : 'No clock was moved: the day was played in its order alone, and says nothing of hours.',
    `One gate and one visitor desk, each with one lane; ${volumes.seats} seats a vehicle.`,
  ]
    .map(escaped)
    .join('<br>');
