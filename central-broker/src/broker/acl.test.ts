import { expect, test } from 'vitest';
import { mayPublish, maySubscribe, type Peer } from './acl.ts';

const gate: Peer = { role: 'station', id: 'gate-1', site: 'adiala' };
const auditor: Peer = { role: 'auditor', id: 'ombudsman' };
const centre: Peer = { role: 'centre', id: 'centre' };

test.each<[Peer, string, boolean]>([
  [gate, 'custody/1/adiala/gate-1/event', true],
  [gate, 'custody/1/adiala/gate-1/grant', true],
  [gate, 'custody/1/adiala/gate-1/state', true],
  [gate, 'custody/1/adiala/gate-1/health', true],
  [gate, 'custody/1/adiala/gate-1/receipt', false],
  [gate, 'custody/1/adiala/gate-1/command', false],
  [gate, 'custody/1/adiala/gate-2/event', false],
  [gate, 'custody/1/kotlakhpat/gate-1/event', false],
  [gate, 'custody/1/adiala/gate-1/event/more', false],
  [gate, '$SYS/anything', false],
  [auditor, 'custody/1/adiala/ombudsman/event', false],
  [centre, 'custody/1/adiala/gate-1/receipt', true],
  [centre, 'custody/1/adiala/gate-1/command', true],
  [centre, 'custody/1/adiala/gate-1/event', false],
])('%o may write on %s: %s', (peer, topic, allowed) => expect(mayPublish(peer, topic)).toBe(allowed));

test.each<[Peer, string, boolean]>([
  [gate, 'custody/1/adiala/gate-1/receipt', true],
  [gate, 'custody/1/adiala/gate-1/command', true],
  [gate, 'custody/1/adiala/gate-1/event', false],
  [gate, 'custody/1/adiala/+/receipt', false],
  [gate, '#', false],
  [auditor, 'custody/1/+/+/event', true],
  [auditor, 'custody/1/adiala/+/event', true],
  [auditor, 'custody/1/+/+/grant', false],
  [auditor, 'custody/1/+/+/+', false],
  [auditor, 'custody/#', false],
  [centre, 'custody/1/+/+/event', true],
  [centre, 'custody/1/+/+/command', false],
])('%o may listen to %s: %s', (peer, filter, allowed) => expect(maySubscribe(peer, filter)).toBe(allowed));
