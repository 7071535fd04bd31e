// The alerts as Prometheus itself reads them: promtool checks the rules and plays every case.
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { alertCases, alerts, infra } from './files.ts';

const promtool = (...args: readonly string[]) =>
  execFileSync(process.env['PROMTOOL'] ?? 'promtool', [...args], { encoding: 'utf8', stdio: 'pipe' });

describe('promtool', () => {
  it('takes the rules', () => {
    expect(promtool('check', 'rules', infra('prometheus', 'alerts.yaml'))).toContain(`${alerts().length} rules found`);
  });

  it('sees each alert fire where it should, and keep still where it should not', () => {
    expect(alertCases().length).toBe(2 * alerts().length);
    expect(promtool('test', 'rules', infra('prometheus', 'alerts.test.yaml'))).toContain('SUCCESS');
  });
});
