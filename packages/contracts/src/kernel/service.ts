/** The five services, in the order of their ports. */
export const services = ['registry', 'initiatives', 'partnerships', 'strategy', 'reporting'] as const;
export type ServiceName = (typeof services)[number];

/** The topic that carries a service's events. */
export const topicOf = (service: ServiceName): string => `${service}.events`;
