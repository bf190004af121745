import { useRef } from 'react';
import { Icon } from '#src/components/ui/icon';
import { patchView, useStore } from '#src/store/store';

/** A press that is shorter than this leaves the photograph on; a longer one is a look at it. */
const HELD_MS = 400;

/** Shows the plain photograph while it is held, or until the next press. */
export function PeekButton() {
  const peek = useStore((state) => state.view.peek);
  const pressed = useRef({ at: 0, wasOn: false });
  const end = (time: number) => {
    const { at, wasOn } = pressed.current;
    if (at === 0) return;
    patchView({ peek: !wasOn && time - at < HELD_MS });
    pressed.current.at = 0;
  };
  return (
    <button
      type="button"
      className="button pane__peek"
      aria-label="Photograph"
      aria-pressed={peek}
      title="The plain photograph, while held or until the next press (H)"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        pressed.current = { at: event.timeStamp, wasOn: peek };
        patchView({ peek: true });
      }}
      onPointerUp={(event) => end(event.timeStamp)}
      onPointerCancel={(event) => end(event.timeStamp + HELD_MS)}
      onClick={(event) => event.detail === 0 && patchView({ peek: !peek })} // by keyboard
    >
      <Icon name="eye" />
    </button>
  );
}
