import { describe, expect, it } from 'vitest';
import { isOtherFormat, remedyFor } from './other-formats';

describe('a format that is not read', () => {
  const head = (text: string) => new TextEncoder().encode(text);

  it.each([
    ['road.mat', 'MATLAB', 'scipy.io.loadmat'],
    ['road.pt', 'PyTorch', 'torch.load'],
    ['road.PTH', 'PyTorch', 'torch.load'],
    ['road.ckpt', 'PyTorch', 'torch.load'],
    ['road.pkl', 'Pickled', 'pickle.load'],
    ['road.pickle', 'Pickled', 'pickle.load'],
    ['road.TIF', 'TIFF', 'tifffile.imread'],
    ['road.tiff', 'TIFF', 'tifffile.imread'],
  ])('%s says in one line how to save .npy', (name, format, call) => {
    // MATLAB writes its version at the beginning, and nowhere else.
    const { line, ...about } = remedyFor(name, head('A MATLAB 7.3')) ?? { line: '' };
    expect(about).toEqual({ format });
    expect(line).toMatch(new RegExp(`^${format} files are not read. .* writes the .npy that is.$`));
    expect(line).toContain(`numpy.save('NAME.npy', ${call}`);
    expect(line).toContain(`'${name}'`);
    expect(line).not.toContain('\n');
    expect(isOtherFormat(name)).toBe(true);
  });

  it.each([
    head('MATLAB 7.3 MAT-file, Platform: GLNXA64'),
    Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a),
  ])('of MATLAB 7.3 is HDF5, with its axes the other way round: %#', (bytes) => {
    const { format, line } = remedyFor("it's.mat", bytes) ?? { format: '', line: '' };
    expect(format).toBe('MATLAB 7.3');
    expect(line).toContain("h5py.File('it\\'s.mat')['VARIABLE'][()].T)");
  });

  it.each([
    ["it's.pt", "'it\\'s.pt'"],
    ['a\\.pt', "'a\\\\.pt'"],
    ['a\n\u2028.pt', "'a\\u000a\\u2028.pt'"],
    ['"a" é.pt', `'"a" é.pt'`],
  ])('called %j is quoted as Python reads it', (name, quoted) => {
    expect(remedyFor(name, head(''))?.line).toContain(`torch.load(${quoted},`);
  });

  it.each([
    'road.npy',
    'road.npz',
    'road.h5',
    'road.png',
    'a.mat.png',
    'a.pt.npy',
    'a.pkl.npz',
    'pt',
  ])('is not that of %s', (name) => {
    expect(remedyFor(name, head('MATLAB 7.3 MAT-file'))).toBeNull();
    expect(isOtherFormat(name)).toBe(false);
  });
});
