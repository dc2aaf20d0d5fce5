/** Channels of one station, below `custody/1/<site>/<station>/`. */
export const stationChannels = {
  event: 'to-centre',
  grant: 'to-centre',
  state: 'to-centre',
  health: 'to-centre',
  receipt: 'to-station',
  command: 'to-station',
} as const;
export type Channel = keyof typeof stationChannels;

export const isChannel = (text: string): text is Channel => Object.hasOwn(stationChannels, text);

/** Channels that flow one way, in the order of the table above. */
export const channelsOf = (direction: (typeof stationChannels)[Channel]): Channel[] =>
  Object.keys(stationChannels)
    .filter(isChannel)
    .filter((channel) => stationChannels[channel] === direction);

export const topicOf = (site: string, stationId: string, channel: Channel): string =>
  `custody/1/${site}/${stationId}/${channel}`;

/** Takes a topic apart; undefined for a topic that is not ours. */
export function parseTopic(topic: string): { site: string; stationId: string; channel: Channel } | undefined {
  const match = /^custody\/1\/([a-z0-9-]+)\/([a-z0-9-]+)\/([a-z]+)$/.exec(topic);
  const [, site, stationId, channel] = match ?? [];
  if (site === undefined || stationId === undefined || channel === undefined || !isChannel(channel)) return undefined;
  return { site, stationId, channel };
}
