/** A WebAssembly module in base64, compiled from AssemblyScript (scripts/vite/assembly-script.mjs). */
declare module '*?assembly' {
  const base64: string;
  export default base64;
}
