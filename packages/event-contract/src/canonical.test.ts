import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, decisionDigest } from './canonical.ts';

/** The same value with the members of every object in another order. */
function reordered(value: unknown, turn: number): unknown {
  if (Array.isArray(value)) return value.map((each) => reordered(each, turn));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [key, reordered(member, turn + 1)] as const);
  const cut = turn % (members.length + 1);
  return Object.fromEntries([...members.slice(cut), ...members.slice(0, cut)].toReversed());
}

/** Every value that differs from the given one in a single place. */
function* changed(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    yield [...value, null];
    for (const [at, each] of value.entries()) {
      yield value.toSpliced(at, 1);
      for (const other of changed(each)) yield value.with(at, other);
    }
  } else if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value);
    for (const [at, [key, member]] of members.entries()) {
      yield Object.fromEntries(members.toSpliced(at, 1));
      if (!Object.hasOwn(value, `${key}'`)) yield Object.fromEntries(members.with(at, [`${key}'`, member]));
      for (const other of changed(member)) yield Object.fromEntries(members.with(at, [key, other]));
    }
  } else if (typeof value === 'string') yield `${value} `;
  else if (typeof value === 'number') yield value === 0 ? 1 : String(value);
  else yield [value];
}

describe('canonical JSON', () => {
  it('is that of RFC 8785', () => {
    const example = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27],
      string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
    const sorted = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
    expect([...canonicalJson(sorted).matchAll(/:(\d)/g)].map(([, place]) => place).join('')).toBe('2467153');
  });

  it.each([
    [undefined],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [() => 1],
    [1n],
    ['\ud800'],
    [{ a: undefined }],
    [[Symbol.iterator]],
  ])('of %o does not exist', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});

describe('the digest of a decision', () => {
  const decisions = fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 });

  it('does not depend on the order in which members were written', () => {
    fc.assert(
      fc.property(decisions, fc.nat(7), (decision, turn) => {
        expect(decisionDigest(reordered(decision, turn))).toBe(decisionDigest(decision));
      }),
      { seed: 91, numRuns: 500 },
    );
  });

  it('is another one after any change', () => {
    fc.assert(
      fc.property(decisions, (decision) => {
        const digest = decisionDigest(decision);
        for (const other of changed(decision)) expect(decisionDigest(other)).not.toBe(digest);
      }),
      { seed: 92, numRuns: 300 },
    );
  });

  it('survives being written down and read again', () => {
    fc.assert(
      fc.property(decisions, (decision) => {
        expect(decisionDigest(JSON.parse(JSON.stringify(decision)))).toBe(decisionDigest(decision));
      }),
      { seed: 93, numRuns: 300 },
    );
  });
});
