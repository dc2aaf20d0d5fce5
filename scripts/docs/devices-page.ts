import type { Catalogue, DeviceKind, LineSettings, Profile } from '@custody-edge/device-profiles';
import { markdownTable, page } from './markdown.ts';

const titles: Readonly<Record<DeviceKind, string>> = {
  'fingerprint-scanner': 'Fingerprint scanners',
  'barcode-reader': 'Barcode readers',
  'gate-io': 'Gate relay and input boards',
  balance: 'Balances',
  spectrometer: 'Spectrometers',
  printer: 'Printers',
  instrument: 'Instruments',
};

/** `9600 8N1`, as manuals write it. */
const lineOf = ({ baudRate, dataBits, parity, stopBits, flowControl }: LineSettings): string =>
  `${baudRate} ${dataBits}${parity.charAt(0).toUpperCase()}${stopBits}${flowControl === 'none' ? '' : ` ${flowControl}`}`;

/** Each quirk once, with the models that share it. */
function quirksOf(profiles: readonly Profile[]): string[] {
  const models = new Map<string, string[]>();
  for (const { id, quirks } of profiles)
    for (const { what, why } of quirks) {
      const text = `${what} ${why}`;
      models.set(text, [...(models.get(text) ?? []), `\`${id}\``]);
    }
  return [...models].map(([text, ids]) => `- ${ids.join(', ')}: ${text}`);
}

function section(title: string, profiles: readonly Profile[]): string {
  const rows = profiles.map((profile) => [
    `\`${profile.id}\``,
    `${profile.name.maker} ${profile.name.model}`,
    profile.protocol,
    'lines' in profile ? profile.lines.map(lineOf).join(', ') : '',
    profile.tested ? 'yes' : 'emulator only',
    profile.sources.join('; '),
  ]);
  const table = markdownTable(['profile', 'device', 'protocol', 'line', 'tested on hardware', 'sources'], rows);
  const quirks = quirksOf(profiles);
  return [`## ${title}\n\n${table}`, ...(quirks.length > 0 ? [quirks.join('\n')] : [])].join('\n\n');
}

/** What the product knows of each device model. */
export function devicesPage(catalogue: Catalogue): string {
  const profiles = [...catalogue.values()];
  const sections = Object.entries(titles)
    .map(([kind, title]) => ({ title, own: profiles.filter((profile) => profile.kind === kind) }))
    .filter(({ own }) => own.length > 0);
  return page('# Devices', ...sections.map(({ title, own }) => section(title, own)));
}
