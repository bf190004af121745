/** Every reader of outside bytes or text that runs in Node. */
import type { Reader } from '#src/testing/fuzz/reader';
import { LABEL_READERS } from '#src/testing/fuzz/readers/labels';
import { NETWORK_READERS } from '#src/testing/fuzz/readers/networks';
import { PICTURE_READERS } from '#src/testing/fuzz/readers/pictures';
import { SCORE_READERS } from '#src/testing/fuzz/readers/scores';
import { SHAPE_READERS } from '#src/testing/fuzz/readers/shapes';
import { STORED_READERS } from '#src/testing/fuzz/readers/stored';
import { VIDEO_READERS } from '#src/testing/fuzz/readers/videos';

export const READERS: readonly Reader[] = [
  ...PICTURE_READERS,
  ...NETWORK_READERS,
  ...LABEL_READERS,
  ...SHAPE_READERS,
  ...SCORE_READERS,
  ...STORED_READERS,
  ...VIDEO_READERS,
];
