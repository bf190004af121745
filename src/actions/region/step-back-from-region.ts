import { chooseRegionTool } from '#src/actions/region/choose-region-tool';
import { dropRegionStroke } from '#src/session/region/region-stroke';

/** One thing at a time: what is drawn, then the tool. */
export function stepBackFromRegion(): void {
  if (!dropRegionStroke()) chooseRegionTool(null);
}
