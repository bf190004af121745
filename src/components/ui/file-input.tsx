import type { ChangeEvent, RefObject } from 'react';

/** Phones of some makers have no such picker: what opens a folder is left out there. */
export const CAN_PICK_FOLDERS = 'webkitdirectory' in HTMLInputElement.prototype;

/** React passes it on; its types do not know it. */
const WHOLE_FOLDER = { webkitdirectory: '' };

interface Props {
  /** A button or menu item opens the picker by a click on it. */
  ref: RefObject<HTMLInputElement | null>;
  label: string;
  folder?: boolean;
  accept?: string;
  onFiles: (files: File[]) => void;
}

/** Picks files, or all files of a folder. Not seen itself. */
export function FileInput({ ref, label, folder = false, accept, onFiles }: Props) {
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    onFiles([...(event.target.files ?? [])]);
    // So that the same files can be picked again.
    event.target.value = '';
  };
  return (
    <input
      ref={ref}
      type="file"
      {...(folder && WHOLE_FOLDER)}
      multiple
      hidden
      aria-label={label}
      accept={accept}
      onChange={onChange}
    />
  );
}
