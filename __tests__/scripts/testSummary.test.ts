import { describe, expect, it } from '@jest/globals';
import { type JestResult, summarise } from '../../scripts/lib/testSummary.ts';

function result(parts: Partial<JestResult>): JestResult {
  return {
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    numRuntimeErrorTestSuites: 0,
    testResults: [],
    ...parts,
  };
}

const SKIPPED: JestResult['testResults'] = [
  { name: 'a.test.ts', assertionResults: [{ status: 'pending', fullName: 'a is skipped' }] },
  { name: 'b.test.ts', assertionResults: [{ status: 'todo', fullName: 'b is announced' }] },
];

describe('summarise', () => {
  it('counts what Jest counts when all is well', () => {
    expect(summarise(result({ numPassedTests: 7 }), [])).toEqual({ passed: 7, failed: 0, notes: [] });
  });

  it('counts tests, files and checks that failed', () => {
    const summary = summarise(result({ numPassedTests: 7, numFailedTests: 2, numRuntimeErrorTestSuites: 1 }), ['lint']);

    expect(summary).toEqual({
      passed: 7,
      failed: 4,
      notes: ['failed: lint', 'failed: 1 test file(s) could not be run'],
    });
  });

  it('counts what was skipped or only announced, and names it', () => {
    const summary = summarise(result({ numPassedTests: 1, testResults: SKIPPED }), []);

    expect(summary).toEqual({
      passed: 1,
      failed: 2,
      notes: [
        'failed because it was not run: a is skipped (a.test.ts)',
        'failed because it was not run: b is announced (b.test.ts)',
      ],
    });
  });

  it('leaves alone what was not picked by name', () => {
    expect(summarise(result({ numPassedTests: 1, testResults: SKIPPED }), [], true).failed).toBe(0);
  });

  it('fails when there was nothing to run, or no result', () => {
    expect(summarise(result({}), []).failed).toBe(1);
    expect(summarise(undefined, ['build'])).toEqual({
      passed: 0,
      failed: 2,
      notes: ['failed: build', 'failed: Jest ended without a result'],
    });
  });
});
