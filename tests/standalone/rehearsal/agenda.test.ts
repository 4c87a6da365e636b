import { Agenda, nextLookUp, nextReading } from '../../../standalone/rehearsal/agenda';
import { responseHours, temperamentOf } from '../../../standalone/rehearsal/temperament';

const utc = (text: string) => new Date(`${text}Z`);

describe('the next look at the mail', () => {
  test.each([
    ['2027-01-08T23:40', '2027-01-11T06:20:05'],
    ['2027-01-11T06:00', '2027-01-11T06:20:05'],
    ['2027-01-11T06:20', '2027-01-11T06:20:05'],
    ['2027-01-11T06:20:05', '2027-01-11T07:20:05'],
    ['2027-01-11T06:20:05.500', '2027-01-11T07:20:05'],
    ['2027-01-11T23:20:05', '2027-01-12T06:20:05'],
  ])('after %s is %s', (from, expected) => {
    expect(nextLookUp(utc(from))).toEqual(utc(expected));
  });
});

describe('mail is read', () => {
  test.each([
    ['2027-01-11T06:20:05', '2027-01-11T09:20:05'],
    ['2027-01-11T21:20:05', '2027-01-12T06:20:05'],
    ['2027-01-08T21:30', '2027-01-11T06:20:05'],
  ])('next after %s at %s', (from, expected) => {
    expect(nextReading(utc(from))).toEqual(utc(expected));
  });
});

describe('the agenda', () => {
  test('does what is due by instant and order, and nothing else', async () => {
    const agenda = new Agenda();
    const done: string[] = [];
    const note = (word: string) => async () => {
      done.push(word);
    };
    agenda.plan(utc('2027-01-11T09:20'), 'b', note('third'));
    agenda.plan(utc('2027-01-11T09:20'), 'a', note('second'));
    agenda.plan(utc('2027-01-11T08:20'), 'z', note('first'));
    agenda.plan(utc('2027-01-11T10:20'), 'a', note('later'));
    expect(agenda.next()).toEqual(utc('2027-01-11T08:20'));
    await agenda.doDue(utc('2027-01-11T09:20'));
    expect(done).toEqual(['first', 'second', 'third']);
    expect(agenda.next()).toEqual(utc('2027-01-11T10:20'));
  });
});

describe('temperaments', () => {
  const drawn = Array.from({ length: 2_000 }, (_, index) =>
    temperamentOf({
      seed: 7,
      period: '2027-01',
      email: `person${index}@example.com`,
      isIndispensable: false,
    }),
  );

  test('come in the documented shares', () => {
    const share = (temperament: string) => drawn.filter((each) => each === temperament).length / drawn.length;
    expect(share('prompt')).toBeCloseTo(0.66, 1);
    expect(share('slow')).toBeCloseTo(0.22, 1);
    expect(share('away')).toBeCloseTo(0.07, 1);
    expect(share('absent')).toBeCloseTo(0.05, 1);
  });

  test('change with the month and the seed, and with nothing else', () => {
    const all = (seed: number, period: string) =>
      Array.from({ length: 50 }, (_, index) =>
        temperamentOf({ seed, period, email: `person${index}@example.com`, isIndispensable: false }),
      );
    expect(all(7, '2027-01')).toEqual(all(7, '2027-01'));
    expect(all(7, '2027-01')).not.toEqual(all(8, '2027-01'));
    expect(all(7, '2027-01')).not.toEqual(all(7, '2027-02'));
  });

  test('nobody slow acts on the first mail, and everybody slow on the third', () => {
    const about = { seed: 7, email: 'ana@example.com', thing: 'Sales', isHandedOver: false };
    expect(responseHours('slow', { ...about, mailNumber: 1 })).toBeNull();
    expect(responseHours('slow', { ...about, mailNumber: 3 })).toBeGreaterThanOrEqual(1);
    expect(responseHours('slow', { ...about, mailNumber: 1, isHandedOver: true })).toBeGreaterThanOrEqual(1);
    expect(responseHours('absent', { ...about, mailNumber: 9 })).toBeNull();
    expect(responseHours('prompt', { ...about, mailNumber: 1 })).toBeLessThanOrEqual(6);
  });
});
