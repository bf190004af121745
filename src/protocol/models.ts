/** What is told of networks. */

/**
 * What a network is for: `segmenter` gives logits, `trunk` the maps that these read,
 * `vision-language` what words are compared with, which `similarity` does, `sentence-encoder` vectors of
 * words; the others prompts and masks; `own` is a
 * person's network with logits.
 */
type ModelKind =
  | 'trunk'
  | 'segmenter'
  | 'vision-language'
  | 'similarity'
  | 'sentence-encoder'
  | 'prompt-generator'
  | 'mask-encoder'
  | 'mask-decoder'
  | 'own';

/** What is known of a network before it is downloaded. */
export interface ModelSummary {
  id: string;
  kind: ModelKind;
  title: string;
  bytes: number;
  sha256: string;
  licence: string;
  /** Ids of the networks that run before it, in their order; they are downloaded with it. */
  needs: readonly string[];
  /**
   * SHA-256 of the further files that words are read with, by name: the tables, for the network of words;
   * the tokenizer, for the encoder of texts. Absent for all others.
   */
  tables?: Readonly<Record<string, string>>;
}

export interface ModelInfo extends ModelSummary {
  source: 'network' | 'cache' | 'file';
  /**
   * Largest difference to the stored fixture in the self-check, and its tolerance; null for a person's
   * own network, of which no numbers are stored.
   */
  selfCheck: { maxDifference: number; tolerance: number } | null;
  /** Classes of a segmenter; empty for other models. */
  classes: { name: string; colour: string }[];
  compileMs: number;
  /** How many threads compute it; 1 on WebGPU. */
  threads: number;
}

/**
 * Share of pixels predicted as road, sidewalk, building, vegetation, sky, terrain or car with p1
 * above one half, 0..1, what a road scene has at least, and whether this is one.
 */
export interface RoadLikeness {
  share: number;
  leastShare: number;
  looksLikeRoad: boolean;
}
