/** Which of some opened files are a person's network, and what lies beside it. */
import type { FileAtPath } from '#src/session/files/read-files';

export interface NetworkFiles {
  network: FileAtPath;
  beside: FileAtPath[];
}

/** A network, or what people have in place of one, which is told as such. */
const NETWORK = /\.(onnx|ort|tflite|safetensors|mlmodel)$/i;
/** The one that is meant of several in a folder, which are the same in other number formats. */
const USUAL = /^(model|end2end)\.onnx$/i;
/** Opened whatever lies beside them. */
const OTHER = /\.(jpe?g|png|webp|avif|bmp|gif|np[yz]|h5|hdf5)$/i;

/**
 * The networks, each with what lies beside it: all files of its folder, and of the one above where that is
 * called `onnx`, that are no pictures and no scores. Everything else goes on.
 */
export function networksAmong(files: readonly FileAtPath[]): {
  networks: NetworkFiles[];
  others: FileAtPath[];
} {
  const found = files.filter(({ path }) => NETWORK.test(path));
  const networks = found.filter((file) => isMeant(file, found));
  const folders = networks.map(({ path }) => homeOf(path));
  const isBeside = ({ path }: FileAtPath) =>
    !OTHER.test(path) && folders.some((folder) => folder === '' || path.startsWith(folder));
  const beside = files.filter((file) => !networks.includes(file) && isBeside(file));
  return {
    networks: networks.map((network) => {
      const home = homeOf(network.path);
      return { network, beside: beside.filter(({ path }) => path.startsWith(home)) };
    }),
    others: files.filter((file) => !networks.includes(file) && !beside.includes(file)),
  };
}

function isMeant(file: FileAtPath, networks: readonly FileAtPath[]): boolean {
  const folder = folderOf(file.path);
  const together = networks.filter(({ path }) => folderOf(path) === folder);
  const usual = together.filter((other) => USUAL.test(other.path.slice(folder.length)));
  return folder === '' || usual.length === 0 || usual.includes(file);
}

/** With the slash at its end; empty for a loose file. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Hugging Face has its descriptions one folder above `onnx/`. */
function homeOf(path: string): string {
  return folderOf(path).replace(/(^|\/)onnx\/$/, '$1');
}
