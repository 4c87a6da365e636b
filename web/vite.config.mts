import { defineConfig } from 'vite';

/** The pages are served by the API process from `web/dist`; `vite web` proxies to a running one while developing. */
const api = 'http://localhost:3000';

export default defineConfig(({ command }) => {
  // A build is always the one for users, whatever the environment that it is started from says.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return {
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      target: 'es2023',
      // Without inlined data: addresses the pages need nothing but 'self' in the content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1200,
      rolldownOptions: {
        onLog: (level, log, print) => {
          // Libraries mark their files for servers that render React; here everything runs in the browser.
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') print(level, log);
        },
      },
    },
    server: { proxy: { '/api': api, '/openapi.json': api, '/health': api } },
  };
});
