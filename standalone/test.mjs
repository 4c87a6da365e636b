import { orExplain, prepare, root } from './prepare.mjs';

// `npm test`: plain Node first, because a fresh clone has nothing installed; then run-tests.ts takes over.
process.chdir(root);
await orExplain(() => prepare({ toRun: true }));
await import('tsx');
await import('./run-tests.ts');
