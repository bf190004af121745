/** Searches in the order of a video's frames. */

/** The frame whose time is nearest, by binary search; -1 where there are none. */
export function indexAt(timestamps: Float64Array, timestamp: number): number {
  let [low, high] = [0, timestamps.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const border = ((timestamps[middle] as number) + (timestamps[middle + 1] as number)) / 2;
    if (timestamp <= border) high = middle;
    else low = middle + 1;
  }
  return high;
}

/** The last key frame that is not behind a frame; 0 where none is. */
export function keyFrameBefore(keyFrames: Uint32Array, index: number): number {
  const place = keyFrames.findLastIndex((keyFrame) => keyFrame <= index);
  return keyFrames[place] ?? 0;
}
