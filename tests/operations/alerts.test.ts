// Each alert says how bad it is and what to do, and has a case in which it fires and one in which it keeps still.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../platform/tributary.ts';
import { metricsIn } from './expressions.ts';
import { alertCases, alerts } from './files.ts';

describe('an alert', () => {
  it.each(alerts().map((alert) => [alert.alert, alert] as const))(
    '%s has a severity, a summary and a runbook',
    (_name, { labels, annotations }) => {
      expect(['critical', 'warning']).toContain(labels.severity);
      expect(annotations.summary).toMatch(/\{\{ \$(labels\.service|value)/);
      const runbook = annotations.runbook ?? '';
      expect([runbook, existsSync(join(root, runbook))]).toEqual([runbook, true]);
    },
  );

  it.each(alerts().map(({ alert }) => alert))('%s is seen to fire, and to keep still', (name) => {
    const expected = alertCases()
      .flatMap(({ alert_rule_test }) => alert_rule_test)
      .filter(({ alertname }) => alertname === name)
      .map(({ exp_alerts }) => exp_alerts.length > 0);
    expect(expected.sort()).toEqual([false, true]);
  });

  it('is named once, and no case is about another', () => {
    const names = alerts().map(({ alert }) => alert);
    expect(new Set(names).size).toBe(names.length);
    const asked = alertCases().flatMap(({ alert_rule_test }) => alert_rule_test.map(({ alertname }) => alertname));
    expect(asked.filter((name) => !names.includes(name))).toEqual([]);
  });
});

describe('the names in an expression', () => {
  it.each([
    ['sum by (service) (rate(a_count{status=~"5.."}[1h])) / sum(b) > 14.4 * 0.001', ['a_count', 'b']],
    ['histogram_quantile(0.99, sum by (le) (rate(c_bucket{service="$service"}[$__rate_interval])))', ['c_bucket']],
    ['max by (x) (changes(d[15m])) == 0 and up', ['d', 'up']],
  ])('of %s are its metrics', (expression, names) => {
    expect(metricsIn(expression)).toEqual(names);
  });
});
