import { signOffAskedAt, signOffDueAt } from '../../../domain/approval/sign-off-due';

const at = (hour: number) => new Date(Date.UTC(2027, 1, 4, hour));

describe('when one person’s sign-off is due', () => {
  test('with the group', () => {
    expect(signOffDueAt({ dueAt: at(12) }, { dueAt: null })).toEqual(at(12));
    expect(signOffDueAt({ dueAt: at(12) }, { dueAt: at(9) })).toEqual(at(12));
  });

  test('later where their turn came late: asked at 11:00, until 15:00', () => {
    expect(signOffDueAt({ dueAt: at(12) }, { dueAt: at(15) })).toEqual(at(15));
  });

  test('asked with the group, or when their turn came', () => {
    expect(signOffAskedAt({ requestedAt: at(8) }, { askedAt: null })).toEqual(at(8));
    expect(signOffAskedAt({ requestedAt: at(8) }, { askedAt: at(11) })).toEqual(at(11));
  });
});
