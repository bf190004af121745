import { PictureMark } from '#src/components/stage/picture-mark';
import { openWorldPane } from '#src/store/open-world/open-world';
import type { State } from '#src/store/state';
import { useStore } from '#src/store/store';

/** A pixel that is probed has its own mark. */
function isMarked(state: State, index: number): boolean {
  return (
    state.openWorld.pointed !== null &&
    state.results.probe === null &&
    openWorldPane(state) === index
  );
}

const pixelOf = ({ openWorld: { pointed } }: State) => pointed;

/** Where on the picture a dot of the metric space is from. */
export function SpaceMark({ index }: { index: number }) {
  const marked = useStore((state) => isMarked(state, index));
  return marked ? <PictureMark name="space" pixelOf={pixelOf} /> : null;
}
