// The mechanics of events: one guarded write, a journal that numbers, Kafka that carries, views that join when asked.
export { isTransient } from './consume/failure.ts';
export * from './cut-points.ts';
export { uuidv7 } from './ids.ts';
export * from './ports.ts';
