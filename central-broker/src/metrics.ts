import { Counter, Gauge, Histogram, Registry } from 'prom-client';

const prefix = 'custody_centre_';

/** What the centre counts, in a registry of its own. Labels are bounded: never an id of a person or an event. */
export function createMetrics() {
  const registry = new Registry();
  const counter = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name: prefix + name, help, labelNames, registers: [registry] });
  return {
    registry,
    eventsReceived: counter('events_received_total', 'Events held and applied'),
    eventsSetAside: counter('events_set_aside_total', 'Authentic events held but not applied', ['reason']),
    messagesQuarantined: counter('messages_quarantined_total', 'Messages refused and kept for people to see', [
      'reason',
    ]),
    duplicates: counter('events_duplicate_total', 'Events received again'),
    gaps: counter('chain_gaps_total', 'Events that skipped a sequence number'),
    grantsReceived: counter('grants_received_total', 'Key grants held or known to be destroyed'),
    keysDestroyed: counter('keys_destroyed_total', 'Data keys destroyed to forget a person'),
    batchesFailed: counter('batches_failed_total', 'Batches that could not be committed; stations send them again'),
    connectionsRefused: counter('connections_refused_total', 'Connections refused by the embedded broker', ['reason']),
    publishesRefused: counter('publishes_refused_total', 'Publishes refused by the embedded broker', ['reason']),
    subscriptionsRefused: counter('subscriptions_refused_total', 'Subscriptions refused by the embedded broker'),
    stationsOnline: new Gauge({ name: `${prefix}stations_online`, help: 'Stations online', registers: [registry] }),
    batchEvents: new Histogram({
      name: `${prefix}batch_events`,
      help: 'Events in one commit',
      buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
      registers: [registry],
    }),
    commitSeconds: new Histogram({
      name: `${prefix}commit_seconds`,
      help: 'Time of one batch from the first check to the end of the commit',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2],
      registers: [registry],
    }),
  };
}
export type Metrics = ReturnType<typeof createMetrics>;
