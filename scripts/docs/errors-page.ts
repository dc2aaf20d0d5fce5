import { centreError } from '@custody-edge/central-broker';
import { profileError } from '@custody-edge/device-profiles';
import { agentError } from '@custody-edge/edge-agent';
import { contractError } from '@custody-edge/event-contract';
import { fingerprintError } from '@custody-edge/fingerprint';
import { bridgeError } from '@custody-edge/firmware-bridge';
import { type ErrorTable, foundationError } from '@custody-edge/foundation';
import { measurementError } from '@custody-edge/measurement';
import { httpError } from '@custody-edge/service-kit';
import { spectraError } from '@custody-edge/spectra';
import { reportError } from '@custody-edge/ui-kit/report';
import { commandError } from '../errors.ts';
import { markdownTable, page } from './markdown.ts';

const tables: Readonly<Record<string, ErrorTable>> = {
  'Stations (`edge-agent`)': agentError.table,
  'Centre (`central-broker`)': centreError.table,
  'Devices (`firmware-bridge`)': bridgeError.table,
  'Device catalogue (`device-profiles`)': profileError.table,
  'Fingerprints (`packages/fingerprint`)': fingerprintError.table,
  'Files of spectrometers (`packages/spectra`)': spectraError.table,
  'Weighing science (`packages/measurement`)': measurementError.table,
  'Messages (`packages/event-contract`)': contractError.table,
  'Reports on paper (`packages/ui-kit`)': reportError.table,
  'Web servers (`packages/service-kit`)': httpError.table,
  'Everywhere (`packages/foundation`)': foundationError.table,
  'Command line (`scripts`)': commandError.table,
};

const block = ([title, table]: [string, ErrorTable]): string =>
  `## ${title}\n\n${markdownTable(
    ['code', 'officer', 'اہلکار کے لیے', 'IT staff', 'retry helps'],
    Object.entries(table).map(([code, { officer, staff, retry }]) => [
      `\`${code}\``,
      officer.en,
      officer.ur,
      staff,
      retry ? 'yes' : 'no',
    ]),
  )}`;

/** Every error code with what it says to whom. */
export const errorsPage = (): string =>
  page('# Errors', 'A code never changes its meaning. Search for it here.', ...Object.entries(tables).map(block));
