import type { House } from './house.ts';

/** What a newcomer needs to know, once everything is up. */
export function summary(house: House, handsUrl: string, fingers: string): string {
  const rows = [
    ['Centre', house.urls.centre, 'register, live events, health; API at /docs'],
    ['Prison gate', house.urls.gate, 'the officer’s page'],
    ['FSL bench', house.urls.bench, 'the analyst’s page'],
    ['Your hands', handsUrl, 'put fingers on the glass, papers on the reader, exhibits on the pan'],
    ['Broker', house.urls.broker, 'MQTT over TLS, client certificates only'],
  ];
  const stations = [
    ['Prison gate', house.staff.gate],
    ['FSL bench', house.staff.bench],
  ] as const;
  const officers = stations.flatMap(([station, { head, onDuty, others }]) =>
    [onDuty, ...others, head].map(
      ({ officerId, pin, role }) => `  ${station.padEnd(12)} officer ${officerId}  PIN ${pin}  ${role}`,
    ),
  );
  const lines = rows.map(([name = '', url = '', what = '']) => `  ${name.padEnd(12)} ${url.padEnd(24)} ${what}`);
  return [
    '',
    'Custody Edge is running: one centre, one gate, one bench, six emulated devices on serial lines.',
    '',
    ...lines,
    `  What the gate prints for whom it releases lies in ${house.slipsDir}.`,
    '',
    '  Who can sign in, with PINs drawn for this start; the first of each station is signed in:',
    '',
    ...officers,
    '',
    `  People have ${fingers}. Everything is kept in ${house.dir} until the next start. Stop with Ctrl-C.`,
    '',
  ].join('\n');
}
