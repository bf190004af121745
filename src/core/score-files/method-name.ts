/** What a score from a file is called: one name for the files of one method over a set. */
import { partsOf } from '#src/core/ground-truth/file-roles';

/** They say that a file is a score, not whose. */
const SAYS_NOTHING =
  /^(anomaly_p|anomaly[-_]?(maps?|scores?)?|scores?|score[-_]maps?|outputs?|predictions?|preds?|results?|heat[-_]?maps?|maps?|npy|npz|h5|hdf5|png|images?|(train|val|test)(ing|idation)?)$/i;
/** The folders that SegmentMeIfYouCan's toolkit makes for its sets. */
const BENCHMARK_SET = /^(AnomalyTrack|ObstacleTrack|LostAndFound)-\w+$/i;
/** Ends a name that says both, such as that of a file that was exported here. */
const AND_IS_SCORE = /[-_. ](anomaly[-_])?scores?$/i;
const UNNAMED = 'own score';

/**
 * The folder and what the file's name has beyond the picture's, as far as they say something:
 * `ours/road_score.npy` is `ours`, `road-entropy.npy` is `entropy`.
 * @param path of the score. @param pictureStem the picture's name without its ending.
 */
export function scoreMethodName(path: string, pictureStem: string): string {
  const folders = partsOf(path);
  const stem = (folders.pop() ?? '').replace(/\.[^.]*$/, '');
  const suffix = stem
    .slice(pictureStem.length)
    .replace(AND_IS_SCORE, '')
    .replace(/^[-_. ]+/, '');
  const says = (part: string) =>
    part !== '' && !SAYS_NOTHING.test(part) && !BENCHMARK_SET.test(part);
  const folder = folders.findLast(says);
  const words = [folder, suffix].filter((part) => part !== undefined && says(part));
  return words.length > 0 ? words.join(' ') : UNNAMED;
}
