import { chooseAnnotationTool } from '#src/actions/annotate/choose-annotation-tool';
import { activeAnnotationTool } from '#src/store/open-world/open-world';
import type { AnnotationTool } from '#src/store/open-world/open-world-slice';
import { getState } from '#src/store/store';

/** By its key: the same key puts the tool away. */
export function toggleAnnotationTool(tool: AnnotationTool): void {
  chooseAnnotationTool(activeAnnotationTool(getState()) === tool ? null : tool);
}
