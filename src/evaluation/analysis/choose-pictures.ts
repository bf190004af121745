/** Which files of a folder are pictures. */
import { nameFile } from '#src/core/pairing/file-roles';

/** In the order of the names; what a name or folder calls a label or a score is no picture. */
export function choosePictures(names: readonly string[]): {
  pictures: string[];
  leftOut: string[];
} {
  const isPicture = (name: string) => {
    const { role } = nameFile({ path: name });
    return role === 'image' || role === 'unclear';
  };
  const sorted = [...names].sort();
  return {
    pictures: sorted.filter(isPicture),
    leftOut: sorted.filter((name) => !isPicture(name)),
  };
}
