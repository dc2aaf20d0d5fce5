import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeskView, TileView } from '../../src/gate/view.ts';
import type { PersonView } from '../../src/people/shown.ts';
import { choosingPaper, type StepView, stepsOf } from './steps.ts';

const text = { en: 'x', ur: 'x' };
const person: PersonView = { subject: 'person/1', state: 'IN_CUSTODY' };
const tile = (kind: TileView['kind'], state: TileView['state']): TileView => ({
  kind,
  state,
  title: text,
  detail: text,
});
const board = (tiles: readonly TileView[]): DeskView => ({
  step: 'board',
  movement: 'release',
  person,
  tiles,
  mayGoToPolice: false,
  mayBeUnreadable: false,
  instruction: text,
  again: false,
  missing: [],
});
const shown = (steps: readonly StepView[] | undefined) => steps?.map(({ step, state }) => `${step} ${state}`);

describe('how far a workflow is', () => {
  it('goes from the paper over the finger to the check', () => {
    const papers = [tile('order', 'present'), tile('holds', 'missing'), tile('vouching', 'missing')];
    expect(shown(stepsOf(board([tile('order', 'refused'), tile('identity', 'missing')])))).toEqual([
      'paper now',
      'finger ahead',
      'check ahead',
      'done ahead',
    ]);
    expect(shown(stepsOf(board([...papers, tile('identity', 'present'), tile('identity', 'missing')])))).toEqual([
      'paper settled',
      'finger now',
      'check ahead',
      'done ahead',
    ]);
    expect(shown(stepsOf(board([...papers, tile('identity', 'present')])))).toEqual([
      'paper settled',
      'finger settled',
      'check now',
      'done ahead',
    ]);
  });

  it('has no finger where none is asked for, and is done once it is on record', () => {
    const report: DeskView = {
      step: 'report',
      report: 'death',
      person,
      choices: [],
      tiles: [tile('vouching', 'missing')],
      mayBeUnreadable: false,
      instruction: text,
      again: false,
      missing: [],
    };
    expect(shown(stepsOf(report))).toEqual(['paper now', 'check ahead', 'done ahead']);
    const done = stepsOf({ step: 'done', movement: 'release', person, text });
    expect(done?.every(({ state }) => state === 'settled')).toBe(true);
  });

  it('says nothing where somebody is stopped, nor at home', () => {
    expect(stepsOf({ step: 'home' })).toBeUndefined();
    expect(stepsOf({ step: 'stop', text, comparable: false, unreadable: false })).toBeUndefined();
  });

  it('is one thing to do at a time, and never done before its button is pressed', () => {
    const kind = fc.constantFrom<TileView['kind']>(
      'order',
      'window',
      'pass',
      'examination',
      'holds',
      'identity',
      'vouching',
    );
    const state = fc.constantFrom<TileView['state']>('present', 'missing', 'refused');
    const anyTiles = fc.array(fc.tuple(kind, state).map(([one, two]) => tile(one, two)));
    fc.assert(
      fc.property(anyTiles, (tiles) => {
        for (const steps of [stepsOf(board(tiles)) ?? [], choosingPaper]) {
          expect(steps.filter((one) => one.state === 'now')).toHaveLength(1);
          expect(steps.at(-1)).toEqual({ step: 'done', state: 'ahead' });
        }
      }),
      { seed: 20 },
    );
  });
});
