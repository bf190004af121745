/** What bench/run.mjs calls in the page. */
import type { Size } from '#src/core/types';
import { openSimd } from '#src/gpu/simd/module';
import { alternatives, type Comparison } from './alternatives';
import type { Row } from './measure';
import { ownNetwork } from './own-network';
import { loadNetwork, loadScene } from './scene';
import { scoreToMask, type TimedRow } from './score-to-mask';
import { softwareGpu } from './software-gpu';
import { stages } from './stages';

const LONG_SIDE = 768;

export interface SizeReport {
  rows: Row[];
  comparisons: Comparison[];
}

const bench = {
  processor: async (size: Size): Promise<SizeReport> => {
    const network = await loadNetwork();
    const scene = await loadScene(network, size, LONG_SIDE);
    const simd = openSimd();
    if (!simd) throw new Error('WebAssembly SIMD does not run here.');
    return {
      rows: await stages(network, scene, LONG_SIDE, simd),
      comparisons: await alternatives(scene, simd),
    };
  },
  scoreToMask: (): Promise<TimedRow[]> => scoreToMask(LONG_SIDE),
  ownNetwork,
  softwareGpu: async (): Promise<Row[]> => softwareGpu(await loadNetwork()),
};

declare global {
  interface Window {
    bench: typeof bench;
  }
}

window.bench = bench;
