import { describe, expect, it } from 'vitest';
import { certainPoint, duplicatePoint, operatingPoints, repeatedFingerPoint, searchPoint } from './operating-points.ts';
import { fmrOfScore } from './score.ts';

describe('the point for a repeated finger', () => {
  it('keeps the false alarms of a whole enrolment at one in 1,000, however many comparisons there are', () => {
    for (const comparisons of [1, 9, 405]) {
      expect(comparisons * fmrOfScore(repeatedFingerPoint(comparisons))).toBeCloseTo(1e-3);
    }
    expect(repeatedFingerPoint(0)).toBeGreaterThanOrEqual(operatingPoints.sameFinger);
  });
});

describe('the points of a search', () => {
  it('keep its false names at their rate, whatever the size of the gallery', () => {
    for (const impressions of [1_000, 42_000, 100_000]) {
      expect(impressions * fmrOfScore(searchPoint(impressions))).toBeCloseTo(1e-3, 9);
      expect(impressions * fmrOfScore(certainPoint(impressions))).toBeCloseTo(1e-6, 12);
    }
  });

  it('never ask for less than a claimed identity', () => {
    for (const impressions of [0, 1]) {
      expect(searchPoint(impressions)).toBe(operatingPoints.release);
      expect(certainPoint(impressions)).toBeGreaterThan(operatingPoints.release);
    }
  });
});

describe('the point for an enrolment that may be somebody else’s', () => {
  it('keeps needless comparisons at one search in a hundred, however many people are searched', () => {
    for (const people of [1_000, 7_000, 75_000])
      expect(people * fmrOfScore(duplicatePoint(people))).toBeCloseTo(1e-2, 9);
    for (const few of [0, 1]) expect(duplicatePoint(few)).toBe(operatingPoints.release);
  });
});
