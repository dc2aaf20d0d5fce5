import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Station } from './station/station.ts';

/** The station's figures in Prometheus text form. */
export function stationMetrics(station: Station): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ site: station.config.site, station: station.config.stationId });
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, value: () => number): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  };
  gauge('custody_events_committed', 'Events in the chain of this station', () => station.log.length);
  gauge('custody_outbox_waiting', 'Events committed and not yet receipted', () => station.outbox.waiting);
  gauge('custody_centre_connected', '1 while the line to the centre is up', () => Number(station.publisher.connected));
  for (const name of ['published', 'receipts', 'refusedMessages', 'commands', 'reconnects'] as const) {
    const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    gauge(`custody_line_${snake}`, `Line to the centre: ${name} since start`, () => station.publisher.counts[name]);
  }
  for (const name of ['events', 'setAside', 'refused', 'forks', 'refusedPeers'] as const) {
    const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    gauge(
      `custody_peers_${snake}`,
      `From other stations of the site: ${name} since start`,
      () => station.peers.counts[name],
    );
  }
  const peers = new Gauge({
    name: 'custody_peer_behind',
    help: 'Events that another station of the site holds and this one does not; -1 while it is away or refused',
    labelNames: ['peer'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, state, behind } of station.peers.views)
        peers.set({ peer: name }, state === 'equal' || state === 'behind' ? behind : -1);
    },
  });
  const devices = new Gauge({
    name: 'custody_device_ready',
    help: '1 while the device is ready',
    labelNames: ['device', 'kind'],
    registers: [registry],
    collect() {
      for (const { deviceId, kind, state } of station.health().devices) {
        devices.set({ device: deviceId, kind }, Number(state === 'ready'));
      }
    },
  });
  return registry;
}
