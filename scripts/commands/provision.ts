import { type FeedItem, feedKinds } from '@custody-edge/event-contract';
import { type Command, Option } from 'commander';
import { commandError } from '../errors.ts';
import { provisionAuditor } from '../provision/auditor.ts';
import { type BrokerChoice, provisionCentre } from '../provision/centre.ts';
import { deviceOptionForm, parseDeviceOption } from '../provision/device-option.ts';
import { provisionFeed } from '../provision/feed.ts';
import { provisionMosquitto } from '../provision/mosquitto.ts';
import { parsePeerListen, parsePeerOption, peerOptionForm } from '../provision/peer-option.ts';
import { createProject, openProject } from '../provision/project.ts';
import { revokeStation } from '../provision/revoke.ts';
import { provisionStation, type StationOptions } from '../provision/station.ts';

const collect =
  <Value>(parse: (text: string) => Value) =>
  (text: string, before: readonly Value[] | undefined) => [...(before ?? []), parse(text)];
const asText = (text: string): string => text;

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw commandError('option-invalid', { option: 'port', value: text, allowed: '0 to 65535; 0 takes any free port' });
  }
  return port;
}

const say = (lines: readonly string[]): void => console.log(lines.join('\n'));

interface CentreFlags {
  readonly project: string;
  readonly dir: string;
  readonly id: string;
  readonly site: string;
  readonly httpPort: number;
  readonly brokerHost: string;
  readonly brokerPort: number;
  readonly broker?: string;
  readonly host?: readonly string[];
  readonly renew?: boolean;
}

interface StationFlags {
  readonly project: string;
  readonly centre: string;
  readonly dir: string;
  readonly id: string;
  readonly site: string;
  readonly role: StationOptions['role'];
  readonly centreUrl: string;
  readonly httpHost: string;
  readonly httpPort: number;
  readonly device?: StationOptions['devices'];
  readonly peerListen?: NonNullable<StationOptions['peerListen']>;
  readonly peer?: NonNullable<StationOptions['peers']>;
  readonly renew?: boolean;
  readonly replaceRecord?: boolean;
  readonly officerCode?: boolean;
}

async function centreCommand(flags: CentreFlags): Promise<void> {
  const broker: BrokerChoice = flags.broker
    ? { kind: 'external', url: flags.broker }
    : { kind: 'embedded', host: flags.brokerHost, port: flags.brokerPort };
  const made = await provisionCentre(await openProject(flags.project), {
    dir: flags.dir,
    centreId: flags.id,
    site: flags.site,
    http: { port: flags.httpPort },
    broker,
    ...(flags.host && { hosts: flags.host }),
    ...(flags.renew && { renew: true }),
  });
  say([
    flags.renew ? `Renewed ${made.certificateFile}.` : `Enrolled centre ${flags.id} in ${made.dir}.`,
    'Next steps:',
    `  npx custody-edge doctor --config ${made.configFile}`,
    `  npx custody-edge centre --config ${made.configFile}`,
  ]);
}

async function stationCommand(flags: StationFlags): Promise<void> {
  const made = await provisionStation(await openProject(flags.project), flags.centre, {
    dir: flags.dir,
    stationId: flags.id,
    site: flags.site,
    role: flags.role,
    centreUrl: flags.centreUrl,
    http: { host: flags.httpHost, port: flags.httpPort },
    devices: flags.device ?? [],
    ...(flags.peerListen && { peerListen: flags.peerListen }),
    ...(flags.peer && { peers: flags.peer }),
    ...(flags.renew && { renew: true }),
    ...(flags.replaceRecord && { replaceRecord: true }),
    ...(flags.officerCode && { officerCode: true }),
  });
  say([
    ...(flags.renew ? [`Renewed ${made.certificateFile}.`] : []),
    ...(flags.renew || flags.officerCode
      ? []
      : [
          `Enrolled ${flags.role} ${flags.id} of ${flags.site} in ${made.dir}.`,
          `The centre knows it by ${made.recordAtCentre}.`,
        ]),
    ...(made.firstOfficerCode
      ? [
          `One-time code for the first officer, a superintendent or IT: ${made.firstOfficerCode}`,
          'It is shown this once. Type it at the station’s page; if it is lost, --officer-code issues another.',
        ]
      : []),
    'Next steps:',
    `  npx custody-edge doctor --config ${made.configFile}`,
    `  npx custody-edge agent --config ${made.configFile}`,
  ]);
}

async function auditorCommand(flags: { project: string; dir: string; id: string; renew?: boolean }): Promise<void> {
  const made = await provisionAuditor(await openProject(flags.project), {
    dir: flags.dir,
    name: flags.id,
    ...(flags.renew && { renew: true }),
  });
  say([
    `Gave auditor ${flags.id} the certificate ${made.certificateFile} and its key ${made.keyFile}.`,
    'Next step: hand the folder over on paper-signed media; the key opens the export of the record.',
  ]);
}

async function feedCommand(flags: {
  project: string;
  centre: string;
  dir: string;
  id: string;
  may: FeedItem['kind'][];
}): Promise<void> {
  const { dir, id: feed, may } = flags;
  const made = await provisionFeed(await openProject(flags.project), flags.centre, { dir, feed, may });
  say([
    `Enrolled the source ${feed}: it signs with ${made.keyFile}, the centre knows it by ${made.recordAtCentre}.`,
    'Next step, where the court’s system writes a list of items:',
    `  npx custody-edge feed sign --dir ${dir} --items items.json --out ${flags.centre}/drop/inbox/list.jws`,
  ]);
}

