// One createService: everything between a route contract and a handler.
export * from './ports.ts';
