import type { PictureLabel } from '#src/store/state';

export interface LabelMark {
  /** What its look depends on. */
  state: 'read' | 'open' | 'refused';
  /** On the picture. */
  text: string;
  /** After the picture's name, for who does not see it. */
  words: string;
  title: string;
}

/** How a picture in the list says what became of its label: ground truth only once it has been read. */
export function labelMark({ fileName, info, error, unexplained }: PictureLabel): LabelMark {
  if (error)
    return {
      state: 'refused',
      text: 'label unread',
      words: 'its label cannot be used',
      title: `${fileName}: ${error.message}`,
    };
  if (info) return { state: 'read', text: 'GT', words: 'with ground truth', title: fileName };
  const why = unexplained ? 'what its values mean has not been said' : 'it has not been read yet';
  return {
    state: 'open',
    text: 'label unread',
    words: 'label unread',
    title: `${fileName}: ${why}.`,
  };
}
