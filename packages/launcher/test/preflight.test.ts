import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FolderInUseError, lockFolder } from '@tributary/embedded';
import { HIGHEST_PUBLIC_PORT } from '@tributary/service-kit';
import { describe, expect, it } from 'vitest';
import { CannotStart, checkPorts, claimFolder, readStartOptions } from '../src/preflight.ts';
import { portOffsets, portsFrom } from '../src/process-table.ts';

const asked = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => readStartOptions(args, env, '/home/ana');

describe('what is asked of npm start', () => {
  it('is port 8080 and the usual folder unless told', () => {
    expect(asked([])).toEqual({
      help: false,
      folder: resolve('.tributary/sample'),
      port: 8080,
      trustedProxies: undefined,
      empty: false,
      acceptLoss: false,
    });
    expect(asked(['--accept-loss'])).toMatchObject({ acceptLoss: true, folder: resolve('.tributary/sample') });
    expect(asked(['--empty'], { TRIBUTARY_PORT: '9000' })).toMatchObject({
      empty: true,
      folder: resolve('.tributary/own'),
      port: 9000,
    });
  });

  it('takes a folder relative to where the command is given', () => {
    expect(asked(['--data', 'mine']).folder).toBe('/home/ana/mine');
    expect(asked(['--data=/srv/data', '--empty']).folder).toBe('/srv/data');
  });

  it.each(['0', '65530', 'eighty', '80.5', '0x50', '1e4', ' 80 ', '+80', '080'])(
    'refuses TRIBUTARY_PORT=%s in one sentence',
    (port) => {
      expect(() => asked([], { TRIBUTARY_PORT: port })).toThrow(
        new CannotStart(`TRIBUTARY_PORT is "${port}": it must be a port from 1 to ${HIGHEST_PUBLIC_PORT}.`),
      );
    },
  );

  it('leaves room for the port of every part', () => {
    expect(HIGHEST_PUBLIC_PORT + Math.max(...Object.values(portOffsets))).toBeLessThanOrEqual(65_535);
  });

  it('believes the proxies that are named, and refuses what names none in one sentence', () => {
    const proxies = (text: string) => asked([], { TRIBUTARY_TRUSTED_PROXIES: text }).trustedProxies;
    expect(proxies('127.0.0.1, uniquelocal,2001:db8::/32')).toEqual(['127.0.0.1', 'uniquelocal', '2001:db8::/32']);
    expect(proxies('')).toBeUndefined();
    expect(() => proxies('nginx')).toThrow(/^TRIBUTARY_TRUSTED_PROXIES is "nginx": it must be addresses, ranges/);
  });

  it.each([
    ['TRIBUTARY_BASE_CURENCY', 'write TRIBUTARY_BASE_CURRENCY, or unset it'],
    ['TRIBUTARY_TIMEZONE', 'write TRIBUTARY_TIME_ZONE, or unset it'],
    ['TRIBUTARY_ISSUER', 'check its spelling, or unset it'],
  ])('refuses %s, which it does not read, and names the one that was meant', (name, mend) => {
    expect(() => asked([], { [name]: 'USD' })).toThrow(
      new CannotStart(`${name} is not a variable of npm start: ${mend}.`),
    );
  });

  it('refuses what a service would refuse, before anything runs', () => {
    expect(() => asked([], { TRIBUTARY_BASE_CURRENCY: 'XXX', KAFKA_BROKERS: 'kafka:0' })).toThrow(
      new CannotStart(
        'KAFKA_BROKERS is "kafka:0": it must be host:port pairs parted by commas.\n' +
          'TRIBUTARY_BASE_CURRENCY is "XXX": it must be a currency code of ISO 4217.',
      ),
    );
  });

  it.each([['--emtpy'], ['--data'], ['--data='], ['folder']])('refuses %s and names the options', (arg) => {
    expect(() => asked([arg])).toThrow(
      new CannotStart(
        `npm start takes "-- --data DIR", "-- --empty", "-- --accept-loss" and "-- --help"; this was "${arg}".`,
      ),
    );
  });

  it.each(['--help', '-h'])('is only the help with %s', (arg) => {
    expect(asked([arg]).help).toBe(true);
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

describe('the folder', () => {
  it('of a platform, or of servers alone, is refused to a second one, which leaves no trace in it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'claim-'));
    const release = await lockFolder(folder);
    await expect(claimFolder(folder)).rejects.toThrow(FolderInUseError);
    await release();
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  });

  it('is held as long as the process lives', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'claim-'));
    await claimFolder(folder);
    await expect(claimFolder(folder)).rejects.toThrow(FolderInUseError);
    await rm(folder, { recursive: true });
  });
});
