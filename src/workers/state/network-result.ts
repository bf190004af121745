import { AnomalensError } from '#src/core/errors';
import type { Range } from '#src/core/types';
import type { Vocabulary } from '#src/core/words/vocabulary';
import { destroyStorage } from '#src/gpu/buffers';
import type { ClassMap, Logits, ScoreMap } from '#src/gpu/compute';
import { secondLookKey } from '#src/methods/looks';
import type { RoadLikeness } from '#src/protocol/models';

/** Which network runs, and with which scalar inputs. */
export interface NetworkRun {
  modelId: string;
  scalars: Readonly<Record<string, number>>;
  /** What its input has in a second look; absent: that of the engine. */
  longSide?: number;
  /** What a network that answers to words is asked for. */
  words?: { vocabulary: Vocabulary; temperature: number };
}

/** What the channels of a result's logits stand for. */
export interface Channels {
  /** Names and colours `#rrggbb`, in their order; of a merged class also its first member. */
  list: readonly { name: string; colour: string; first?: string }[];
  /** How many of them, from the first on, are known classes; the others are prompts. */
  known: number;
}

/** By which a picture keeps what a run left: one look and a second one beside it. */
export function resultKey({ modelId, longSide }: NetworkRun): string {
  return longSide === undefined ? modelId : secondLookKey(modelId);
}

/** An output where our operations need it, and the same on the CPU. */
export interface PlacedOutput {
  tensor: Logits;
  values: Float32Array;
}

/** @throws AnomalensError `internal` for an output that the run was not asked for. */
export function outputOf(
  outputs: Readonly<Record<string, PlacedOutput>>,
  name: string,
): PlacedOutput {
  const output = outputs[name];
  if (!output) throw new AnomalensError('internal', `The network left no output "${name}".`);
  return output;
}

/** What one run of a network left for a picture. */
export class NetworkResult {
  /** Closed-set class per picture pixel, once something has asked for it. */
  classes: ClassMap | null = null;
  /** Class map with classes learnt in the page, those of the last rules that were asked for. */
  learnt: { key: string; map: ClassMap } | null = null;
  /** Residual norm on the picture grid, once something has asked for it. */
  residualNorm: ScoreMap | null = null;

  /**
   * @param outputs by the manifest's names. @param roadLikeness null where no class is road.
   * @param residualRange 1st and 99th percentile of the residual norm, where the network has it.
   * @param channels of the closed set's logits.
   */
  constructor(
    readonly run: NetworkRun,
    readonly outputs: Readonly<Record<string, PlacedOutput>>,
    readonly roadLikeness: RoadLikeness | null,
    readonly residualRange: Range | null,
    readonly channels: Channels,
  ) {}

  isOf(run: NetworkRun): boolean {
    return this.run.longSide === run.longSide && this.hasInputsOf(run);
  }

  /** Whether it is of the same network, scalar inputs and words, whichever look. */
  hasInputsOf(run: NetworkRun): boolean {
    const inputsOf = ({ modelId, scalars, words }: NetworkRun) =>
      JSON.stringify([modelId, scalars, words]);
    return inputsOf(this.run) === inputsOf(run);
  }

  release(): void {
    for (const { tensor } of Object.values(this.outputs))
      if ('buffer' in tensor) destroyStorage(tensor.buffer);
    this.classes?.release();
    this.learnt?.map.release();
    this.residualNorm?.release();
  }
}
