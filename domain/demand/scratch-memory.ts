/**
 * Memory for numbers which are needed only until the next call: taking it costs nothing, where a new array of a
 * hundred numbers costs more than filling it. One instance for each purpose; what was left in it is still there.
 *
 * Example: `const doubled = scratch.take(3)` has three places, with unknown contents.
 */
export class ScratchMemory {
  private memory = new Float64Array(512);

  take(length: number): Float64Array {
    if (this.memory.length < length) this.memory = new Float64Array(2 * length);
    return this.memory.subarray(0, length);
  }
}
