import { type ChangeEvent, useRef } from 'react';
import { openFiles } from '#src/actions/open-files';
import { Icon } from '#src/components/ui/icon';

const ACCEPTED = 'image/jpeg,image/png,image/webp,image/avif,image/gif,image/bmp,.npy';

export function OpenButton() {
  const input = useRef<HTMLInputElement>(null);
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    void openFiles([...(event.target.files ?? [])]);
    // So that the same file can be picked again.
    event.target.value = '';
  };
  return (
    <>
      <button
        type="button"
        className="button"
        aria-label="Open pictures"
        title="Open pictures, their labels and scores"
        onClick={() => input.current?.click()}
      >
        <Icon name="open" />
        <span className="menu__label">Open</span>
      </button>
      <input ref={input} type="file" multiple hidden aria-label="Pictures and scores" accept={ACCEPTED} onChange={onChange} />
    </>
  );
}
