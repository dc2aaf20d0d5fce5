import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categories, type Finding, standingOf, type Technique } from './standing.ts';

const found = (technique: Technique, changes: Partial<Finding> = {}): Finding => ({
  technique,
  outcome: 'positive',
  reviewable: true,
  ...changes,
});
const missingOf = (findings: readonly Finding[], uncorrelated = false) =>
  standingOf(findings, uncorrelated).missing.map(({ code }) => code);

describe('what results amount to by the scheme of SWGDRUG', () => {
  it.each<[string, readonly Finding[], readonly string[]]>([
    ['nothing', [], ['positive-finding']],
    ['a library search of one infrared spectrum', [found('infrared')], ['second-technique']],
    ['the same technique twice', [found('raman'), found('raman')], ['second-technique']],
    [
      'category A without its data',
      [found('raman', { reviewable: false }), found('colour-test')],
      ['reviewable-category-a'],
    ],
    ['a colour test', [found('colour-test')], ['category-a-or-more', 'uncorrelated-category-b']],
    [
      'three techniques, one of category B',
      [found('gas-chromatography'), found('uv-vis-part'), found('colour-test')],
      ['category-a-or-more', 'uncorrelated-category-b'],
    ],
    [
      'three techniques, two of category B that nobody has looked at together',
      [found('gas-chromatography'), found('thin-layer-chromatography'), found('colour-test')],
      ['uncorrelated-category-b'],
    ],
    [
      'techniques that contradict each other',
      [found('infrared'), found('raman'), found('colour-test', { outcome: 'negative' })],
      ['findings-agree'],
    ],
    [
      'negative findings',
      [found('infrared', { outcome: 'negative' }), found('raman', { outcome: 'negative' })],
      ['positive-finding'],
    ],
  ])('%s is presumptive, and it says what is missing', (_what, findings, missing) => {
    expect(missingOf(findings)).toEqual(missing);
    expect(standingOf(findings).wording).toBe('presumptive');
  });

  it('counts what is missing without category A', () => {
    expect(standingOf([found('uv-vis-part')], true).missing).toEqual([
      { code: 'category-a-or-more', techniques: 2, ofCategoryB: 2 },
    ]);
    expect(standingOf([found('gas-chromatography'), found('thin-layer-chromatography')], true).missing).toEqual([
      { code: 'category-a-or-more', techniques: 1, ofCategoryB: 0 },
    ]);
  });

  it('is met by category A with another technique, and by three with two of category B', () => {
    expect(standingOf([found('infrared'), found('colour-test')]).wording).toBe('scheme-met');
    const three = [found('gas-chromatography'), found('uv-vis-full-spectrum'), found('colour-test')];
    expect(standingOf(three, true).wording).toBe('scheme-met');
  });

  const anyFinding = fc.record<Finding>({
    technique: fc.constantFrom(...(Object.keys(categories) as Technique[])),
    outcome: fc.constantFrom('positive', 'negative', 'inconclusive'),
    reviewable: fc.boolean(),
  });

  it('never says that anything is identified, and never grows by a finding that is not positive', () => {
    fc.assert(
      fc.property(fc.array(anyFinding, { maxLength: 6 }), anyFinding, fc.boolean(), (findings, more, uncorrelated) => {
        const standing = standingOf(findings, uncorrelated);
        expect(JSON.stringify(standing)).not.toMatch(/identif/i);
        if (more.outcome !== 'positive' && standing.wording === 'presumptive')
          expect(standingOf([...findings, more], uncorrelated).wording).toBe('presumptive');
      }),
      { seed: 8, numRuns: 200 },
    );
  });
});
