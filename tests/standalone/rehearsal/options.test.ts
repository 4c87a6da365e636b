import { DomainError } from '../../../domain/errors';
import { readOptions } from '../../../standalone/rehearsal/options';

const today = new Date('2026-11-22T10:00:00Z');
const mistakesIn = (...words: string[]): readonly string[] => {
  try {
    readOptions(words, today);
    return [];
  } catch (error) {
    if (error instanceof DomainError) return error.details;
    throw error;
  }
};

test('without words the next month that has not begun is rehearsed', () => {
  expect(readOptions([], today)).toEqual({
    month: '2026-12',
    months: 1,
    participants: 25,
    seed: 7,
    jsonFile: undefined,
    salesFile: undefined,
  });
});

test('every word is taken', () => {
  const words = ['--month', '2027-01', '--months', '12', '--participants', '40', '--seed', '0'];
  expect(readOptions([...words, '--json', 'out.json', '--sales', 'sales.csv'], today)).toEqual({
    ...{ month: '2027-01', months: 12, participants: 40, seed: 0 },
    ...{ jsonFile: 'out.json', salesFile: 'sales.csv' },
  });
});

test.each(['2026-11', '2026-10', '1999-01'])('a month that has begun is refused: %s', (month) => {
  expect(mistakesIn('--month', month)[0]).toBe(
    `--month ${month} has begun already, and a rehearsal cannot go back in time. The earliest is 2026-12.`,
  );
});

test.each([
  [['--month', '2027-13'], '--month must be a month like 2027-01, not "2027-13".'],
  [['--month', 'soon'], '--month must be a month like 2027-01, not "soon".'],
  [['--months', '0'], '--months must be a whole number from 1 to 24, not "0".'],
  [['--months', '1.5'], '--months must be a whole number from 1 to 24, not "1.5".'],
  [['--participants', '3'], '--participants must be a whole number from 12 to 2000, not "3".'],
  [['--seed', 'x'], '--seed must be a whole number from 0 to 4294967295, not "x".'],
])('%j is refused in words', (words, sentence) => {
  expect(mistakesIn(...words)).toContain(sentence);
});

test('every mistake is named at once, with how to call it', () => {
  const mistakes = mistakesIn('--months', '0', '--seed', 'x');
  expect(mistakes).toHaveLength(3);
  expect(mistakes.at(-1)).toMatch(/^Usage: npm run rehearse/);
});

test('an unknown word is refused', () => {
  expect(mistakesIn('--speed', '9')[0]).toContain("'--speed'");
});
