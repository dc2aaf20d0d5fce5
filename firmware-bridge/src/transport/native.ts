import { bridgeError } from '../errors.ts';

/** Reads a module with a native part when it is first wanted. @throws `native-module-missing` */
export type NativeModule<Exports> = () => Promise<Exports>;

/** @param name of its package, to be said where it is missing */
export function nativeModule<Exports>(name: string, load: () => Promise<Exports>): NativeModule<Exports> {
  let loaded: Promise<Exports> | undefined;
  return () => {
    loaded ??= load().catch((cause: unknown) => {
      loaded = undefined;
      throw bridgeError(
        'native-module-missing',
        { package: name, platform: `${process.platform}-${process.arch}` },
        cause,
      );
    });
    return loaded;
  };
}
