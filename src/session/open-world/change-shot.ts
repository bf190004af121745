import { pixelsOf, unionOf, without } from '#src/core/annotation/combine-masks';
import type { CocoRle } from '#src/core/rle/coco-rle';
import { changeDraft } from '#src/session/open-world/change-draft';
import { draftOf, shotOf } from '#src/store/open-world/open-world';
import type { ListedPicture } from '#src/store/state';
import { getState } from '#src/store/store';

let made = 0;

/** Also apart from those of an earlier page. */
function newShotId(): string {
  made += 1;
  return `shot-${Date.now().toString(36)}-${made}`;
}

/**
 * Adds a mask to what is annotated on a picture, or takes it away; a shot goes with its last pixel.
 */
export function changeShot(picture: ListedPicture, mask: CocoRle, removes: boolean): void {
  const state = getState();
  const draft = draftOf(state);
  const { name, identity, info } = picture;
  const before = shotOf(state, picture);
  if (!info || identity === null || (!before && removes)) return;
  const changed = before ? (removes ? without : unionOf)(before.mask, mask) : mask;
  const pixels = pixelsOf(changed);
  if (pixels === (before?.pixels ?? 0)) return;
  const { width, height } = info;
  const shot = {
    id: before?.id ?? newShotId(),
    picture: { name, identity, width, height },
    mask: changed,
    pixels,
  };
  const kept = before
    ? draft.shots.map((other) => (other.id === shot.id ? shot : other))
    : [...draft.shots, shot];
  changeDraft({ ...draft, shots: kept.filter((shot) => shot.pixels > 0) });
}
