const key = 'sop-reloaded-at';
const pauseMs = 20_000;

/**
 * After an upgrade of the server, a page that was open before asks for parts that are gone: it is loaded anew, once.
 * If that does not help, the error is shown instead of loading in a circle.
 */
export function reloadAfterUpgrade(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const reloadedAt = Number(sessionStorage.getItem(key) ?? 0);
    if (Date.now() - reloadedAt < pauseMs) return;
    sessionStorage.setItem(key, String(Date.now()));
    event.preventDefault();
    window.location.reload();
  });
}
