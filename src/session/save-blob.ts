const URL_LIFETIME_MS = 10_000;

/** File systems refuse more than this; text direction marks could disguise the extension. */
function safeName(name: string): string {
  return name.replace(/[\p{Cc}\p{Bidi_Control}<>:"/\\|?*]/gu, '_').slice(-120);
}

export function saveBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = safeName(fileName);
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), URL_LIFETIME_MS);
}
