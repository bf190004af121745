/** Files that hold scores but are not read here: one line says how to save them as `.npy`. */

const SAVED_AS = "numpy.save('NAME.npy', ";

const LOAD_TIFF = 'tifffile.imread(FILE)';

/** For pictures that may be scores. */
export const TIFF_AS_NPY = `${SAVED_AS}${LOAD_TIFF.replace('FILE', "'NAME.tiff'")})`;

interface OtherFormat {
  format: string;
  ending: RegExp;
  /** What the first bytes of such a file say, as text. */
  head?: RegExp;
  /** Python, with FILE for its name. */
  load: string;
}

/** The first that fits; MATLAB writes HDF5 with its axes the other way round since version 7.3. */
const OTHER_FORMATS: readonly OtherFormat[] = [
  {
    format: 'MATLAB 7.3',
    ending: /\.mat$/i,
    head: /^(MATLAB 7\.3|\x89HDF)/,
    load: "h5py.File(FILE)['VARIABLE'][()].T",
  },
  { format: 'MATLAB', ending: /\.mat$/i, load: "scipy.io.loadmat(FILE)['VARIABLE']" },
  {
    format: 'PyTorch',
    ending: /\.(pth?|ckpt)$/i,
    load: "torch.load(FILE, map_location='cpu').numpy()",
  },
  { format: 'TIFF', ending: /\.tiff?$/i, load: LOAD_TIFF },
  { format: 'Pickled', ending: /\.(pkl|pickle)$/i, load: "pickle.load(open(FILE, 'rb'))" },
];

/** Bytes that tell MATLAB's versions apart. */
export const OTHER_FORMAT_HEAD = 16;

export interface Remedy {
  format: string;
  /** One line, in Python. */
  line: string;
}

/** How to save what such a file holds; null for any other file. @param head its first bytes. */
export function remedyFor(fileName: string, head: Uint8Array): Remedy | null {
  const text = String.fromCharCode(...head.subarray(0, OTHER_FORMAT_HEAD));
  const other = OTHER_FORMATS.find(
    ({ ending, head: says }) => ending.test(fileName) && (says?.test(text) ?? true),
  );
  if (!other) return null;
  const { format, load } = other;
  const line = `${format} files are not read. ${SAVED_AS}${load.replace('FILE', () => inPython(fileName))}) writes the .npy that is.`;
  return { format, line };
}

/** A string of Python that says what it is given, on one line. */
function inPython(text: string): string {
  const inside = text.replace(
    /[\\'\p{Cc}\u2028\u2029]/gu,
    (character) => `\\${/[\\']/.test(character) ? character : codeOf(character)}`,
  );
  return `'${inside}'`;
}

const codeOf = (character: string) => `u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Whether a file has a name of such a format. */
export function isOtherFormat(fileName: string): boolean {
  return OTHER_FORMATS.some(({ ending }) => ending.test(fileName));
}
