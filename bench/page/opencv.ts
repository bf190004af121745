/** `connectedComponentsWithStats` of OpenCV.js on the same mask. */
import opencvUrl from '@techstark/opencv-js/dist/opencv.js?url';
import type { Size } from '#src/core/types';

interface Mat {
  data: Uint8Array;
  delete(): void;
}

interface OpenCv {
  Mat: new (rows?: number, columns?: number, type?: number) => Mat;
  CV_8UC1: number;
  connectedComponentsWithStats(
    mask: Mat,
    labels: Mat,
    stats: Mat,
    centroids: Mat,
    connectivity: number,
  ): number;
  onRuntimeInitialized?: () => void;
}

declare global {
  var cv: OpenCv;
}

/**
 * A classic script: the package assigns to undeclared names, which a module may not. Gives nothing
 * back: `cv` has a `then` that never ends.
 */
async function loadOpenCv(): Promise<void> {
  const script = document.createElement('script');
  script.src = opencvUrl;
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  if (cv.Mat === undefined) {
    await new Promise<void>((resolve) => {
      cv.onRuntimeInitialized = resolve;
    });
  }
}

export async function openOpenCv(mask: Uint8Array, { width, height }: Size) {
  await loadOpenCv();
  const source = new cv.Mat(height, width, cv.CV_8UC1);
  const [labels, stats, centroids] = [new cv.Mat(), new cv.Mat(), new cv.Mat()];
  source.data.set(mask);
  return {
    /** Number of components, the background left out. */
    run: () => cv.connectedComponentsWithStats(source, labels, stats, centroids, 8) - 1,
    release: () => {
      for (const matrix of [source, labels, stats, centroids]) matrix.delete();
    },
  };
}
