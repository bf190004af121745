/**
 * The import of an AssemblyScript file under the query `?assembly` gives a WebAssembly module in base64, within
 * the script that imports it. The module is a few kilobytes, so a file of its own would be one more
 * request that can fail, wait or be forgotten by the service worker.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const QUERY = '?assembly';
const OPTIONS = ['--optimizeLevel', '3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];

/** @returns {import('vite').Plugin} */
export function assemblyScript() {
  let root = '';
  return {
    name: 'assembly-script',
    enforce: 'pre',
    configResolved(config) {
      root = config.root;
    },
    async load(id) {
      if (!id.endsWith(QUERY)) return null;
      const { base64, files } = await compile(root, id.slice(0, -QUERY.length));
      for (const file of files) this.addWatchFile(file);
      return { code: `export default ${JSON.stringify(base64)};`, moduleType: 'js', map: null };
    },
  };
}

/**
 * @param {string} root @param {string} entry
 * @throws Error with what the compiler complains about, warnings too.
 */
async function compile(root, entry) {
  const asc = await import('assemblyscript/asc'); // takes half a second, where there is something to compile
  /** @type {string[]} */
  const files = [];
  /** @type {Uint8Array[]} */
  const parts = [];
  /** @param {string} name The compiler tries several: what is not there is null. */
  const read = (name) => {
    const file = join(root, name);
    try {
      const text = readFileSync(file, 'utf8');
      files.push(file);
      return text;
    } catch {
      return null;
    }
  };
  const { error, stderr } = await asc.main(
    [relative(root, entry), '--outFile', 'module.wasm', ...OPTIONS],
    {
      readFile: read,
      writeFile: (_, contents) => void parts.push(/** @type {Uint8Array} */ (contents)),
      listFiles: () => [],
    },
  );
  const complaints = stderr.toString();
  if (error || complaints) throw new Error(`${entry}: ${complaints}`, { cause: error });
  return { base64: Buffer.concat(parts).toString('base64'), files };
}
