import { promptDrag } from '#src/session/prompts/prompt-drag';

/** Whether there was one. */
export function cancelPromptDrag(): boolean {
  const wasDragging = promptDrag.current !== null;
  promptDrag.current?.cancel();
  return wasDragging;
}
