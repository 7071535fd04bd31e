import { describe, expect, it } from 'vitest';
import { boxed, readyLine } from '../src/console.ts';

describe('what a person sees', () => {
  it('is one line per part that serves', () => {
    expect(readyLine('strategy', 'http://127.0.0.1:8084', 1234)).toBe(
      '  ✓ strategy           http://127.0.0.1:8084        1.2 s',
    );
  });

  it('is a frame as wide as its longest line', () => {
    expect(boxed(['a', 'longer'])).toBe('┌──────────┐\n│  a       │\n│  longer  │\n└──────────┘');
  });
});
