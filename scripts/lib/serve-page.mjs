/** The built page on 127.0.0.1, as a static host would serve it. */
import { inPage, serveFiles } from './file-server.mjs';
import { headersOf } from './headers.mjs';

/** How many ports are tried, the wanted one included. */
const PORTS_TRIED = 20;

/**
 * Takes the next free port where the wanted one is taken, and says so.
 * @param {string} dist
 * @param {number} port
 * @returns {Promise<import('./file-server.mjs').FileServer>}
 */
export async function servePage(dist, port, { say = console.error } = {}) {
  for (let tried = port; ; tried++) {
    try {
      return await serveFiles('/', (name) => inPage(dist, name), { headersOf, port: tried });
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!isTaken || tried + 1 === port + PORTS_TRIED) throw error;
      say(`Port ${tried} is in use, trying ${tried + 1}.`);
    }
  }
}
