/** Sessions of several networks on one device, made and released between each other's runs. */
import { expect, test } from 'vitest';
import { testDevice, withoutGpuErrors } from '#src/gpu/testing/device';
import { parseManifest, segmenterById } from './manifest';
import { fixtureInput } from './self-check';
import { createSession, readOutput, type Session, type SessionOutput } from './session';

const SIZE = { width: 96, height: 64 };
const LOGITS = (19 * SIZE.width * SIZE.height) / 16;

test('a network computes the same after another was loaded, has run and was released', async () => {
  const device = await testDevice();
  const manifest = parseManifest(await (await fetch('/models/manifest.json')).json());
  const image = fixtureInput(SIZE.width, SIZE.height, segmenterById(manifest, 'base-road').input);
  const open = async (id: string): Promise<Session> => {
    const entry = segmenterById(manifest, id);
    const bytes = new Uint8Array(await (await fetch(`/models/${entry.file}`)).arrayBuffer());
    return createSession({ entry, bytes, input: SIZE, path: 'webgpu', device });
  };
  const logitsOf = async (session: Session) => {
    const { logits } = await session.run(image, SIZE);
    return [...(await readOutput(device, logits as SessionOutput, LOGITS))];
  };
  await withoutGpuErrors(device, async () => {
    const base = await open('base-road');
    const first = await logitsOf(base);
    const other = await open('max-entropy');
    expect(await logitsOf(base)).toEqual(first);
    await logitsOf(other);
    expect(await logitsOf(base)).toEqual(first);
    await other.release();
    expect(await logitsOf(base)).toEqual(first);
    await base.release();
  });
});
