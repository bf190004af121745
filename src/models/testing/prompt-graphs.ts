/** The networks of scripts/make-prompt-graphs.py, for specs in a browser. */
import type { InferencePath } from '#src/core/types';
import { type PromptModelEntry, parseManifest } from '#src/models/manifest';
import { promptPool } from '#src/models/pools';
import { PromptNetwork } from '#src/models/prompt-network';
import manifests from '#src/models/testing/prompt-graphs/models.json';

const files = import.meta.glob<string>('./prompt-graphs/*.{onnx,json}', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** `own` as this project trains them, `sam` with the signature of the published exports. */
export type GraphSet = keyof typeof manifests;
export const GRAPH_SETS = Object.keys(manifests) as GraphSet[];

/** The manifest's entries, encoder, decoder and generator. */
export function entriesOf(set: GraphSet): PromptModelEntry[] {
  const { models } = parseManifest({ schemaVersion: 1, models: manifests[set] });
  return models.filter((entry): entry is PromptModelEntry => entry.kind !== 'segmenter');
}

export async function fileOf(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const url = files[`./prompt-graphs/${name}`];
  if (!url) throw new Error(`There is no graph ${name}.`);
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
}

/** All networks of a set, by id. */
export async function openGraphs(
  set: GraphSet,
  path: InferencePath,
  device: GPUDevice | null,
): Promise<Record<string, PromptNetwork>> {
  const pool = promptPool(path, device);
  const opened: Record<string, PromptNetwork> = {};
  for (const entry of entriesOf(set))
    opened[entry.id] = new PromptNetwork({ entry, bytes: await fileOf(entry.file) }, pool);
  return opened;
}
