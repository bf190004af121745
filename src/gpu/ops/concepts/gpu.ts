import { createStorage, destroyStorage, uploadStorage } from '#src/gpu/buffers';
import { Kernel, submitPass, uniform } from '#src/gpu/kernel';
import type { LogitsBuffer } from '#src/gpu/ops/scores/gpu';
import { type ConceptColumn, checkColumns } from './columns';
import code from './kernel.wgsl?raw';

export type ConceptsGpu = (
  similarities: LogitsBuffer,
  columns: readonly ConceptColumn[],
  temperature: number,
) => GPUBuffer;

/** Where each column's concepts begin and end in `members`, and its offset, four bytes each. */
function packColumns(columns: readonly ConceptColumn[]) {
  const floats = new Float32Array(columns.length * 3);
  const words = new Uint32Array(floats.buffer);
  const members: number[] = [];
  for (const [c, { concepts, offset }] of columns.entries()) {
    words[3 * c] = members.length;
    members.push(...concepts);
    words[3 * c + 1] = members.length;
    floats[3 * c + 2] = offset;
  }
  return { packed: floats, members: Uint32Array.from(members) };
}

/**
 * Builds the operation; each call returns logits `[columns, h, w]` float32 in a buffer that the caller owns.
 * A call throws AnomalensError `internal` for columns that `checkColumns` refuses.
 */
export async function createConcepts(device: GPUDevice): Promise<ConceptsGpu> {
  const kernel = await Kernel.create(device, 'concepts', code);
  return (similarities, columns, temperature) => {
    const { classes, width, height } = similarities;
    checkColumns(classes, columns, temperature);
    const plane = width * height;
    const words = new Uint32Array([plane, columns.length, 0]);
    new Float32Array(words.buffer)[2] = temperature;
    const { packed, members } = packColumns(columns);
    const params = uniform(device, 'concepts params', words.buffer);
    const list = uploadStorage(device, 'concepts columns', packed);
    const places = uploadStorage(device, 'concepts members', members);
    const logits = createStorage(device, 'concepts logits', columns.length * plane * 4);
    const source = { buffer: similarities.buffer, size: classes * plane * 4 };
    submitPass(device, 'concepts', (pass) =>
      kernel.record(pass, [params, source, list, places, logits], columns.length * plane),
    );
    for (const buffer of [list, places]) destroyStorage(buffer);
    params.destroy();
    return logits;
  };
}
