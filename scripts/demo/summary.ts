import type { WholeHouse } from './house.ts';
import { officersOf } from './staff.ts';

/** What a newcomer needs to know, once everything is up. */
export function summary(house: WholeHouse, handsUrl: string, fingers: string): string {
  const rows = [
    ['Centre', house.urls.centre, 'register, live events, health; API at /docs'],
    ...house.gates.map(({ name, url }) => [
      name.en,
      url,
      'a prison gate: the officer’s page; the superintendent’s at /house',
    ]),
    [house.desk.name.en, house.desk.url, 'a visitor desk: the officer’s page'],
    [house.handHeld.name.en, house.handHeld.url, 'roll call and evacuation, from ward to ward'],
    [house.bench.name.en, house.bench.url, 'the analyst’s page'],
    ['Your hands', handsUrl, 'fingers on the glass, papers on the reader, exhibits on the pan, what courts say'],
    ['Broker', house.urls.broker, 'MQTT over TLS, client certificates only'],
  ];
  const width = Math.max(...rows.map(([name = '']) => name.length));
  const officers = house.posts.flatMap(({ name, staff }) =>
    officersOf(staff).map(
      ({ officerId, pin, role }) => `  ${name.en.padEnd(width)} officer ${officerId}  PIN ${pin}  ${role}`,
    ),
  );
  const lines = rows.map(([name = '', url = '', what = '']) => `  ${name.padEnd(width)} ${url.padEnd(24)} ${what}`);
  const emulated = house.posts.flatMap(({ plugged }) => plugged).length;
  return [
    '',
    `Custody Edge is running: one centre, ${house.gates.length} prison gates, a visitor desk, a hand-held, a bench, ${emulated} emulated devices on serial lines.`,
    '',
    ...lines,
    ...[...house.gates, house.desk].map(({ name, slipsDir }) => `  What ${name.en} prints lies in ${slipsDir}.`),
    `  ${house.later.map(({ name }) => name.en).join(' and ')} open in a few seconds.`,
    '',
    '  Who can sign in, with PINs drawn for this start; the first of each station is signed in:',
    '',
    ...officers,
    '',
    `  People have ${fingers}. Everything is kept in ${house.dir} until the next start. Stop with Ctrl-C.`,
    '',
  ].join('\n');
}
