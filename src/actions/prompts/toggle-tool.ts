import { chooseTool } from '#src/actions/prompts/choose-tool';
import { activeTool } from '#src/store/prompts';
import type { PromptTool } from '#src/store/prompts-slice';
import { getState } from '#src/store/store';

/** By its key: the same key puts the tool away. */
export function toggleTool(tool: PromptTool): void {
  chooseTool(activeTool(getState()) === tool ? null : tool);
}
