/** Sessions of several networks on one device, made and released between each other's runs. */
import { expect, test } from 'vitest';
import { testDevice, withoutGpuErrors } from '#src/gpu/testing/device';
import { loadChain, type OpenChain, openChain } from '#src/models/testing/open-chain';
import { fixtureInput } from './self-check';
import { createSession, readOutput, type SessionOutput } from './session';

const SIZE = { width: 96, height: 64 };
const LOGITS = (19 * SIZE.width * SIZE.height) / 16;

test('a network computes the same after another was loaded, has run and was released', async () => {
  const device = await testDevice();
  const files = await loadChain('base');
  const image = fixtureInput(SIZE.width, SIZE.height, files.entry.input);
  const logitsOf = async (chain: OpenChain, id: string) => {
    const values = await chain.run(image);
    return [...(await readOutput(device, values[`${id}/logits`] as SessionOutput, LOGITS))];
  };
  await withoutGpuErrors(device, async () => {
    const base = await openChain(files, SIZE, 'webgpu', device);
    const first = await logitsOf(base, 'base');
    const [link] = (await loadChain('max-entropy')).links.slice(-1);
    if (!link) throw new Error('The chain has no last link.');
    const other = await createSession({ ...link, input: SIZE, path: 'webgpu', device });
    expect(await logitsOf(base, 'base')).toEqual(first);
    const maps = await base.run(image);
    const feeds = link.entry.inputs.map(({ name, from }) => [name, maps[from]]);
    await other.run(Object.fromEntries(feeds), SIZE);
    expect(await logitsOf(base, 'base')).toEqual(first);
    await other.release();
    expect(await logitsOf(base, 'base')).toEqual(first);
    await base.release();
  });
});
