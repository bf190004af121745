import { cityscapesName } from '#src/core/own-network/class-lists';
import type { Logits } from '#src/gpu/compute';
import type { RoadLikeness } from '#src/protocol/models';

/** Classes that fill most of every road picture. */
const ROAD_SCENE = new Set(['road', 'sidewalk', 'building', 'vegetation', 'sky', 'terrain', 'car']);
/**
 * Read in the lower half, where the road lies when the camera looks along it. This limit and the
 * manifest's were read off the table of `training/measure/road_likeness.py`: they accept nearly all road
 * pictures of other cameras, and few of other things.
 */
const LEAST_ROAD = 0.2;

/**
 * Whether a picture is something the network was trained for. `share`: of the logits' pixels, those
 * whose most probable class is one of the road scene's and has more than half of the probability. A
 * road scene has a share of at least `leastShare`, and road as the most probable class in at least
 * 20 % of its lower half.
 * @param values logits `[classes, height, width]`; the padding is left out.
 */
export function roadLikeness(
  values: Float32Array,
  logits: Pick<Logits, 'classes' | 'width' | 'height' | 'stride' | 'grid'>,
  classNames: readonly string[],
  leastShare: number,
): RoadLikeness {
  const { classes, stride, grid } = logits;
  const width = Math.max(1, Math.floor(grid.width / stride));
  const height = Math.max(1, Math.floor(grid.height / stride));
  const plane = logits.width * logits.height;
  const names = classNames.map(cityscapesName);
  const inScene = names.map((name) => ROAD_SCENE.has(name));
  const lowerFrom = Math.floor(height / 2);
  let confident = 0;
  let roadBelow = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * logits.width + x;
      let best = 0;
      for (let c = 1; c < classes; c++)
        if ((values[c * plane + pixel] as number) > (values[best * plane + pixel] as number))
          best = c;
      if (names[best] === 'road' && y >= lowerFrom) roadBelow += 1;
      if (!inScene[best]) continue;
      let sum = 0; // 1 / p1
      for (let c = 0; c < classes; c++)
        sum += Math.exp(
          (values[c * plane + pixel] as number) - (values[best * plane + pixel] as number),
        );
      if (sum < 2) confident += 1;
    }
  }
  const share = confident / (width * height);
  return {
    share,
    leastShare,
    looksLikeRoad: share >= leastShare && roadBelow / ((height - lowerFrom) * width) >= LEAST_ROAD,
  };
}
