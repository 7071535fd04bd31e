// What operators look at: alerts, dashboards and runbooks, as they are committed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../platform/tributary.ts';

export const infra = (...path: string[]): string => join(root, 'infra', ...path);

export interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity?: string };
  readonly annotations: { readonly summary?: string; readonly runbook?: string };
}

const yaml = <T>(...path: string[]): T => parse(readFileSync(infra(...path), 'utf8')) as T;

/** Every alert of every group. */
export const alerts = (): readonly Alert[] =>
  yaml<{ groups: readonly { rules: readonly Alert[] }[] }>('prometheus', 'alerts.yaml').groups.flatMap(
    ({ rules }) => rules,
  );

export interface AlertCase {
  readonly name: string;
  readonly alert_rule_test: readonly { readonly alertname: string; readonly exp_alerts: readonly unknown[] }[];
}

/** The cases that promtool runs. */
export const alertCases = (): readonly AlertCase[] =>
  yaml<{ tests: readonly AlertCase[] }>('prometheus', 'alerts.test.yaml').tests;

export interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** Every dashboard. */
export const dashboards = (): readonly Dashboard[] =>
  readdirSync(infra('grafana', 'dashboards')).map(
    (file) => JSON.parse(readFileSync(infra('grafana', 'dashboards', file), 'utf8')) as Dashboard,
  );

export const runbooks = (): readonly string[] => readdirSync(infra('runbooks')).filter((file) => file.endsWith('.md'));
