import type { ObserveStep } from './step.ts';

/** What parts one field from the next, and its label from what was seen; no value holds the former. */
const fieldEnd = '; ';
const labelEnd = ': ';

/** Most characters that an event holds of what was observed. */
const mostCharacters = 300;

/**
 * What was seen, field by field, as the event of the examination writes it: by the English labels, so that it reads by itself.
 * @param answers by field; one that is left out or blank was not seen
 * @returns undefined where a required field is missing, an answer holds the mark that parts fields, or all of it is too long
 */
export function writeObservation(step: ObserveStep, answers: ReadonlyMap<string, string>): string | undefined {
  const lines = step.fields.flatMap(({ id, label }) => {
    const answer = answers.get(id)?.trim() ?? '';
    return answer === '' ? [] : [`${label.en}${labelEnd}${answer}`];
  });
  const text = lines.join(fieldEnd);
  if (text.length > mostCharacters) return undefined;
  const read = readObservation(step, text);
  return read && step.fields.every(({ id }) => (read.get(id) ?? '') === (answers.get(id)?.trim() ?? ''))
    ? text
    : undefined;
}

/** The answers by field; undefined where the text is not of this examination, or a required field is missing. */
export function readObservation(step: ObserveStep, observed: string): ReadonlyMap<string, string> | undefined {
  const answers = new Map<string, string>();
  for (const line of observed.split(fieldEnd)) {
    const field = step.fields.find(({ label }) => line.startsWith(`${label.en}${labelEnd}`));
    if (!field || answers.has(field.id)) return undefined;
    const answer = line.slice(field.label.en.length + labelEnd.length).trim();
    if (answer === '') return undefined;
    answers.set(field.id, answer);
  }
  return step.fields.every(({ id, required }) => !required || answers.has(id)) ? answers : undefined;
}
