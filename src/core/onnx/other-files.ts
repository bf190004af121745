/** Files that people have in place of an ONNX network, told by their first bytes. */

interface OtherFile {
  /** Bytes as characters, and where they stand. */
  magic?: string;
  offset?: number;
  /** What text in the file begins with. */
  text?: RegExp;
  /** What it is and what to do, a clause without full stop. */
  reason: string;
}

const EXPORT = 'export it to ONNX (docs/own-network.md says how)';

/** The first that fits. */
const OTHER_FILES: readonly OtherFile[] = [
  {
    text: /^version https:\/\/git-lfs/,
    reason: 'it is a pointer of Git LFS, not the file itself: fetch that with "git lfs pull"',
  },
  { text: /^\s*<\?xml/i, reason: `it is XML, perhaps of OpenVINO: ${EXPORT}` },
  {
    text: /^\s*<(!doctype|html|head|body|!--)/i,
    reason: 'it is a web page, which a server sent in place of the file',
  },
  { magic: 'TFL3', offset: 4, reason: `it is a TensorFlow Lite network: ${EXPORT}` },
  {
    magic: 'ORTM',
    offset: 4,
    reason: 'it is in onnxruntime’s own format, which cannot be looked into: give the .onnx file',
  },
  {
    magic: '\0\0\0{',
    offset: 5,
    reason: `it holds weights alone (safetensors), no network: ${EXPORT}`,
  },
  { magic: 'GGUF', reason: `it holds weights alone (GGUF), no network: ${EXPORT}` },
  { magic: '\x89HDF', reason: `it is HDF5, perhaps of Keras: ${EXPORT}` },
  {
    magic: 'PK\x03\x04',
    reason: `it is an archive, as PyTorch (.pt, TorchScript) and Keras write: ${EXPORT}`,
  },
  { magic: '\x80\x02', reason: `it is pickled, as PyTorch once wrote weights: ${EXPORT}` },
  {
    magic: '\x93NUMPY',
    reason: 'it is an array of NumPy: open it as a score, beside its picture',
  },
  { text: /^\s*[{[]/, reason: 'it is JSON, which describes a network but is none' },
];

/** Bytes that tell them apart. */
export const HEAD_BYTES = 512;

/** Why a file that begins so is no ONNX network; null where nothing says so. */
export function otherFile(head: Uint8Array): string | null {
  const start = String.fromCharCode(...head.subarray(0, HEAD_BYTES));
  const other = OTHER_FILES.find(({ magic, offset = 0, text }) =>
    magic === undefined ? text?.test(start) : start.startsWith(magic, offset),
  );
  return other?.reason ?? null;
}
