/** HDF5 files: the library, 4 MB with its WebAssembly in it, is loaded when the first one comes. */
import type { Dataset, File as Hdf5File } from 'h5wasm';
import { AnomalensError } from '#src/core/errors';
import { type NamedArray, namedArray } from '#src/core/score-files/named-arrays';
import {
  bytesHeld,
  checkTotal,
  countOf,
  type NumberArray,
  type PlacedType,
  plainNumberType,
  readNumbers,
} from '#src/core/score-files/number-arrays';
import { unreadableScore } from '#src/core/score-files/unreadable';
import { withMemoryOf } from '#src/workers/files/bounded-memory';

/** The data set that SegmentMeIfYouCan's toolkit reads and writes. */
const BENCHMARK_NAME = 'value';
const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
/** Groups and data sets of a file; those of a benchmark's file are counted on one hand. */
const MOST_PATHS = 10_000;
/** Buffers of the packed and the unpacked chunk, which the library doubles until it is large enough. */
const CHUNK_COPIES = 8;
/** What the library takes besides. */
const SPARE_BYTES = 2 ** 26;
/** In the memory of the library. */
const PATH = 'score.hdf5';

type Library = Awaited<ReturnType<typeof load>>;

export function isHdf5(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, i) => bytes[i] === byte);
}

/**
 * The data set `value` of SegmentMeIfYouCan; of a file without it all data sets of plain numbers
 * with two axes or more, as float32, named by their paths; what is wrong with one of several stands
 * in its place.
 * @throws AnomalensError `score-unreadable`.
 */
export async function decodeHdf5(bytes: Uint8Array): Promise<NamedArray[]> {
  const library = await load();
  library.module.FS.writeFile(PATH, bytes);
  try {
    return readArrays(library);
  } catch (cause) {
    if (cause instanceof AnomalensError) throw cause;
    throw unreadableScore('it is no sound HDF5 file', cause);
  } finally {
    library.module.FS.unlink(PATH);
  }
}

async function load() {
  try {
    const { ready, File, Dataset } = await import('h5wasm');
    const module = await ready;
    module.activate_throwing_error_handler(); // instead of writing to the console and going on
    return { module, File, Dataset };
  } catch (cause) {
    throw unreadableScore('the part of the page that reads HDF5 could not be loaded', cause);
  }
}

function readArrays(library: Library): NamedArray[] {
  const file = new library.File(PATH, 'r');
  try {
    const found = dataSets(library, file);
    const chosen = found.filter(({ path }) => path === BENCHMARK_NAME);
    if (found.length === 0) throw unreadableScore('it holds no data set of numbers with two axes');
    const arrays = (chosen.length > 0 ? chosen : found).map((stored) =>
      namedArray(stored.path, () => declaredOf(stored)),
    );
    checkTotal(
      arrays.map((array) => ('refused' in array ? 0 : bytesHeld(array.count, array.type))),
    );
    return arrays.map((array) =>
      'refused' in array ? array : namedArray(array.path, () => arrayOf(library, array)),
    );
  } finally {
    file.close();
  }
}

/** With their paths, without the slash in front. */
function dataSets({ Dataset }: Library, file: Hdf5File): { path: string; dataSet: Dataset }[] {
  const paths = file.paths();
  if (paths.length > MOST_PATHS)
    throw unreadableScore(`it holds ${paths.length} groups and arrays`);
  return paths.flatMap((path) => {
    const dataSet = file.get(path);
    const isNumbers = dataSet instanceof Dataset && descrOf(dataSet) !== null;
    return isNumbers && (dataSet.shape?.length ?? 0) >= 2
      ? { path: path.replace(/^\/+/, ''), dataSet }
      : [];
  });
}

/**
 * NumPy's name of the type that the library hands out, in the byte order of WebAssembly whatever
 * that of the file is. h5py writes booleans as an enumeration. Null for no number.
 */
function descrOf({ metadata: { type, size, signed } }: Dataset): string | null {
  const code = { 0: signed ? 'i' : 'u', 1: 'f', 8: 'u' }[type];
  return code ? `<${code}${size}` : null;
}

interface Declared {
  path: string;
  dataSet: Dataset;
  shape: number[];
  count: number;
  type: PlacedType;
  /** What a chunk takes as it is declared; 0 without chunks. */
  chunkBytes: number;
}

/** What is known before a value is read. A chunk is unpacked whole, however small its data set. */
function declaredOf({ path, dataSet }: { path: string; dataSet: Dataset }): Declared {
  const { shape, chunks } = dataSet.metadata;
  const type = plainNumberType(descrOf(dataSet) ?? '');
  const inChunk = countOf(chunks ?? [], type);
  return {
    path,
    dataSet,
    shape: [...(shape ?? [])],
    count: countOf(shape ?? [], type),
    type,
    chunkBytes: chunks ? inChunk * type.size : 0,
  };
}

/**
 * The library has no float16: the stored bytes are read here. It unpacks a chunk to its end, whatever
 * size was declared, so that only a limit of memory ends one that holds a thousand times as much.
 */
function arrayOf(
  { module }: Library,
  { path, dataSet, shape, count, type, chunkBytes }: Declared,
): NumberArray {
  const start = module._malloc(count * type.size);
  if (start === 0) throw unreadableScore('there is not enough memory for it');
  try {
    const most = module.HEAPU8.length + CHUNK_COPIES * chunkBytes + SPARE_BYTES;
    const read = () =>
      module.get_dataset_data(dataSet.file_id, path, null, null, null, BigInt(start));
    if (withMemoryOf(most, read) < 0) throw unreadableScore(`its data set ${path} is damaged`);
    const bytes = module.HEAPU8.subarray(start, start + count * type.size);
    return { shape, data: readNumbers(bytes, 0, count, type) };
  } catch (cause) {
    if (cause instanceof AnomalensError) throw cause;
    throw unreadableScore(`its data set ${path} is damaged`, cause);
  } finally {
    module._free(start);
  }
}
