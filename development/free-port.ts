import { createServer } from 'node:net';

/** A port of the loopback that nobody listens on now. Somebody may take it a moment later: whoever binds it says so. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') return reject(new Error('the loopback gave no port'));
      server.close(() => resolve(address.port));
    });
  });
}
