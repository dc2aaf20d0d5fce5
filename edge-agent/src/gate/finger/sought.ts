import type { Logger } from 'pino';
import type { People } from '../../people/people.ts';
import type { GateGallery } from './gate-gallery.ts';

/** Keeps the gallery to what other gates recorded of people: whoever is held or should be is looked for, and nobody else. */
export class Sought {
  private readonly people: Pick<People, 'find' | 'isSought' | 'templatesOf'>;
  private readonly gallery: Pick<GateGallery, 'has' | 'join' | 'leave' | 'eraseFile'>;
  private readonly logger: Logger;

  constructor(
    people: Pick<People, 'find' | 'isSought' | 'templatesOf'>,
    gallery: Pick<GateGallery, 'has' | 'join' | 'leave' | 'eraseFile'>,
    logger: Logger,
  ) {
    this.people = people;
    this.gallery = gallery;
    this.logger = logger;
  }

  /** Searches for somebody's fingers from now on, or no more. */
  async look(subject: string): Promise<void> {
    const { people, gallery } = this;
    try {
      if (people.isSought(subject)) await gallery.join(subject, people.templatesOf(subject));
      else if (people.find(subject)) gallery.leave(subject);
    } catch (error) {
      this.logger.error({ err: error, subject }, 'fingers that another gate recorded cannot be read');
    }
  }

  /** Whether the gallery does not say what is on record: then `look`. */
  isAmiss(subject: string): boolean {
    return this.people.isSought(subject) !== this.gallery.has(subject);
  }

  /** Takes the file of all fingers off the disk where one of these people was erased; it comes back with the others' only. */
  forget(subjects: readonly string[]): void {
    if (subjects.some((subject) => this.people.find(subject)?.custody.forgotten)) this.gallery.eraseFile();
  }
}
