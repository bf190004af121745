export interface Shortcut {
  /** As in `KeyboardEvent.key`; letters in lower case. */
  keys: readonly string[];
  title: string;
  group:
    | 'View'
    | 'Layers'
    | 'Threshold'
    | 'Prompts'
    | 'Annotation'
    | 'Region of interest'
    | 'Undo'
    | 'Pictures'
    | 'Drive'
    | 'Help';
  /** With the control or command key. */
  control?: boolean;
  /** Without it, always. Of several with the same key the first that may run does. */
  when?: () => boolean;
  run: (key: string, shift: boolean) => void;
  /** Called when the key goes up, for what lasts while it is held. */
  release?: () => void;
}

/** Right and down, by arrow key. */
export const DIRECTIONS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
