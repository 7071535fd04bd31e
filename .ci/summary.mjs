// Adds up the reports of all runs, and fails where a suite that must run reported no test or was skipped.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const [folder, runsFailed] = process.argv.slice(2);

/** Suites of the runs on real servers, in containers and on a cluster; each must report at least one passed test. */
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

/** The report of a run, in which files that were run once more stand with what came of that. */
function reportOf(run) {
  const file = join(folder, `${run}.json`);
  if (!existsSync(file)) return { testResults: [], missing: true };
  const first = JSON.parse(readFileSync(file, 'utf8'));
  const second = join(folder, `${run}.again.json`);
  if (!existsSync(second)) return first;
  const again = new Map(JSON.parse(readFileSync(second, 'utf8')).testResults.map((result) => [result.name, result]));
  const replaced = first.testResults.filter(({ name }) => again.get(name)?.status === 'passed');
  for (const failure of failuresOf(run, { testResults: replaced }))
    process.stdout.write(`UNSTABLE, passed when it was run once more: ${failure}\n`);
  return { testResults: first.testResults.map((result) => again.get(result.name) ?? result) };
}

/** How many tests of a report ended so. */
const ended = ({ testResults }, status) =>
  testResults.flatMap(({ assertionResults }) => assertionResults).filter((test) => test.status === status).length;

/** How many files of a run are named that took longest. */
const SLOWEST = 8;
/** What takes less is not named, seconds. */
const LONG_S = 10;

/** The files of a report that took longest, each with its seconds. */
const slowestOf = ({ testResults }) =>
  testResults
    .map(({ name, startTime, endTime }) => [relative(process.cwd(), name), (endTime - startTime) / 1000])
    .filter(([, seconds]) => seconds >= LONG_S)
    .sort(([, a], [, b]) => b - a)
    .slice(0, SLOWEST)
    .map(([name, seconds]) => `  took ${seconds.toFixed(0)} s: ${name}`);

/** Failed tests, and files that failed as a whole. */
const failedIn = (report) =>
  ended(report, 'failed') +
  report.testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && assertionResults.every((test) => test.status !== 'failed');
  }).length;

const failures = [];
let passed = 0;
let failed = Number(runsFailed);
/** passed tests by file, of the runs that suites are required of */
const passedIn = new Map();
for (const run of ['tests', 'real', 'containers', 'cluster']) {
  // the one run that a machine may have had no time for: its suites are told aloud, by name
  if (run === 'cluster' && !existsSync(join(folder, 'cluster.json'))) continue;
  const report = reportOf(run);
  if (report.missing) {
    failures.push(`FAILED ${run}: it ended before its first test, as what it printed says`);
    failed += 1;
    continue;
  }
  const skipped = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => `${relative(process.cwd(), name)}: ${fullName}`),
  );
  const notRun = skipped.filter((name) => NOT_RUN.test(name));
  failures.push(...failuresOf(run, report));
  const counts = { passed: ended(report, 'passed'), failed: failedIn(report) };
  passed += counts.passed;
  failed += counts.failed + skipped.length - notRun.length;
  process.stdout.write(`${run}: ${counts.passed} passed, ${counts.failed} failed, ${skipped.length} skipped
`);
  for (const line of slowestOf(report))
    process.stdout.write(`${line}
`);
  for (const name of notRun) process.stdout.write(`${name}\n`);
  for (const name of skipped.filter((one) => !notRun.includes(one)))
    process.stdout.write(`SKIPPED, counts as failed: ${name}\n`);
  if (run === 'tests') continue;
  for (const { name, assertionResults } of report.testResults) {
    const count = assertionResults.filter(({ status }) => status === 'passed').length;
    passedIn.set(relative(process.cwd(), name), count);
  }
}
const noCluster = !existsSync(join(folder, 'cluster.json'));
for (const suite of required) {
  if (noCluster && suite.endsWith('.cluster.test.ts')) {
    process.stdout.write(`NOT RUN HERE: ${suite}: no Kubernetes cluster was ready\n`);
    continue;
  }
  const count = passedIn.get(suite) ?? 0;
  process.stdout.write(`  ${suite}: ${count} passed\n`);
  if (count === 0) failed += 1;
}

for (const failure of failures) process.stdout.write(`${failure}\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
