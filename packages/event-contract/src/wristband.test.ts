import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { isEventCode } from './event-code.ts';
import { isWristband, readWristband, wristbandOf } from './wristband.ts';

const subject = `person/${randomUUID()}`;
const code = wristbandOf(subject) ?? '';

it('a wristband names the person again, scanned or typed', () => {
  expect(readWristband(code)).toEqual({ subject, band: 1 });
  expect(readWristband(` ${code.toLowerCase()}`)).toEqual({ subject, band: 1 });
});

it('a wristband holds the opaque id and nothing else', () => {
  expect(code).toMatch(/^CW1:[0-9A-HJKMNP-TV-Z]{34}$/);
  expect(isWristband(code)).toBe(true);
  expect(isEventCode(code)).toBe(false);
});

it('a wristband of which one character was misread names nobody', () => {
  for (let at = 4; at < code.length; at += 1) {
    const other = code[at] === '7' ? '8' : '7';
    expect(readWristband(code.slice(0, at) + other + code.slice(at + 1))).toBeUndefined();
  }
  expect(readWristband(code.slice(0, -1))).toBeUndefined();
  expect(readWristband('CW1:')).toBeUndefined();
  expect(readWristband('RO-1')).toBeUndefined();
});

it('the band that replaces another one has another code, and names the same person', () => {
  const second = wristbandOf(subject, 2) ?? '';
  expect(second).not.toBe(code);
  expect(readWristband(second)).toEqual({ subject, band: 2 });
});

it('a subject that is no record of a person has no wristband', () => {
  expect(wristbandOf('person/asif')).toBeUndefined();
  expect(wristbandOf(`officer/${randomUUID()}`)).toBeUndefined();
});
