/** Files that hold scores but are not read here: one line says how to save them as `.npy`. */

const SAVED_AS = "numpy.save('NAME.npy', ";

/** For pictures that may be scores. */
export const TIFF_AS_NPY = `${SAVED_AS}tifffile.imread('NAME.tiff'))`;

const REMEDIES: readonly { ending: RegExp; line: string }[] = [
  {
    ending: /\.mat$/i,
    line: `MATLAB files are not read. ${SAVED_AS}scipy.io.loadmat(FILE)['VARIABLE'])`,
  },
  {
    ending: /\.(pth?|ckpt)$/i,
    line: `PyTorch files are not read. ${SAVED_AS}torch.load(FILE, map_location='cpu').numpy())`,
  },
  {
    ending: /\.(pkl|pickle)$/i,
    line: `Pickled files are not read. ${SAVED_AS}pickle.load(open(FILE, 'rb')))`,
  },
];

/** The line for a file of such a name, in Python; null for any other file. */
export function howToSaveNpy(fileName: string): string | null {
  const remedy = REMEDIES.find(({ ending }) => ending.test(fileName));
  return remedy
    ? `${remedy.line} writes the .npy that is.`.replaceAll('FILE', `'${fileName}'`)
    : null;
}
