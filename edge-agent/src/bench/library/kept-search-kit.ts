import type { KeptSearch } from './kept-search.ts';

const x = Array.from({ length: 50 }, (_, point) => 200 + point * 4);
/** A search as it is kept. */
export const keptSearch: KeptSearch = {
  form: 1,
  searched: { file: 'A'.repeat(43), spectrum: 0 },
  technique: 'infrared',
  category: 'A',
  recipe: 'infrared-1: snv',
  library: { name: 'ours', version: 'abc', entries: 2 },
  measure: 'correlation',
  unit: '/cm',
  compared: 2,
  passedOver: 0,
  query: { x, y: x.map((value) => Math.sin(value)) },
  matches: [
    {
      rank: 1,
      score: 0.91,
      gap: 0.4,
      coverage: 1,
      name: 'Caffeine',
      cas: '58-08-2',
      source: 'ours',
      fileName: 'c.jdx',
    },
    { rank: 2, score: 0.51, coverage: 0.92, name: 'Lactose', source: 'ours', fileName: 'l.jdx' },
  ],
  best: { x, y: x.map((value) => 7 * Math.cos(value)) },
};
