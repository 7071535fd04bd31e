import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { eventByType, eventsOf } from '../src/events.ts';
import { businessDateOf, defineEvent } from '../src/kernel/event.ts';
import { problemStatus, problemType } from '../src/kernel/problem.ts';
import { services, topicOf } from '../src/kernel/service.ts';
import { routesOf } from '../src/routes.ts';

const routes = Object.entries(routesOf).flatMap(([service, byName]) =>
  Object.entries(byName).map(([name, route]) => [`${service} ${name}`, service, route] as const),
);

describe('an event contract', () => {
  const drafted = defineEvent(
    'strategy.plan.drafted.v2',
    'A plan was drafted',
    z.strictObject({ code: z.string(), draftedOn: z.string() }),
    'draftedOn',
  );

  it('makes a fact that carries its type', () => {
    const data = { code: 'NDP-2028', draftedOn: '2026-06-30' };
    expect(drafted(data)).toEqual({ type: 'strategy.plan.drafted.v2', data });
  });

  it('knows its service and its aggregate from its type', () => {
    expect({ ...drafted }).toMatchObject({ service: 'strategy', aggregate: 'plan', summary: 'A plan was drafted' });
  });

  it('finds the business date of a fact, and none where there is none', () => {
    expect(businessDateOf(drafted, { draftedOn: '2026-06-30' })).toBe('2026-06-30');
    expect(businessDateOf(drafted, { draftedOn: 7 })).toBeUndefined();
    expect(businessDateOf(drafted, null)).toBeUndefined();
    expect(businessDateOf({ businessDate: undefined }, { draftedOn: '2026-06-30' })).toBeUndefined();
  });

  it('is found by its type in the catalogue, under the service that owns it', () => {
    for (const service of services) {
      for (const event of eventsOf[service]) {
        expect(event.service).toBe(service);
        expect(event.type).toMatch(/^[a-z-]+\.[a-z-]+\.[a-z-]+\.v[1-9]\d*$/);
        expect(eventByType(event.type)).toBe(event);
      }
    }
    expect(eventByType('strategy.plan.drafted.v2')).toBeUndefined();
    expect(topicOf('strategy')).toBe('strategy.events');
  });
});

describe('a route contract', () => {
  it.each(routes)('%s belongs to its service and says who may call it', (_name, service, route) => {
    expect(route.service).toBe(service);
    expect([...route.access.roles, ...route.access.self].length).toBeGreaterThan(0);
    expect(route.summary).toMatch(/^[A-Z]/);
  });

  it.each(routes)('%s checks exactly the parameters of its path', (_name, _service, route) => {
    const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const checked = route.params === undefined ? [] : Object.keys((route.params as z.ZodObject).shape);
    expect(checked).toEqual(inPath);
  });

  it.each(routes)('%s guards what it changes', (_name, _service, route) => {
    if (route.method === 'GET') expect(route.body).toBeUndefined();
    if (route.method === 'PUT' || route.method === 'PATCH') expect(route.precondition).not.toBe('none');
    if (route.method !== 'POST') expect(route.idempotency).toBe('ignored');
  });

  it.each(routes)('%s has a reply, and refusals that the catalogue knows, each once', (_name, _service, route) => {
    expect(Object.keys(route.reply).length).toBeGreaterThan(0);
    expect(new Set(route.problems).size).toBe(route.problems.length);
    for (const code of route.problems) expect(problemStatus[code]).toBeGreaterThanOrEqual(400);
  });

  it('is the only one under its method and path', () => {
    const addresses = routes.map(
      ([, service, { method, path }]) => `${method} ${service} ${path.replace(/\{\w+\}/g, '{}')}`,
    );
    expect(new Set(addresses).size).toBe(addresses.length);
  });
});

describe('a problem', () => {
  it('has a type of its own', () => {
    const types = (Object.keys(problemStatus) as (keyof typeof problemStatus)[]).map(problemType);
    expect(types).toContain('/problems/plan-not-ready');
    expect(new Set(types).size).toBe(types.length);
  });
});
