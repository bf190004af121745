import { setPinned } from '#src/actions/probe/set-pinned';
import { cancelStroke } from '#src/session/open-world/stroke';
import { dropRegionStroke } from '#src/session/region/region-stroke';
import type { RegionTool } from '#src/store/region-slice';
import { patchOpenWorld, patchPrompts, patchRegion } from '#src/store/store';

/** What a drag or click on any pane leaves out from now on; null moves the picture again. */
export function chooseRegionTool(tool: RegionTool | null): void {
  dropRegionStroke();
  if (tool) {
    setPinned(false); // the probe would be in the way
    cancelStroke();
    patchPrompts({ tool: null }); // one tool at a time
    patchOpenWorld({ tool: null, pointer: null });
  }
  patchRegion({ tool });
}
