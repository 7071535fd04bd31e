// Prints the test files that failed in a report, one a line; nothing where there is no report.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

const [report] = process.argv.slice(2);
const { testResults } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { testResults: [] };
for (const { name, status } of testResults)
  if (status === 'failed') process.stdout.write(`${relative(process.cwd(), name)}\n`);
