import { stillToSign } from '../../api/views/next-words';

test('When everybody left must sign, then they are named', () => {
  expect(stillToSign(['Ana Ruiz', 'Li Wei'], 2)).toBe('Ana Ruiz and Li Wei are still to sign.');
  expect(stillToSign(['Li Wei'], 1)).toBe('Li Wei is still to sign.');
});

test('When fewer approvals are missing than people are asked, then nobody in particular is waited for', () => {
  const asked = ['Ana Ruiz', 'Li Wei', 'Tom Becker'];
  expect(stillToSign(asked, 1)).toBe('1 more approval is needed, of Ana Ruiz, Li Wei and Tom Becker.');
  expect(stillToSign(asked, 2)).toBe('2 more approvals are needed, of Ana Ruiz, Li Wei and Tom Becker.');
});

test('When nobody is left, then it says so', () => {
  expect(stillToSign([], 0)).toBe('Nobody else is asked.');
});
