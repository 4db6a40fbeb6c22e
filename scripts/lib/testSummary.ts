import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What Jest writes with `--json`, as far as it is needed. */
export interface JestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** Files that could not be run at all. */
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** What is printed at the end. */
export interface TestSummary {
  readonly passed: number;
  readonly failed: number;
  /** What counts as failed without being a test that failed, one line each. */
  readonly notes: readonly string[];
}

/**
 * Counts a run: checks that failed, files that did not start and tests that were skipped are failures too.
 *
 * @param result - undefined when Jest ended without one.
 * @param failedSteps - Names of the checks before the tests that failed.
 * @param byName - Whether tests were picked by name (`-t`); Jest then calls all others skipped.
 */
export function summarise(result: JestResult | undefined, failedSteps: readonly string[], byName = false): TestSummary {
  const notes = failedSteps.map((step) => `failed: ${step}`);
  if (!result) return { passed: 0, failed: notes.length + 1, notes: [...notes, 'failed: Jest ended without a result'] };
  const left = byName ? [] : leftOut(result);
  const broken = result.numRuntimeErrorTestSuites;
  const none = result.numPassedTests + result.numFailedTests + left.length + broken === 0;
  notes.push(...left.map((test) => `failed because it was not run: ${test}`));
  if (broken > 0) notes.push(`failed: ${broken} test file(s) could not be run`);
  if (none) notes.push('failed: there was no test to run');
  const failed = failedSteps.length + result.numFailedTests + left.length + broken + (none ? 1 : 0);
  return { passed: result.numPassedTests, failed, notes };
}

/** Tests that were skipped or only announced. */
function leftOut(result: JestResult): string[] {
  return result.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => ['pending', 'skipped', 'todo', 'disabled'].includes(status))
      .map(({ fullName }) => `${fullName} (${name})`),
  );
}

/** Arguments: the result file, `--step=NAME` per failed check, then what was handed to Jest. */
function main([file = '', ...rest]: readonly string[]): void {
  const steps = rest.filter((argument) => argument.startsWith('--step=')).map((argument) => argument.slice(7));
  const byName = rest.some((argument) => /^(-t|--testNamePattern)(=|$)/.test(argument));
  const result = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as JestResult) : undefined;
  const { passed, failed, notes } = summarise(result, steps, byName);
  process.stdout.write([...notes, `${passed} passed, ${failed} failed`, ''].join('\n'));
  process.exitCode = failed > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
