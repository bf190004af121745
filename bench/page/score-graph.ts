/**
 * Our scores as operators of an ONNX graph (bench/make_score_graph.py), on onnxruntime's
 * WebAssembly path.
 */
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import type { Size } from '#src/core/types';
import type { LogitsData } from '#src/gpu/ops/scores/cpu';

/** Whole logits only: the graph has no crop. */
export async function openScoreGraph(logits: LogitsData, target: Size) {
  const ort = await import('onnxruntime-web/webgpu');
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = { wasm: wasmUrl };
  const response = await fetch('score-graph.onnx');
  if (!response.ok) return null;
  const session = await ort.InferenceSession.create(new Uint8Array(await response.arrayBuffer()), {
    executionProviders: ['wasm'],
  });
  const rows = Math.floor(logits.grid.height / logits.stride);
  const columns = Math.floor(logits.grid.width / logits.stride);
  const cropped = new Float32Array(logits.classes * rows * columns);
  for (let line = 0, offset = 0; line < logits.classes * rows; line++, offset += columns) {
    const start = (Math.floor(line / rows) * logits.height + (line % rows)) * logits.width;
    cropped.set(logits.data.subarray(start, start + columns), offset);
  }
  const sizes = BigInt64Array.from([1, logits.classes, target.height, target.width].map(BigInt));
  const feeds = {
    logits: new ort.Tensor('float32', cropped, [1, logits.classes, rows, columns]),
    sizes: new ort.Tensor('int64', sizes, [4]),
  };
  return {
    run: async () => {
      const { scores } = await session.run(feeds);
      return scores?.data as Float32Array;
    },
    release: () => session.release(),
  };
}
