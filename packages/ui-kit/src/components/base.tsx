/** Before every address that the page asks its server for. */
let base = '';

/** A page that stands inside another one asks a server of its own behind this. Call before anything is shown. */
export function setBase(before: string): void {
  base = before;
}

/** Where the page asks for what stands at `url`. */
export const addressOf = (url: string): string => base + url;
