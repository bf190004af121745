/** Videos among the files that were opened. */
import { beginsLikePicture, PICTURE_HEAD } from '#src/core/picture-files/sniff';
import { beginsLikeVideo, VIDEO_HEAD } from '#src/core/picture-files/sniff-video';
import type { FileAtPath } from '#src/session/files/read-files';

const VIDEO = /\.(mp4|m4v|mov|mkv|webm|mts|m2ts|avi|mpe?g|wmv|flv|ogv|3gp)$/i;
/** TypeScript has the same ending, and browsers take that for video too. */
const TRANSPORT_STREAM = /\.ts$/i;
/** Files whose bytes are not looked at: they are told by their name. */
const OTHER = /\.(jpe?g|png|webp|bmp|np[yz]|h5|hdf5|mat|json|xml|onnx|onnx_data|ya?ml|txt|csv)$/i;

/** By name, by what the browser takes it for, or by its first bytes; within a folder by its name alone. */
async function isVideo({ file, path }: FileAtPath): Promise<boolean> {
  const { name, type } = file;
  if (name.startsWith('.') || OTHER.test(name)) return false;
  if (VIDEO.test(name)) return true;
  const isStream = TRANSPORT_STREAM.test(name);
  if (!isStream && type.startsWith('video/')) return true;
  if (!isStream && path.includes('/')) return false;
  const bytes = await file
    .slice(0, Math.max(VIDEO_HEAD, PICTURE_HEAD))
    .arrayBuffer()
    .catch(() => new ArrayBuffer(0)); // as a picture it says why it cannot be read
  const head = new Uint8Array(bytes);
  return beginsLikeVideo(head) && !beginsLikePicture(head);
}

export async function videosAmong(
  files: readonly FileAtPath[],
): Promise<{ videos: FileAtPath[]; others: FileAtPath[] }> {
  const are = await Promise.all(files.map(isVideo));
  return {
    videos: files.filter((_, place) => are[place]),
    others: files.filter((_, place) => !are[place]),
  };
}
