/** A number or a text that a benchmark found out; lists are one entry per round. */
export type Measure = number | string | boolean | null | readonly Measure[] | { readonly [name: string]: Measure };

/** A figure that has to be reached. */
export interface Target {
  readonly name: string;
  /** What was measured. */
  readonly value: number;
  /** What it has to be, with the direction: `>= 4`, `> 1`, `<= 12`. */
  readonly target: string;
  readonly ok: boolean;
}

/** What a benchmark ends with; `--json` prints exactly this. */
export interface BenchReport {
  readonly name: string;
  readonly measures: Readonly<Record<string, Measure>>;
  readonly targets: readonly Target[];
}

/** Options of all benchmarks; each reads those that it lists, the others are 1. */
export interface BenchOptions {
  readonly rounds: number;
  readonly orders: number;
  readonly skus: number;
}
export type BenchOption = keyof BenchOptions;

/** One benchmark: a row of the table in bench.ts. */
export interface Benchmark {
  readonly name: string;
  /** One line for the list. */
  readonly summary: string;
  /** What it takes besides `--json`, with the default. */
  readonly options: Readonly<Partial<Record<BenchOption, { readonly help: string; readonly standard: number }>>>;
  /** Command lines behind `npm run bench --`, each with what it shows. */
  readonly examples: readonly (readonly [line: string, shows: string])[];
  /**
   * Measures and judges.
   *
   * @param options - Every listed option, given or by default.
   * @param progress - Called with one line for every step.
   */
  run(options: BenchOptions, progress: (line: string) => void): Promise<BenchReport>;
}
