import type { ToolDrag } from '#src/core/tool-drag';

/** The drag of a tool that is under way. */
export const promptDrag: { current: ToolDrag | null } = { current: null };
