import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { splitCsv } from '../../standalone/forecast/split-csv';

const CHUNK_BYTES = 256 * 1024;
const LINES_PER_SERIES = 100;

/** `id,month,value` lines of `seriesCount` series with ids of 30 letters, cut into pieces like a file. */
async function* piecesOfFile(seriesCount: number): AsyncGenerator<Buffer> {
  let pending = Buffer.from('id,month,value\n');
  for (let i = 0; i < seriesCount; i++) {
    const id = `item ${String(i).padStart(25, '0')}`;
    const lines = Array.from({ length: LINES_PER_SERIES }, (_, t) => `${id},${t + 1},${t * 7}\n`);
    pending = Buffer.concat([pending, Buffer.from(lines.join(''))]);
    while (pending.length >= CHUNK_BYTES) {
      yield Buffer.from(pending.subarray(0, CHUNK_BYTES));
      pending = Buffer.from(pending.subarray(CHUNK_BYTES));
    }
  }
  yield pending;
}

function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

describe('cutting a CSV file', () => {
  test('gives out every line once, whole series in each batch, and counts the series', async () => {
    const seriesCount = 400;
    const lines: string[] = [];
    const firstIds: string[] = [];
    for await (const { index, firstSeries, bytes } of splitCsv(piecesOfFile(seriesCount))) {
      const batch = new TextDecoder().decode(bytes).trimEnd().split('\n');
      expect(index).toBe(firstIds.length);
      expect(firstSeries).toBe(lines.length / LINES_PER_SERIES);
      firstIds.push(batch[0]!.split(',')[0]!);
      lines.push(...batch);
    }
    expect(lines).toHaveLength(seriesCount * LINES_PER_SERIES);
    expect(new Set(firstIds).size).toBe(firstIds.length);
    expect(firstIds.length).toBeGreaterThan(10);
  });

  test('keeps nothing of a file but the ids, however long they are', async () => {
    const before = heapInUse();
    let bytesSeen = 0;
    let kept = 0;
    for await (const { index, bytes } of splitCsv(piecesOfFile(10_000))) {
      bytesSeen += bytes.length;
      if (index % 100 === 99) kept = Math.max(kept, heapInUse() - before);
    }
    expect(bytesSeen).toBeGreaterThan(30 * 1024 * 1024);
    expect(kept).toBeLessThan(8 * 1024 * 1024);
  });
});
