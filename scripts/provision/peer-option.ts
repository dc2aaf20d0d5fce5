import type { StationConfig } from '@custody-edge/edge-agent';
import { commandError } from '../errors.ts';

type Peer = StationConfig['peers'][number];

/** How another station of the site is written on the command line. */
export const peerOptionForm = 'NAME=HOST:PORT';

/** Reads one `--peer` option. @throws `option-invalid` */
export function parsePeerOption(value: string): Peer {
  const [, stationId, place] = /^([a-z0-9][a-z0-9-]{0,39})=(.+:\d{1,5})$/.exec(value) ?? [];
  const url = `https://${place}`;
  if (stationId === undefined || !URL.canParse(url))
    throw commandError('option-invalid', { option: '--peer', value, allowed: peerOptionForm });
  return { stationId, url };
}

/** Reads `--peer-listen`. @throws `option-invalid` */
export function parsePeerListen(value: string): NonNullable<StationConfig['peerListen']> {
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(value) ?? [];
  if (host === undefined || Number(port) > 65_535)
    throw commandError('option-invalid', { option: '--peer-listen', value, allowed: 'HOST:PORT' });
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}
