/**
 * Memory for numbers which are needed only until the next call: taking it costs nothing, where a new array of a
 * hundred numbers costs more than filling it. One instance for each purpose; what was left in it is still there,
 * and every `take` gives the same places again.
 *
 * Example: `const doubled = scratch.take(3)` has three places, with unknown contents.
 */
export class ScratchMemory {
  private memory = new Float64Array(512);
  /** What was given out, by its length: a view, too, costs as much as filling it. */
  private views = new Array<Float64Array | undefined>(LONGEST_KEPT_VIEW + 1);

  take(length: number): Float64Array {
    return this.views[length] ?? this.newView(length);
  }

  private newView(length: number): Float64Array {
    if (this.memory.length < length) {
      this.memory = new Float64Array(2 * length);
      this.views.fill(undefined);
    }
    const view = this.memory.subarray(0, length);
    if (length <= LONGEST_KEPT_VIEW) this.views[length] = view;
    return view;
  }
}

/** In numbers; histories are hundreds of months long. */
const LONGEST_KEPT_VIEW = 1024;
