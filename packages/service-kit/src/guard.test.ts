import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guard } from './guard.ts';

const names = ['localhost', '127.0.0.1', '[::1]', 'gate-1.jail-a'];
const ask = (method: string, host: string | undefined, origin?: string, contentType = 'application/json') =>
  guard({ method, host, origin, contentType }, names);

describe('a request', () => {
  it.each(['localhost', 'localhost:8080', '127.0.0.1:8080', '[::1]', '[::1]:8080', 'GATE-1.jail-a:80'])(
    'made to this machine as %s passes',
    (host) => {
      expect(ask('GET', host).ok).toBe(true);
      expect(ask('POST', host).ok).toBe(true);
    },
  );

  it.each([
    undefined,
    '',
    'evil.example',
    'evil.example:8080',
    'localhost.evil.example',
    'evil.example#localhost',
    'localhost:8080@evil.example',
    'localhost:8080:80',
    'localhost:',
    'localhost:80a',
    'localhost.',
    '127.0.0.2',
    '127.1',
    '2130706433',
    '::1',
    '0.0.0.0',
  ])('made to %j is refused, whatever it asks for: that name was bent to this machine', (host) => {
    for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS'])
      expect(ask(method, host, `http://${host}`)).toMatchObject({ ok: false, error: { code: 'host-refused' } });
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'BREW'])('%s of another page is refused', (method) => {
    for (const origin of [
      'http://evil.example',
      'http://localhost',
      'http://localhost:8081',
      'https://localhost:8080.evil.example',
      'null',
      '',
    ])
      expect(ask(method, 'localhost:8080', origin)).toMatchObject({ ok: false, error: { code: 'origin-refused' } });
    for (const origin of ['http://localhost:8080', 'https://localhost:8080', undefined])
      expect(ask(method, 'localhost:8080', origin).ok).toBe(true);
  });

  it.each(['', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'json'])(
    'that changes something as %j is refused: a form of another page could post it',
    (contentType) => {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
        expect(ask(method, 'localhost', undefined, contentType)).toMatchObject({
          ok: false,
          error: { code: 'request-not-json' },
        });
      for (const method of ['GET', 'HEAD', 'OPTIONS'])
        expect(ask(method, 'localhost', undefined, contentType).ok).toBe(true);
    },
  );

  it('that changes something may name the character set of its JSON', () => {
    expect(ask('POST', 'localhost', undefined, 'Application/JSON; charset=utf-8').ok).toBe(true);
  });

  it('that changes nothing may come from a link on another page', () => {
    expect(ask('GET', 'localhost:8080', 'http://evil.example').ok).toBe(true);
    expect(ask('HEAD', 'localhost:8080', 'http://evil.example').ok).toBe(true);
  });
});

describe('whatever a browser sends', () => {
  const host = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.domain(),
    fc.ipV4(),
    fc.tuple(fc.constantFrom(...names), fc.string({ maxLength: 12 })).map(([name, rest]) => name + rest),
  );
  const origin = fc.option(
    fc.oneof(
      fc.webUrl(),
      host.map((name) => `http://${name}`),
      fc.string({ maxLength: 30 }),
    ),
    { nil: undefined },
  );

  it('nothing passes but a name of this machine', () => {
    fc.assert(
      fc.property(fc.constantFrom('GET', 'POST'), host, origin, (method, name, from) => {
        if (!ask(method, name, from).ok) return;
        expect(
          names.some((own) => name.toLowerCase() === own || name.toLowerCase().replace(/:[0-9]+$/, '') === own),
        ).toBe(true);
      }),
      { seed: 101, numRuns: 1_000 },
    );
  });

  it('nothing changes anything but this server’s own page or no page at all', () => {
    fc.assert(
      fc.property(fc.constantFrom('POST', 'PUT', 'DELETE'), origin, (method, from) => {
        const passed = ask(method, 'localhost:8080', from).ok;
        expect(passed).toBe(
          from === undefined || from === 'http://localhost:8080' || from === 'https://localhost:8080',
        );
      }),
      { seed: 102, numRuns: 500 },
    );
  });
});
