/** The closed list of things that can go wrong, as a person would name them. */
export const ERROR_CODES = [
  'picture-unreadable', // truncated, damaged or not what its header says
  'picture-unsupported', // SVG, HEIC, text, unknown format
  'picture-too-large', // over 100 megapixels or a side no decoder takes
  'picture-empty',
  'picture-unknown', // an id that is not (or no longer) loaded
  'drive-unsupported', // H.265, AVI, encrypted, sound alone, no video at all
  'drive-unreadable', // a video that is damaged or cut off before its first frame
  'drive-unknown', // a drive that this worker does not have open, for example because it is a new one
  'frame-unreadable', // one frame of a drive; others can be shown
  'live-ended', // the camera was unplugged, or sharing was stopped
  'live-refused', // nobody allowed the camera or the screen
  'score-unreadable', // an imported .npy or 16-bit PNG that cannot be used
  'score-size', // aspect differs from the picture's
  'label-unreadable', // a ground truth file that is no PNG, is damaged, a single pixel or a photograph
  'label-values', // ids that the reading does not have, or anomalies where classes are asked for
  'label-unexplained', // values that may mean several things: only a person can tell
  'label-size', // aspect differs from the picture's
  'label-unknown', // a measurement without ground truth
  'method-unknown',
  'option-invalid',
  'meta-regions', // too few regions, or of one kind only, to fit a meta classifier to
  'meta-unreadable', // a file that is no meta classifier, or one of another network
  'shot-unknown', // an annotated picture that this worker does not have, for example because it is a new one
  'learnt-unreadable', // a file that holds no learnt classes, or those of another network
  'word-empty', // a text without letters and digits
  'word-unknown', // no piece of it is in the tables
  'word-taken', // it is in the list already, or a word of a known class
  'words-none', // no class has a word that is switched on
  'words-too-many', // more words, or columns, than there may be
  'words-unreadable', // a table of words is damaged or does not fit the others
  'evaluation-unknown', // a run that this worker has not begun, for example because it is a new one
  'evaluation-state', // stored results that belong to other images or settings, or are damaged
  'runtime-download', // the engine's own program, or onnxruntime's, did not arrive: a new worker tries again
  'model-download', // network failure or bad status
  'model-damaged', // length or SHA-256 differs
  'model-invalid', // onnxruntime refuses it, or its inputs and outputs differ from the manifest
  'model-self-check', // the stored fixture does not come out
  'manifest-invalid',
  'network-unreadable', // a person's own file that is no ONNX network, or a damaged one
  'network-unsupported', // a sound network that this page cannot run, or that leaves no score
  'network-unclear', // a network of which only its owner can say how it is fed or read
  'webgpu-unavailable',
  'webgpu-limit',
  'device-lost',
  'out-of-memory',
  'engine-start', // the worker did not start in time
  'engine-crashed',
  'engine-ended', // two workers ended while they analysed this, and each new one would
  'cancelled',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * An error with a code from the closed list, a message for a person, and whether trying again can
 * help.
 */
export class AnomalensError extends Error {
  override readonly name = 'AnomalensError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly retryable = false,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
