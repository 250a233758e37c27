// A vitest reporter that writes how the run ended as numbers, to the file named by TOYMODELS_COUNTS.
// Errors outside of any test (a file that does not load, an unhandled rejection) count as failures.

import { writeFileSync } from 'node:fs';

export default class CountReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   * @param {import('vitest/node').TestRunEndReason} reason
   */
  onTestRunEnd(modules, unhandledErrors, reason) {
    const file = process.env['TOYMODELS_COUNTS'];
    if (file === undefined) return;
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0, reason };
    for (const module of modules) {
      counts.failed += module.errors().length;
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') counts.passed += 1;
        else if (state === 'skipped') counts.skipped += 1;
        else counts.failed += 1; // failed, or pending: begun and never finished
      }
    }
    writeFileSync(file, JSON.stringify(counts));
  }
}
