import { type FolderAnswer, answerFolder as settle } from '#src/session/labels/folder-question';

/** Says which of the folders holds the labels; what was opened goes on. */
export function answerFolder(answer: FolderAnswer): void {
  settle(answer);
}
