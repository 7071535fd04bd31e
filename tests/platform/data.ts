// Where the official lists and real files of the long suites are; the product never reads them.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { root } from './tributary.ts';

/** The folder of test data: TRIBUTARY_TEST_DATA, else `../shared/data` beside the checkout. @throws when it is missing */
export function testData(...path: string[]): string {
  const folder = process.env['TRIBUTARY_TEST_DATA'] ?? resolve(root, '../shared/data');
  if (!existsSync(folder)) throw new Error(`the official lists are needed at ${folder}`);
  return resolve(folder, ...path);
}
