// What bundles leave out: its static files are found relative to its own folder, so it cannot be moved into a bundle.
export const external = ['@fastify/swagger-ui'];
