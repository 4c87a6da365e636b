import { createLinkToken, readLinkToken } from '../../email/link-token';

const linkId = '3f0c2f8e-4a53-4b8e-9f57-0d6c2f1e9a10';
const secret = 'a secret of at least 32 characters!!';

test('a token leads back to its link', () => {
  expect(readLinkToken(createLinkToken(linkId, secret), secret)).toBe(linkId);
});

test('a token fits into an address as it is', () => {
  const token = createLinkToken(linkId, secret);
  expect(encodeURIComponent(token)).toBe(token);
});

test.each([
  ['with one letter changed', (token: string) => `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`],
  ['with another link in front', (token: string) => `4${token.slice(1)}`],
  ['cut off', (token: string) => token.slice(0, -2)],
  ['without its signature', (token: string) => token.split('.')[0]!],
  ['that is empty', () => ''],
])('a token %s leads nowhere', (_how, alter) => {
  expect(readLinkToken(alter(createLinkToken(linkId, secret)), secret)).toBeNull();
});

test('a token made with another secret leads nowhere', () => {
  expect(readLinkToken(createLinkToken(linkId, `${secret}x`), secret)).toBeNull();
});
