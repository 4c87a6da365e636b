import type { ModelData } from 'highs';

/** A linear model under construction: columns are decisions, rows are relations between them. Minimises cost. */
export class LinearModel {
  readonly cost: number[] = [];
  readonly lower: number[] = [];
  readonly upper: number[] = [];
  readonly integerColumns: number[] = [];
  readonly rowLower: number[] = [];
  readonly rowUpper: number[] = [];
  private readonly rowStarts: number[] = [0];
  private readonly rowColumns: number[] = [];
  private readonly rowValues: number[] = [];

  get columnCount(): number {
    return this.cost.length;
  }

  get rowCount(): number {
    return this.rowLower.length;
  }

  /** Adds a decision and returns its column. */
  addColumn(cost: number, lower: number, upper: number): number {
    this.cost.push(cost);
    this.lower.push(lower);
    this.upper.push(upper);
    return this.cost.length - 1;
  }

  addIntegerColumn(cost: number, lower: number, upper: number): number {
    const column = this.addColumn(cost, lower, upper);
    this.integerColumns.push(column);
    return column;
  }

  /** Adds lower <= sum of value x column <= upper and returns its row. */
  addRow(lower: number, upper: number, columns: readonly number[], values: readonly number[]): number {
    for (let i = 0; i < columns.length; i++) {
      this.rowColumns.push(columns[i]!);
      this.rowValues.push(values[i]!);
    }
    this.rowStarts.push(this.rowColumns.length);
    this.rowLower.push(lower);
    this.rowUpper.push(upper);
    return this.rowLower.length - 1;
  }

  /** Adds up the rows, each times its weight: what every column weighs in the sum. */
  weighColumns(rowWeights: Float64Array): Float64Array {
    const weights = new Float64Array(this.columnCount);
    for (let row = 0; row < this.rowCount; row++) {
      for (let i = this.rowStarts[row]!; i < this.rowStarts[row + 1]!; i++) {
        weights[this.rowColumns[i]!]! += rowWeights[row]! * this.rowValues[i]!;
      }
    }
    return weights;
  }

  /** The model as typed arrays for HiGHS, with its integer columns only where they are wanted. */
  toModelData(withIntegers: boolean): ModelData {
    const data: ModelData = {
      numCols: this.columnCount,
      numRows: this.rowCount,
      colCost: Float64Array.from(this.cost),
      colLower: Float64Array.from(this.lower),
      colUpper: Float64Array.from(this.upper),
      rowLower: Float64Array.from(this.rowLower),
      rowUpper: Float64Array.from(this.rowUpper),
      matrix: {
        format: 'csr',
        numRows: this.rowCount,
        numCols: this.columnCount,
        starts: Int32Array.from(this.rowStarts),
        indices: Int32Array.from(this.rowColumns),
        values: Float64Array.from(this.rowValues),
      },
    };
    if (!withIntegers || this.integerColumns.length === 0) return data;

    const integrality = new Int32Array(this.columnCount);
    for (const column of this.integerColumns) integrality[column] = 1;
    return { ...data, integrality };
  }
}
