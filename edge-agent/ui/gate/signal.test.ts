import { describe, expect, it } from 'vitest';
import { police } from '../../../packages/event-contract/src/test-kit.ts';
import type { DeskView } from '../../src/gate/view.ts';
import type { PersonView } from '../../src/people/shown.ts';
import { listed, verbFor } from './person.ts';
import { deskSignal, shownDesk } from './signal.ts';

const sentence = { en: 'Put the finger on the glass', ur: 'انگلی شیشے پر رکھیں' };
const aslam: PersonView = {
  subject: 'person/1',
  identity: { name: 'محمد اسلم', relation: 'son-of', parentage: 'کریم بخش', prisonerNumber: '40417' },
  state: 'IN_CUSTODY',
};
const board = (again: boolean, states: readonly ('present' | 'missing' | 'refused')[]): DeskView => ({
  step: 'board',
  movement: 'release',
  person: aslam,
  tiles: states.map((state) => ({ kind: 'order', state, title: sentence, detail: sentence })),
  mayGoToPolice: false,
  mayBeUnreadable: false,
  instruction: sentence,
  again,
  missing: [],
});

describe('what the officer hears', () => {
  it('is one low note when somebody is stopped', () => {
    expect(deskSignal({ step: 'stop', comparable: false, unreadable: false, text: sentence }, 3).sign).toBe('stop');
  });

  it('is a short note for each capture that could not be used, also when the sentence stays the same', () => {
    const failed = deskSignal(board(true, ['present', 'missing']), 1);
    expect(failed.sign).toBe('wait');
    expect(deskSignal(board(true, ['present', 'missing']), 2).cause).not.toBe(failed.cause);
  });

  it('sounds again for each piece of evidence, and not for a view that changed nothing', () => {
    const one = deskSignal(board(false, ['present', 'missing']), 1);
    expect(deskSignal(board(false, ['present', 'missing']), 1)).toEqual(one);
    expect(deskSignal(board(false, ['present', 'present']), 2)).not.toEqual(one);
  });

  it('is never go while a piece of evidence is refused', () => {
    expect(deskSignal(board(false, ['present', 'refused']), 1).sign).toBe('wait');
  });
});

describe('while a finger is compared', () => {
  it('the page of the step stays, so that nothing typed is lost', () => {
    const open = board(false, ['missing']);
    expect(shownDesk({ step: 'examining' }, open)).toMatchObject({ step: 'board', again: false });
  });

  it('the start page says that the print is being compared', () => {
    expect(shownDesk({ step: 'examining' }, { step: 'home' })).toEqual({ step: 'examining' });
  });
});

describe('the one button', () => {
  it('says the verb and names the person', () => {
    expect(verbFor({ movement: 'release', person: aslam })).toEqual({
      en: 'Release محمد اسلم, son of کریم بخش',
      ur: 'محمد اسلم ولد کریم بخش کو رہا کریں',
    });
  });

  it('names the police who take the person over', () => {
    const name = { en: 'SI Rashid, police station Ichhra', ur: 'SI Rashid، تھانہ Ichhra' };
    expect(verbFor({ movement: 'release', person: aslam, police: { name, written: police } }).en).toBe(
      'Release محمد اسلم, son of کریم بخش to SI Rashid, police station Ichhra',
    );
  });

  it('lists everything that is missing, in both languages', () => {
    expect(listed([sentence, sentence]).ur).toBe('انگلی شیشے پر رکھیں · انگلی شیشے پر رکھیں');
  });
});
