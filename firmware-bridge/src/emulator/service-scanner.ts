import type { Protocol } from '@custody-edge/device-profiles';
import { z } from 'zod';
import type { GreyPicture } from '../picture/grey-picture.ts';
import { fingerCommands, pictureIn, read } from './emulator.ts';
import { EmulatedGlass } from './glass.ts';
import type { ServiceEmulator, ServiceRequest } from './service.ts';

const commandSchema = z.discriminatedUnion('command', [...fingerCommands]);

/** The scanner beside a local service: its glass, its cable, and whether somebody else is using it. */
export abstract class ServiceScanner implements ServiceEmulator {
  abstract readonly protocol: Protocol;
  protected isPlugged = true;
  protected isBusy = false;
  readonly #glass = new EmulatedGlass();
  readonly #speed: number;

  /** @param speed how much faster than the real device a finger is waited for */
  constructor(speed: number) {
    this.#speed = speed;
  }

  abstract answer(request: ServiceRequest): Promise<unknown>;

  /** Lays a finger on the glass: the picture as it is. */
  place(picture: GreyPicture): void {
    this.#glass.place(picture);
  }

  lift(): void {
    this.#glass.lift();
  }

  obey(command: unknown): void {
    const told = read(commandSchema, this.protocol, command);
    if (told.command === 'place-finger') this.place(pictureIn(told));
    else this.lift();
  }

  restart(): void {
    this.#glass.close();
  }

  setPlugged(plugged: boolean): void {
    this.isPlugged = plugged;
    this.#glass.close();
  }

  setBusy(busy: boolean): void {
    this.isBusy = busy;
  }

  close(): void {
    this.#glass.close();
  }

  /** The finger that lies there, or comes within the time that the service was told to wait. */
  protected async finger(waitMs: number): Promise<GreyPicture | undefined> {
    return this.isPlugged ? this.#glass.finger(waitMs / this.#speed) : undefined;
  }
}
