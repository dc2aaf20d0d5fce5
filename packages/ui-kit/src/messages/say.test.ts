import { describe, expect, it } from 'vitest';
import { messages, say } from './say.ts';

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe.each(Object.entries(messages))('the message %s', (_, message) => {
  it('is written in both languages', () => {
    expect(message.en.trim()).not.toBe('');
    expect(message.ur.trim()).not.toBe('');
  });

  it('has the same places to fill in both languages', () => {
    expect(placeholders(message.ur)).toEqual(placeholders(message.en));
  });

  it('holds no Latin word in Urdu and no Urdu word in English', () => {
    expect(message.ur.replace(/\{\w+\}/g, '')).not.toMatch(/\p{Script=Latin}/u);
    expect(message.en).not.toMatch(/\p{Script=Arabic}/u);
  });

  it('uses the Urdu letters and marks, not their Arabic look-alikes', () => {
    expect(message.ur).not.toMatch(/[\u0643\u0649\u064A\u0647]|[?;,]/u);
  });

  it('writes numbers with western digits', () => {
    expect(message.ur).not.toMatch(/[\u0660-\u0669\u06F0-\u06F9]/u);
  });
});

describe('say', () => {
  it('fills the places of a message in both languages', () => {
    expect(say('gate.try-again', { advice: say('gate.unclear'), attempt: 2, limit: 3 })).toEqual({
      en: 'Not clear. Wipe the finger and try again (try 2 of 3)',
      ur: 'نشان صاف نہیں آیا۔ انگلی صاف کر کے دوبارہ رکھیں (کوشش 2، کل 3)',
    });
  });

  it('puts a bilingual value into each language in its own words', () => {
    expect(say('gate.put-finger', { finger: say('finger.right-index') })).toEqual({
      en: 'Put the right index finger on the glass',
      ur: 'دائیں ہاتھ کی شہادت کی انگلی شیشے پر رکھیں',
    });
  });

  it('takes a value as text even when it looks like a place to fill', () => {
    expect(say('person.son-of', { name: '{parentage}', parentage: '$& {name}' }).en).toBe(
      '{parentage}, son of $& {name}',
    );
  });
});

describe('the words that all pages share', () => {
  it('never calls somebody short in the count missing, and keeps قیدی for convicts', () => {
    for (const message of Object.values(messages)) expect(message.ur).not.toMatch(/لاپتہ|قیدی/u);
  });
});
