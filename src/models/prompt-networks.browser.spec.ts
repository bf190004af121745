/** Networks with several named inputs through onnxruntime-web, and what is refused of them. */
import { expect, it } from 'vitest';
import { testDevice } from '#src/gpu/testing/device';
import type { PromptModelEntry } from '#src/models/manifest';
import type { PromptNetwork } from '#src/models/prompt-network';
import { entriesOf, fileOf, GRAPH_SETS, openGraphs } from '#src/models/testing/prompt-graphs';
import { parseTensorFixture, tensorSelfCheck } from './prompt-self-check';
import { createTensorSession } from './tensor-session';

const FRAME = { width: 96, height: 64 };

async function fixtureOf(entry: ReturnType<typeof entriesOf>[number]) {
  return parseTensorFixture(
    JSON.parse(new TextDecoder().decode(await fileOf(entry.selfCheck.file))),
    entry,
  );
}

it.each(
  GRAPH_SETS.flatMap((set) => (['wasm', 'webgpu'] as const).map((path) => [set, path] as const)),
)('the networks of "%s" compute on %s what PyTorch has stored', async (set, path) => {
  const networks = await openGraphs(set, path, path === 'webgpu' ? await testDevice() : null);
  for (const network of Object.values(networks)) {
    const { maxDifference, tolerance } = await tensorSelfCheck(
      network,
      await fixtureOf(network.entry),
    );
    expect(maxDifference, network.entry.title).toBeLessThanOrEqual(tolerance);
    expect(maxDifference, network.entry.title).toBeGreaterThanOrEqual(0);
    await network.release();
  }
});

it('another number in the fixture raises the alarm', async () => {
  const network = (await openGraphs('own', 'wasm', null))['mask-decoder'] as PromptNetwork;
  const fixture = await fixtureOf(network.entry);
  const base64 = btoa(String.fromCharCode(...new Uint8Array(Float32Array.of(0.8).buffer)));
  fixture.outputs.iou_predictions = { shape: [1, 1, 1], step: 1, base64 };
  await expect(tensorSelfCheck(network, fixture)).rejects.toMatchObject({
    code: 'model-self-check',
  });
});

it('a file of another kind than the manifest says is refused', async () => {
  const [encoder, decoder] = entriesOf('own') as [PromptModelEntry, PromptModelEntry];
  const bytes = await fileOf(encoder.file);
  await expect(
    createTensorSession({ entry: decoder, bytes, frame: FRAME, device: null }),
  ).rejects.toMatchObject({
    code: 'model-invalid',
    message: 'own-decoder: its "image_embeddings" is not a float32 input that the manifest names.',
  });
});

it('a fixture without an input that the network takes is refused', async () => {
  const [, decoder] = entriesOf('own') as [PromptModelEntry, PromptModelEntry];
  const { point_labels: _left, ...inputs } = (await fixtureOf(decoder)).inputs;
  const stored = JSON.parse(new TextDecoder().decode(await fileOf(decoder.selfCheck.file)));
  expect(() => parseTensorFixture({ ...stored, inputs }, decoder)).toThrow(
    'The self-check of own-decoder lacks point_labels.',
  );
});
