/** OpenJPEG as WebAssembly; the parts that are used. */
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  interface FrameInfo {
    readonly width: number;
    readonly height: number;
    readonly bitsPerSample: number;
    readonly componentCount: number;
    readonly isSigned: boolean;
  }
  interface J2KDecoder {
    /** Room for the file, within the memory of the module. */
    getEncodedBuffer(byteCount: number): Uint8Array;
    decode(): void;
    getFrameInfo(): FrameInfo;
    getDecodedBuffer(): Uint8Array;
    delete(): void;
  }
  /** Starts the module; `print` and `printErr` take what it says. */
  const start: (options: { print(line: string): void; printErr(line: string): void }) => Promise<{
    readonly J2KDecoder: new () => J2KDecoder;
  }>;
  export default start;
}
