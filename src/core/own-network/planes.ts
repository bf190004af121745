/** What a network gives, before and after its meaning is known. */
import type { Size } from '#src/core/types';

/** Numbers with their shape, as they left the runtime. */
export interface OutputTensor {
  data: Float32Array;
  dims: readonly number[];
}

/** `[classes, height, width]`: their softmax are the network's probabilities. */
export interface LogitPlanes extends Size {
  classes: number;
  data: Float32Array;
}
