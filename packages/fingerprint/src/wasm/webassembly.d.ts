/** The part of the WebAssembly interface that is used here; the compiler knows it only together with a browser's page. */
declare namespace WebAssembly {
  class Memory<Buffer extends ArrayBufferLike = ArrayBuffer> {
    readonly buffer: Buffer;
    constructor(limits: { readonly initial: number; readonly maximum?: number; readonly shared?: boolean });
    grow(pages: number): number;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  type Exports = Readonly<Record<string, (...numbers: number[]) => void>>;
  class Instance {
    readonly exports: Exports;
    constructor(module: Module, imports: { readonly env: { readonly memory: Memory<ArrayBufferLike> } });
  }
}
