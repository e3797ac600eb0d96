import { createServer, type Server } from 'node:net';

/** Ports of the loopback that nobody listens on now, all different. Somebody may take one a moment later: whoever binds it says so. */
export async function findFreePorts(count: number): Promise<readonly number[]> {
  // All are held before any is given back, so none is found twice.
  const held = await Promise.all(Array.from({ length: count }, holdPort));
  const ports = held.map((server) => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the loopback gave no port');
    return address.port;
  });
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

export async function findFreePort(): Promise<number> {
  const [port = 0] = await findFreePorts(1);
  return port;
}

function holdPort(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
