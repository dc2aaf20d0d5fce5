import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeId } from './text.ts';
import { channelsOf, isChannel, parseTopic, stationChannels, topicOf } from './topics.ts';

const place = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,39}$/);
const channels = Object.keys(stationChannels).filter(isChannel);

describe('a topic', () => {
  it('tells site, station and channel, and nothing else', () => {
    fc.assert(
      fc.property(place, place, fc.constantFrom(...channels), (site, stationId, channel) => {
        expect(parseTopic(topicOf(site, stationId, channel))).toEqual({ site, stationId, channel });
      }),
      { seed: 61, numRuns: 100 },
    );
  });

  it.each([
    '',
    'custody/1/jail-a/gate-1',
    'custody/1/jail-a/gate-1/',
    'custody/1/jail-a/gate-1/orders',
    'custody/1/jail-a/gate-1/toString',
    'custody/1/jail-a/gate-1/event/more',
    'custody/2/jail-a/gate-1/event',
    '/custody/1/jail-a/gate-1/event',
    'custody/1/+/gate-1/event',
    'custody/1/#',
    'custody/1/jail-a//event',
    'custody/1/jail-a/../event',
    'custody/1/Jail-A/gate-1/event',
    'custody/1/jail-a/gate-1/event\n',
    'custody/1/jail-a/gate-1\u0000/event',
    '$SYS/broker/clients/total',
  ])('such as %j is not ours', (topic) => {
    expect(parseTopic(topic)).toBeUndefined();
  });

  it('never throws, and never names a place that could not be enrolled', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('custody', '1', '+', '#', '', '-', 'jail-a', 'event', '-x', 'a'.repeat(41)), {
          maxLength: 7,
        })
        .map((levels) => levels.join('/')),
    );
    fc.assert(
      fc.property(hostile, (topic) => {
        const parsed = parseTopic(topic);
        if (!parsed) return;
        expect(topicOf(parsed.site, parsed.stationId, parsed.channel)).toBe(topic);
        expect(placeId.safeParse(parsed.site).success && placeId.safeParse(parsed.stationId).success).toBe(true);
      }),
      { seed: 62, numRuns: 1_000 },
    );
  });
});

it('each channel flows one way', () => {
  const [up, down] = [channelsOf('to-centre'), channelsOf('to-station')];
  expect(up).toEqual(['event', 'grant', 'state', 'health']);
  expect(down).toEqual(['receipt', 'command']);
  expect([...up, ...down].sort()).toEqual([...channels].sort());
});
