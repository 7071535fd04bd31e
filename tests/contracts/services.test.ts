// The list of services stands in the contracts; what cannot read it there is held against it here.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ServiceName, services } from '@tributary/contracts';
import { services as audiences } from '@tributary/embedded';
import { portOffsets } from '@tributary/launcher/process-table';
import { describe, expect, it } from 'vitest';
import { root } from '../platform/tributary.ts';

const sorted = (names: Iterable<string>) => [...names].sort();
const all = sorted(services);
const text = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const named = (pattern: RegExp, source: string) => sorted([...source.matchAll(pattern)].map(([, name = '']) => name));

describe('the list of services', () => {
  it('is the folders', () => {
    expect(sorted(readdirSync(join(root, 'services')))).toEqual(all);
  });

  it('is the audiences of the embedded issuer, which depends on no other package', () => {
    expect(sorted(audiences)).toEqual(all);
  });

  it('is what the tests of the whole declare', () => {
    const { dependencies } = JSON.parse(text('tests', 'package.json')) as { dependencies: Record<string, string> };
    for (const service of services) expect(Object.keys(dependencies)).toContain(`@tributary/${service}`);
  });

  it('is the descriptions that are committed', () => {
    const described = readdirSync(join(root, 'packages/contracts/generated/openapi'));
    expect(sorted(described.map((file) => file.replace('.json', '')))).toEqual(all);
  });

  it('is the table of the README, with the internal ports that it names', () => {
    const readme = text('README.md');
    expect(named(/^\| (\w+) +\| .* `\/\w+\/docs` +\|$/gm, readme)).toEqual(all);
    const internal = (service: ServiceName) => 8080 + portOffsets[`${service}Internal`];
    expect(readme).toContain(`${internal('registry')} for the registry to ${internal('reporting')} for reporting`);
  });

  it.each(services)('has %s under its own name in its package and its process', (service) => {
    expect(JSON.parse(text('services', service, 'package.json'))).toMatchObject({ name: `@tributary/${service}` });
    expect(existsSync(join(root, 'services', service, 'src/service.ts'))).toBe(true);
    expect(named(/runService\(compose, '(\w+)'\)/g, text('services', service, 'src/main.ts'))).toEqual([service]);
  });
});
