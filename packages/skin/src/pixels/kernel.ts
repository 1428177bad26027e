/** Memory of a kernel, seen as what lies in it. Views are new after it grew. */
export interface Views {
  readonly floats: Float32Array;
  readonly bytes: Uint8Array;
}

/** A small WebAssembly module of this package (a `.wat`, assembled by scripts/generate.mjs) with memory of its own. */
export interface Kernel<Exports> {
  readonly run: Exports;
  /** Its memory with room for so many bytes. */
  room(bytes: number): Views;
}

const PAGE = 65_536;

/** Compiles a module (base64) where it is first asked for: about a kilobyte. Asking throws `WebAssembly.CompileError` on a page that forbids WebAssembly
 *  (CSP without `wasm-unsafe-eval`): no net runs there either. */
export const kernelOf = <Exports>(module: string): (() => Kernel<Exports>) => {
  let known: Kernel<Exports> | undefined;
  return () => {
    known ??= start<Exports>(module);
    return known;
  };
};

const start = <Exports>(module: string): Kernel<Exports> => {
  const binary = Uint8Array.from(atob(module), (c) => c.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary));
  const memory = exports.memory as WebAssembly.Memory;
  let views = viewsOf(memory);
  return {
    run: exports as Exports,
    room: (bytes) => {
      const missing = bytes - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
      if (views.bytes.buffer !== memory.buffer) views = viewsOf(memory);
      return views;
    },
  };
};

const viewsOf = ({ buffer }: WebAssembly.Memory): Views => ({
  floats: new Float32Array(buffer),
  bytes: new Uint8Array(buffer),
});
