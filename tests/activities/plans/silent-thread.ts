import { parentPort } from 'node:worker_threads';

// Stands for a computing thread that hangs: it takes a job and is never heard of again.
parentPort?.on('message', () => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
