// Adds up the reports of all runs, and fails where a suite that must run reported no test or was skipped.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const [folder, runsFailed] = process.argv.slice(2);

/** Suites of the runs on real servers and in containers; each must report at least one passed test. */
const required = readFileSync(new URL('./real-suites.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean);

/** How a test is named that says what this machine does not have: told aloud, and neither passed nor failed. */
const NOT_RUN = /NOT RUN HERE: /;

/** Lines of a failure's message that are shown. */
const LINES = 6;

/** Each failed test of a report: the run, the file, the full name, and the first lines of its first message. */
const failuresOf = (run, { testResults }) =>
  testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(process.cwd(), name);
    const tests = assertionResults.filter((test) => test.status === 'failed');
    const told = tests.map(({ fullName, failureMessages }) => [
      `FAILED ${run}, ${file}: ${fullName}`,
      failureMessages[0],
    ]);
    // a file that could not be loaded, or whose hook failed, has a message of its own
    const whole = status === 'failed' && tests.length === 0 ? [[`FAILED ${run}, ${file}`, message]] : [];
    return [...told, ...whole].map(([head, text = '']) =>
      [
        head,
        ...text
          .split('\n')
          .slice(0, LINES)
          .map((line) => `    ${line}`),
      ].join('\n'),
    );
  });

const failures = [];
let passed = 0;
let failed = Number(runsFailed);
/** passed tests by file, of the runs that suites are required of */
const passedIn = new Map();
for (const run of ['node20', 'node24', 'real', 'containers']) {
  const report = JSON.parse(readFileSync(join(folder, `${run}.json`), 'utf8'));
  const skipped = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => `${relative(process.cwd(), name)}: ${fullName}`),
  );
  const notRun = skipped.filter((name) => NOT_RUN.test(name));
  failures.push(...failuresOf(run, report));
  passed += report.numPassedTests;
  failed += report.numFailedTests + skipped.length - notRun.length;
  process.stdout.write(
    `${run}: ${report.numPassedTests} passed, ${report.numFailedTests} failed, ${skipped.length} skipped\n`,
  );
  for (const name of notRun) process.stdout.write(`${name}\n`);
  for (const name of skipped.filter((one) => !notRun.includes(one)))
    process.stdout.write(`SKIPPED, counts as failed: ${name}\n`);
  if (run !== 'real' && run !== 'containers') continue;
  for (const { name, assertionResults } of report.testResults) {
    const count = assertionResults.filter(({ status }) => status === 'passed').length;
    passedIn.set(relative(process.cwd(), name), count);
  }
}
for (const suite of required) {
  const count = passedIn.get(suite) ?? 0;
  process.stdout.write(`  ${suite}: ${count} passed\n`);
  if (count === 0) failed += 1;
}

for (const failure of failures) process.stdout.write(`${failure}\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
