/** The project's own network as one file, in the signature of somebody else's exporter. */
import { readFileSync } from 'node:fs';
import { joinedModel, type Names, type Wrapping } from './joined-model';

/** What the trunk of `public/models` reads. */
export const OWN_MEAN = 127 / 255;
export const OWN_STD = 128 / 255;
/** Tensors of the joined graph; other names are free for inputs and outputs. */
export const IMAGE = 'own/image';
export const LOGITS = 'own/logits';

const RENAMED: Names = { image: IMAGE, logits: LOGITS };

/** The trunk and the base network behind each other. */
export function wrappedModel(wrapping: Wrapping): Uint8Array<ArrayBuffer> {
  return wrappedFiles(['trunk.onnx', 'base.onnx'], RENAMED, wrapping);
}

/** Some networks of the project behind each other. @param names of tensors in the joined graph. */
export function wrappedFiles(
  files: readonly string[],
  names: Names,
  wrapping: Wrapping,
): Uint8Array<ArrayBuffer> {
  const models = files.map((file) => new Uint8Array(readFileSync(`public/models/${file}`)));
  return joinedModel(models, names, wrapping);
}
