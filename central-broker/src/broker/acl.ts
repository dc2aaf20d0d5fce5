import { channelsOf, topicOf } from '@custody-edge/event-contract';

/** Who stands behind a connection, as its certificate and the station records tell. */
export type Peer =
  | { readonly role: 'station'; readonly id: string; readonly site: string }
  | { readonly role: 'auditor'; readonly id: string }
  | { readonly role: 'centre'; readonly id: string };

/** Topic filters that a peer may use; every other topic is closed to it. */
export interface AccessRules {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

const anyStation = '+';

/** The one statement of who may write and read what. */
export function rulesOf(peer: Peer): AccessRules {
  switch (peer.role) {
    case 'station':
      return {
        publish: channelsOf('to-centre').map((channel) => topicOf(peer.site, peer.id, channel)),
        subscribe: channelsOf('to-station').map((channel) => topicOf(peer.site, peer.id, channel)),
      };
    case 'auditor':
      return { publish: [], subscribe: [topicOf(anyStation, anyStation, 'event')] };
    case 'centre':
      return {
        publish: channelsOf('to-station').map((channel) => topicOf(anyStation, anyStation, channel)),
        subscribe: channelsOf('to-centre').map((channel) => topicOf(anyStation, anyStation, channel)),
      };
  }
}

/** Whether a topic falls under a filter made of levels and `+`. */
function matches(filter: string, topic: string): boolean {
  const levels = topic.split('/');
  const wanted = filter.split('/');
  return (
    levels.length === wanted.length && wanted.every((level, index) => level === anyStation || level === levels[index])
  );
}

export const mayPublish = (peer: Peer, topic: string): boolean =>
  rulesOf(peer).publish.some((filter) => matches(filter, topic));

/** A subscription must be one of the peer's own filters, or narrower by naming what a `+` stands for. */
export const maySubscribe = (peer: Peer, filter: string): boolean =>
  !filter.includes('#') && rulesOf(peer).subscribe.some((allowed) => matches(allowed, filter));
