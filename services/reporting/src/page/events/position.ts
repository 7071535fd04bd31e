// How far a follower of facts has come, in each partition of each service: what a reconnect goes on from.
import { type ServiceName, services } from '@tributary/contracts';

/** Positions by partition, by service. A partition that is not in it stands at its beginning. */
export type Position = ReadonlyMap<ServiceName, readonly number[]>;

const RADIX = 36;

export const at = (position: Position, service: ServiceName, partition: number): number =>
  position.get(service)?.[partition] ?? 0;

/** The position with one partition further on. */
export function moved(position: Position, service: ServiceName, partition: number, pos: number): Position {
  const before = position.get(service) ?? [];
  const length = Math.max(before.length, partition + 1);
  const next = Array.from({ length }, (_, index) => (index === partition ? pos : (before[index] ?? 0)));
  return new Map([...position, [service, next]]);
}

/** As the id of an event: `strategy.0.5.a~registry.3`, in base 36. */
export const written = (position: Position): string =>
  [...position].map(([service, all]) => [service, ...all.map((pos) => pos.toString(RADIX))].join('.')).join('~');

/** @returns undefined for a text that is none */
export function readPosition(text: string): Position | undefined {
  if (!/^[a-z]+(?:\.[0-9a-z]{1,9})+(?:~[a-z]+(?:\.[0-9a-z]{1,9})+)*$/.test(text)) return undefined;
  const parts = text.split('~').map((part) => part.split('.'));
  const read = parts.flatMap(([name, ...all]) => {
    const service = services.find((one) => one === name);
    return service === undefined ? [] : [[service, all.map((pos) => Number.parseInt(pos, RADIX))] as const];
  });
  return read.length === parts.length ? new Map(read) : undefined;
}
