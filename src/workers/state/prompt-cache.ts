import type { OutputTensor } from '#src/core/own-network/planes';
import type { ScoredBox } from '#src/core/prompts/boxes';
import type { Prompt } from '#src/core/prompts/prompt';
import type { Box, NetworkGrid } from '#src/core/types';
import type { MaskWindow } from '#src/gpu/ops/mask-paint/window';
import type { Tensor } from '#src/models/tensor-session';

/** What the decoder drew for one prompt. */
export interface DecodedMask {
  /** Null for an empty mask. */
  window: MaskWindow | null;
  /** 0..1 */
  predictedIou: number;
  /** On the picture grid: pixels, bounds, 8-connected parts. */
  area: number;
  maskBox: Box | null;
  fragments: number;
}

/** Masks kept per picture; moved boxes leave one at every stop. */
const MOST_MASKS = 600;

let lastRevision = 0;

/**
 * What prompting leaves with a picture, so that another box costs one run of the decoder and
 * another threshold none.
 */
export class PromptCache {
  /** Embedding of the whole picture, `[1, channels, h, w]`, and how it lies in the frame. */
  embedding: { tensor: Tensor; grid: NetworkGrid } | null = null;
  /** As `embedding`, of a person's own segmenter, by its encoder's outputs. */
  ownEmbedding: { tensors: Record<string, OutputTensor>; grid: NetworkGrid } | null = null;
  /** Boxes of the generator before any threshold of the user, by id of the source method. */
  readonly candidates = new Map<string, ScoredBox[]>();
  /** By `promptKey`; least recently used first. */
  readonly #masks = new Map<string, DecodedMask>();
  /**
   * Prompts that a person has made or changed, by `scoreKey` of the settings that they stand for.
   */
  readonly #edits = new Map<string, { prompts: readonly Prompt[]; revision: number }>();

  mask(key: string): DecodedMask | null {
    const mask = this.#masks.get(key);
    if (!mask) return null;
    this.#masks.delete(key);
    this.#masks.set(key, mask);
    return mask;
  }

  keepMask(key: string, mask: DecodedMask): void {
    this.#masks.set(key, mask);
    if (this.#masks.size > MOST_MASKS) this.#masks.delete([...this.#masks.keys()][0] as string);
  }

  /** Null: the prompts are the generator's. */
  editsOf(scoreKey: string): { prompts: readonly Prompt[]; revision: number } | null {
    return this.#edits.get(scoreKey) ?? null;
  }

  /** Other prompts make another score: each edit has a revision of its own. */
  setEdits(scoreKey: string, prompts: readonly Prompt[] | null): void {
    if (prompts) this.#edits.set(scoreKey, { prompts, revision: ++lastRevision });
    else this.#edits.delete(scoreKey);
  }

  /** Another segmenter draws other masks. */
  forgetMasks(): void {
    this.embedding = null;
    this.ownEmbedding = null;
    this.#masks.clear();
  }

  clear(): void {
    this.forgetMasks();
    this.candidates.clear();
    this.#edits.clear();
  }
}