async function mosquittoCommand(flags: {
  centre: string;
  host: string;
  port: number;
  auditor?: readonly string[];
}): Promise<void> {
  const { centre: centreDir, host, port, auditor } = flags;
  const conf = await provisionMosquitto({ centreDir, host, port, auditors: auditor ?? [] });
  say([
    `Wrote ${conf} and the access rules beside it, for the sites that are enrolled now; run this again after a new site.`,
    `Next step: mosquitto -c ${conf}`,
  ]);
}

/** `custody-edge provision …`: makes authorities, keys, certificates, records and configurations. */
export function register(program: Command): void {
  const provision = program
    .command('provision')
    .description('Enrol a project, its centre, its stations, its auditors and the courts whose files it takes');

  provision
    .command('project')
    .description('Make the certificate authority and the record authority; keep the folder offline')
    .requiredOption('--dir <folder>', 'where the project will be')
    .action(async ({ dir }: { dir: string }) => {
      await createProject(dir);
      say([
        `Made the project in ${dir}: ca/ certifies who may connect, authority/ signs who is enrolled.`,
        'Next steps: keep a copy of this folder in a safe, then enrol the centre:',
        `  npx custody-edge provision centre --project ${dir} --dir centre --id centre-1 --site headquarters`,
      ]);
    });

  provision
    .command('centre')
    .description('Enrol the centre')
    .requiredOption('--project <folder>', 'folder of the project')
    .requiredOption('--dir <folder>', 'where the centre will be')
    .requiredOption('--id <name>', 'name of the centre: lower-case letters, digits and hyphens')
    .requiredOption('--site <name>', 'where the centre stands')
    .option('--http-port <port>', 'port of the dashboard', parsePort, 8090)
    .option('--broker-host <address>', 'interface of the embedded broker', '0.0.0.0')
    .option('--broker-port <port>', 'port of the embedded broker', parsePort, 8883)
    .option('--broker <url>', 'use an external broker at mqtts://host:port instead')
    .option('--host <name>', 'a name or address that stations reach the centre by; repeat for more', collect(asText))
    .option('--renew', 'only replace the certificate')
    .action(centreCommand);

  provision
    .command('station')
    .description('Enrol a station; run it on the station, so that its keys are made there')
    .requiredOption('--project <folder>', 'folder of the project')
    .requiredOption('--centre <folder>', 'folder of the centre, or a copy of its trust and stations folders')
    .requiredOption('--dir <folder>', 'where the station will be')
    .requiredOption('--id <name>', 'name of the station: lower-case letters, digits and hyphens')
    .requiredOption('--site <name>', 'prison or laboratory')
    .addOption(
      new Option('--role <role>', 'what the station does').choices(['gate', 'visitor', 'bench']).makeOptionMandatory(),
    )
    .requiredOption('--centre-url <url>', 'mqtts://host:port of the broker')
    .option('--http-host <address>', 'interface of the page', '127.0.0.1')
    .option('--http-port <port>', 'port of the page', parsePort, 8080)
    .option(`--device <device>`, `${deviceOptionForm}; repeat for more`, collect(parseDeviceOption))
    .option('--peer-listen <host:port>', 'where other stations of the site reach this one', parsePeerListen)
    .option(
      '--peer <station>',
      `another station of the site, as ${peerOptionForm}; repeat for more`,
      collect(parsePeerOption),
    )
    .option('--renew', 'only replace the certificate')
    .option('--officer-code', 'only issue another one-time code for a first officer')
    .option('--replace-record', 'enrol a new machine under a name that the centre knows')
    .action(stationCommand);

  provision
    .command('revoke')
    .description('End the enrolment of a station whose machine or keys are in other hands')
    .requiredOption('--centre <folder>', 'folder of the centre')
    .requiredOption('--id <name>', 'name of the station')
    .action(async ({ centre, id }: { centre: string; id: string }) => {
      const kept = await revokeStation(centre, id);
      say([
        `Revoked ${id}; its record lies in ${kept} and still proves what it recorded before.`,
        'The centre tells the other stations of the site as soon as each has a line.',
        'Next step: enrol another machine under this name or a new one with "custody-edge provision station".',
      ]);
    });

  provision
    .command('auditor')
    .description('Give an auditor a client certificate')
    .requiredOption('--project <folder>', 'folder of the project')
    .requiredOption('--dir <folder>', 'where the auditor’s files will be')
    .requiredOption('--id <name>', 'name in the certificate: lower-case letters, digits and hyphens')
    .option('--renew', 'replace the certificate and key that are there')
    .action(auditorCommand);

  provision
    .command('feed')
    .description('Enrol a court, or an office that speaks for courts, whose signed files the centre takes')
    .requiredOption('--project <folder>', 'folder of the project')
    .requiredOption('--centre <folder>', 'folder of the centre')
    .requiredOption('--dir <folder>', 'where the key of the source will be')
    .requiredOption('--id <name>', 'name of the source: lower-case letters, digits and hyphens')
    .addOption(new Option('--may <kinds...>', 'what it may speak of').choices([...feedKinds]).makeOptionMandatory())
    .action(feedCommand);

  provision
    .command('mosquitto')
    .description('Write the configuration of an external Mosquitto with the rules of the embedded broker')
    .requiredOption('--centre <folder>', 'folder of the centre')
    .option('--host <address>', 'interface of the broker', '0.0.0.0')
    .option('--port <port>', 'port of the broker', parsePort, 8883)
    .option('--auditor <name>', 'an auditor who may read every event; repeat for more', collect(asText))
    .action(mosquittoCommand);
}
