/** What the engine is started with and what it says of itself. */
import type { ComputePath, InferencePath } from '#src/core/types';
import type { KnownMasks, KnownNetwork } from '#src/protocol/own-network';

export interface EngineOptions {
  inference: InferencePath | 'auto';
  compute: ComputePath | 'auto';
  /** Long side of the network input in pixels, a multiple of 32. */
  longSide: number;
  /** That of a second look, a larger multiple of 32; by default twice the first. */
  secondLook?: number;
  /** Threads of networks on WebAssembly, 1 to 8; by default as many as find a free core. */
  threads?: number | 'auto';
  /** Absolute URL of the folder that holds `manifest.json` and the models. */
  modelsUrl: string;
  /** Networks that a worker before this one has opened. */
  networks?: KnownNetwork[];
  /** A segmenter that a worker before this one has opened. */
  masks?: KnownMasks | null;
  /** Accept `simulateFault`. Only tests set it. */
  allowFaults?: boolean;
}

export interface EngineInfo {
  inference: InferencePath;
  compute: ComputePath;
  /** Vendor and architecture of the adapter, or null without WebGPU. */
  adapter: { vendor: string; architecture: string; description: string; software: boolean } | null;
  /**
   * Why a path other than WebGPU was taken, for the notice; null when both run on hardware WebGPU.
   */
  fallbackReason: string | null;
  /** How many decoded pictures the worker keeps. */
  keptPictures: number;
  versions: { anomalens: string; onnxruntime: string };
}
