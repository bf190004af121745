import { closeDrive } from '#src/session/drives/close-drive';
import { forgetPrompts } from '#src/session/prompts/forget-prompts';
import { driveIdOf } from '#src/store/drives/drive-ids';
import { labelFiles, picturePaths, pictureSources, scoreFiles } from '#src/store/files';
import { forgetEntries } from '#src/store/set/keep-survey';
import type { ListedPicture } from '#src/store/state';
import { getState, patchResults } from '#src/store/store';

/** What is known of a picture that was removed and cannot be taken back any more goes too. */
export function forgetPicture({ id, thumbnailUrl }: ListedPicture): void {
  if (thumbnailUrl) URL.revokeObjectURL(thumbnailUrl);
  pictureSources.delete(id);
  picturePaths.delete(id);
  scoreFiles.delete(id);
  labelFiles.delete(id);
  const { [id]: _dropped, ...byPicture } = getState().results.byPicture;
  patchResults({ byPicture });
  forgetPrompts(id);
  forgetEntries(id);
  const driveId = driveIdOf(id);
  if (driveId) closeDrive(driveId);
}
