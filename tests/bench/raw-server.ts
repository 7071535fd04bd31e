// The raw side of the ratios: bare Fastify, a bare insertOne, and bytes that are there already.
import fastify from 'fastify';
import mongoose from 'mongoose';

const [mongoUrl = '', reportFile = ''] = process.argv.slice(2);
const { readFile } = await import('node:fs/promises');
const bytes = await readFile(reportFile);
const connection = await mongoose.createConnection(mongoUrl, { dbName: 'raw' }).asPromise();
const Thing = connection.model('Thing', new mongoose.Schema({}, { strict: false }));
const app = fastify();
app.post('/things', async (request, reply) => {
  const { insertedId } = await Thing.collection.insertOne(request.body as object, {
    writeConcern: { w: 'majority', j: true },
  });
  return reply.code(201).send({ id: insertedId });
});
app.get('/report', async (_request, reply) => reply.type('application/json').send(bytes));
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`);
