export interface FileServer {
  /** Ends in a slash. */
  url: string;
  close(): Promise<void>;
}

export interface ServedFile {
  file: string;
  writable: boolean;
}

export declare function serveFiles(
  root: string,
  locate: (name: string) => ServedFile | null,
  headers?: Record<string, string>,
): Promise<FileServer>;

export declare function inPage(dist: string, name: string): ServedFile;
