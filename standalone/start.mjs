import { orExplain, prepare, root } from './prepare.mjs';

// `npm start`: plain Node first, because a fresh clone has nothing installed; then start.ts takes over in this
// same process, so that there is one process to stop.
process.chdir(root);
await orExplain(() => prepare({ toRun: true }));
await import('tsx');
await import('./start.ts');
