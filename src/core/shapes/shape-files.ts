/** Tells what a file of shapes is, by what it holds. */
import { stemOf } from '#src/core/file-stem';
import { isCoco, readCoco } from '#src/core/shapes/coco';
import { isCvat, readCvat, type XmlElement } from '#src/core/shapes/cvat';
import { isLabelme, readLabelme } from '#src/core/shapes/labelme';
import type { DrawnPicture } from '#src/core/shapes/shapes';

/** Names of files that may hold shapes. */
export const SHAPE_FILE = /\.(json|xml)$/i;

/**
 * The pictures that a JSON file draws on.
 * @param name of the file. @returns null where it holds no shapes that are known.
 * @throws SyntaxError for text that is no JSON.
 */
export function shapesOfJson(text: string, name: string): DrawnPicture[] | null {
  const json: unknown = JSON.parse(text);
  if (typeof json !== 'object' || json === null) return null;
  if (isLabelme(json)) return [readLabelme(json, stemOf(name))];
  return isCoco(json) ? readCoco(json) : null;
}

/**
 * The pictures that an XML file draws on. @returns null where it holds no shapes that are known.
 * @throws AnomalensError `label-unreadable` as `readCvat`.
 */
export function shapesOfXml(root: XmlElement): DrawnPicture[] | null {
  return isCvat(root) ? readCvat(root) : null;
}
