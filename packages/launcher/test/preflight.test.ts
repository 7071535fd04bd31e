import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { CannotStart, checkPorts, readAsked } from '../src/preflight.ts';
import { portsFrom } from '../src/process-table.ts';

describe('what is asked of npm start', () => {
  it('is port 8080 and the folder with sample data unless told', () => {
    expect(readAsked([], {})).toEqual({ empty: false, port: 8080, trustedProxies: undefined });
    expect(readAsked(['--empty'], { TRIBUTARY_PORT: '9000' })).toMatchObject({ empty: true, port: 9000 });
  });

  it.each(['0', '65530', 'eighty', '80.5', ''])('refuses TRIBUTARY_PORT=%s in one sentence', (port) => {
    expect(() => readAsked([], { TRIBUTARY_PORT: port })).toThrow(
      /^TRIBUTARY_PORT is .*; it must be a port from 1 to \d+\.$/,
    );
  });

  it('believes the proxies that are named, and refuses what names none in one sentence', () => {
    const asked = (text: string) => readAsked([], { TRIBUTARY_TRUSTED_PROXIES: text }).trustedProxies;
    expect(asked('127.0.0.1, uniquelocal,2001:db8::/32')).toEqual(['127.0.0.1', 'uniquelocal', '2001:db8::/32']);
    expect(asked('')).toBeUndefined();
    expect(() => asked('nginx')).toThrow(
      new CannotStart(
        'TRIBUTARY_TRUSTED_PROXIES is nginx; it must be addresses, ranges such as 10.0.0.0/8, or loopback, parted by commas.',
      ),
    );
  });

  it('refuses an option that it does not know', () => {
    expect(() => readAsked(['--emtpy'], {})).toThrow(
      new CannotStart('npm start takes only "-- --empty"; this was "--emtpy".'),
    );
  });

  it('names the port that is taken and the part that needs it', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const address = holder.address();
    const taken = typeof address === 'object' && address !== null ? address.port : 0;
    const ports = { ...portsFrom(1), mongo: taken };
    const others = Object.fromEntries(Object.entries(ports).filter(([name]) => name === 'mongo')) as typeof ports;
    await expect(checkPorts(others)).rejects.toThrow(
      `Port ${taken}, which the embedded MongoDB server needs, is taken`,
    );
    await new Promise((resolve) => holder.close(resolve));
    await expect(checkPorts(others)).resolves.toBeUndefined();
  });

  it('finds the public port taken on either loopback address', async ({ skip }) => {
    const holder = createServer();
    const failure = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      holder.once('error', resolve);
      holder.listen(0, '::1', () => resolve(undefined));
    });
    if (failure !== undefined) skip('the machine has no IPv6 loopback');
    const { port } = holder.address() as AddressInfo;
    const ports = (name: string) => ({ [name]: port }) as unknown as ReturnType<typeof portsFrom>;
    await expect(checkPorts(ports('frontDoor'))).rejects.toThrow(
      `Port ${port}, which the public address needs, is taken`,
    );
    await expect(checkPorts(ports('strategyInternal'))).resolves.toBeUndefined();
    await new Promise((resolve) => holder.close(resolve));
  });

  it('names the internal listener whose port is taken', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as AddressInfo;
    const ports = { strategyInternal: port } as unknown as ReturnType<typeof portsFrom>;
    await expect(checkPorts(ports)).rejects.toThrow(
      `Port ${port}, which the internal listener of the strategy service needs`,
    );
    await new Promise((resolve) => holder.close(resolve));
  });
});
