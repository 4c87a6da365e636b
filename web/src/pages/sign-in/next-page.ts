const key = 'sop-next-page';

/** The page that asked for the sign-in, for after it. Only addresses of these pages are kept. */
export function rememberNextPage(next: string | null): void {
  if (next && isOwnAddress(next)) localStorage.setItem(key, next);
}

export function takeNextPage(): string {
  const next = localStorage.getItem(key);
  localStorage.removeItem(key);
  return next && isOwnAddress(next) ? next : '/';
}

function isOwnAddress(address: string): boolean {
  return (
    address.startsWith('/') && new URL(address, window.location.origin).origin === window.location.origin
  );
}
