// How far something is: a bar on a terminal, and lines elsewhere that are few.
import { describe, expect, it } from 'vitest';
import { progressOn } from '../src/progress.ts';

function sink(isTTY: boolean) {
  const written: string[] = [];
  return { written, isTTY, write: (text: string) => written.push(text) };
}

describe('progress', () => {
  it('on a terminal is one line that is written again', () => {
    const terminal = sink(true);
    const progress = progressOn(terminal);
    progress.show('reporting 2r1 filled:', 1_500, 3_000);
    progress.show('reporting 2r1 filled:', 3_000, 3_000);
    progress.end();
    const lineOf = (bar: string, done: string) => `\r\x1b[K[${bar}] reporting 2r1 filled: ${done} of 3,000 events`;
    expect(terminal.written).toEqual([
      lineOf('#'.repeat(15) + '.'.repeat(15), '1,500'),
      lineOf('#'.repeat(30), '3,000'),
      '\n',
    ]);
  });

  it('elsewhere is a line for each tenth, without a sign that moves', () => {
    const file = sink(false);
    const progress = progressOn(file);
    for (let done = 0; done <= 1_000; done += 1) progress.show('filled:', done, 1_000);
    progress.end();
    expect(file.written).toHaveLength(11);
    expect(file.written.slice(0, 2)).toEqual(['filled: 0 of 1,000 events\n', 'filled: 100 of 1,000 events\n']);
  });

  it('counts what it is told to count', () => {
    const file = sink(false);
    progressOn(file).show('Country:', 2, 14, 'organisations');
    expect(file.written).toEqual(['Country: 2 of 14 organisations\n']);
  });

  it('of what nobody knows the end of is a count', () => {
    const file = sink(false);
    progressOn(file).show('filled:', 12, null);
    expect(file.written).toEqual(['filled: 12 events\n']);
  });
});
