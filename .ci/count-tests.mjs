// Sums up the results of several runs of the tests and prints one line: node count-tests.mjs <folder> <failed stages>
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [, , folder = '.', stages = '0'] = process.argv;
const sum = { passed: 0, failed: 0, skipped: 0 };
for (const name of readdirSync(folder)) {
  const run = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  // A file that cannot be loaded has no tests that could fail.
  const unloaded = run.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  sum.passed += run.numPassedTests;
  sum.failed += run.numFailedTests + unloaded.length;
  sum.skipped += run.numPendingTests + run.numTodoTests;
}
// What is no test, such as a fault of the types, fails its stage.
if (Number(stages) > 0 && sum.failed === 0) sum.failed = Number(stages);
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed > 0 ? 1 : 0;
