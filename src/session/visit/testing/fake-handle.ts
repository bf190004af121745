/** A handle as Chrome gives it. */
export function fakeHandle(
  name: string,
  state: PermissionState = 'granted',
  answer: PermissionState = state,
) {
  return {
    kind: 'file',
    name,
    getFile: async () => new File([name], name),
    queryPermission: async () => state,
    requestPermission: async () => answer,
  } as unknown as FileSystemHandle;
}
