import { findProfile, loadCatalogue, type ProfileOf, type Protocol } from '@custody-edge/device-profiles';
import { type EmulatorOf, type RunningEmulator, startEmulator } from '@custody-edge/firmware-bridge/emulators';

/** Plugs what stands for a model into the kernel itself. */
export function plugIn<Name extends Protocol>(
  protocol: Name,
  model: string,
): Promise<RunningEmulator<EmulatorOf<Name>>> {
  const profile = findProfile(loadCatalogue(), model);
  const speaks = (each: typeof profile): each is ProfileOf<Name> => each.protocol === protocol;
  if (!speaks(profile)) throw new Error(`${model} does not speak ${protocol}`);
  return startEmulator(protocol, profile, { speed: 10 });
}
