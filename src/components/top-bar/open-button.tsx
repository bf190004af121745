import { useRef } from 'react';
import { openFiles } from '#src/actions/pictures/open-files';
import { FileInput } from '#src/components/ui/file-input';
import { Icon } from '#src/components/ui/icon';

const ACCEPTED =
  'image/jpeg,image/png,image/webp,image/avif,image/gif,image/bmp,video/*,.zip,.mkv,.mts,.m2ts,.ts,.npy,.npz,.h5,.hdf5,.json,.xml,.onnx,.onnx_data,.data,.yaml,.yml';

export function OpenButton() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="button"
        aria-label="Open pictures"
        title="Open pictures, videos, labels and scores, or a network of your own"
        onClick={() => input.current?.click()}
      >
        <Icon name="open" />
        <span className="menu__label">Open</span>
      </button>
      <FileInput
        ref={input}
        label="Pictures and scores"
        accept={ACCEPTED}
        onFiles={(files) => void openFiles(files)}
      />
    </>
  );
}

export function OpenFolderButton() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="button"
        aria-label="Open a folder"
        title="Open a folder of pictures, with their labels and scores"
        onClick={() => input.current?.click()}
      >
        <Icon name="folders" />
        <span className="menu__label menu__label--compact">Folder</span>
      </button>
      <FolderInput ref={input} />
    </>
  );
}

/** Behind the button, and behind the menu item of narrow screens. */
export function FolderInput({ ref }: { ref: React.RefObject<HTMLInputElement | null> }) {
  return (
    <FileInput
      ref={ref}
      label="Folder of pictures"
      folder
      onFiles={(files) => void openFiles(files)}
    />
  );
}
