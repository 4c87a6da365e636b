import type { z } from 'zod';

const MOST_SENTENCES = 50;

/**
 * Each mistake as "where: what", with places counted from 1 as people do.
 *
 * Example: steps[1].tasks[0].due.time → "step 2, task 1, due, time: must be a time like 09:00"
 */
export function sentencesOf(error: z.ZodError): string[] {
  const sentences = error.issues.flatMap(sentencesOfIssue);
  if (sentences.length <= MOST_SENTENCES) return sentences;
  const left = sentences.length - MOST_SENTENCES;
  return [...sentences.slice(0, MOST_SENTENCES), `and ${left} more mistakes of these kinds`];
}

function sentencesOfIssue(issue: z.core.$ZodIssue): string[] {
  const place = placeWords(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${place}${quoted(key)} is not known here; remove it`);
  }
  return [`${place}${messageOf(issue)}`];
}

function messageOf(issue: z.core.$ZodIssue): string {
  const { message } = issue;
  if (/received undefined$/.test(message)) return 'is missing';
  const type = /^Invalid input: expected (\w+), received (\w+)/.exec(message);
  if (type) return `must be ${kindWords(type[1]!)}, not ${kindWords(type[2]!)}`;
  return message.replace(/^Invalid (input|option): expected /, 'must be ');
}

const kindWords = (kind: string): string => {
  if (kind === 'null') return 'empty (null)';
  return kind === 'boolean' ? 'true or false' : `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
};

function placeWords(path: readonly PropertyKey[]): string {
  const words: string[] = [];
  for (const part of path) {
    if (typeof part === 'number' && words.length > 0) words.push(`${singular(words.pop()!)} ${part + 1}`);
    else words.push(typeof part === 'number' ? `entry ${part + 1}` : String(part));
  }
  return words.length === 0 ? '' : `${words.join(', ')}: `;
}

/** "steps" → "step", "capacity" stays. */
const singular = (word: string): string => (/[^s]s$/.test(word) ? word.slice(0, -1) : word);

const quoted = (text: string): string => `"${text.slice(0, 60)}"`;
