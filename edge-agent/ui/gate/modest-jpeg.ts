/** As the station takes a photograph: upright, and of no more bytes than this. */
const [width, height] = [480, 640];
const mostBytes = 32_000;
const qualities = [0.86, 0.78, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2];
const prefix = 'data:image/jpeg;base64,';

/** The middle of a picture as a JPEG in base64, of the best quality that fits; undefined where none does. */
export function modestJpeg(source: CanvasImageSource, sourceWidth: number, sourceHeight: number): string | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const scale = Math.max(width / sourceWidth, height / sourceHeight);
  const [drawnWidth, drawnHeight] = [sourceWidth * scale, sourceHeight * scale];
  canvas
    .getContext('2d')
    ?.drawImage(source, (width - drawnWidth) / 2, (height - drawnHeight) / 2, drawnWidth, drawnHeight);
  for (const quality of qualities) {
    const text = canvas.toDataURL('image/jpeg', quality).slice(prefix.length);
    if ((text.length / 4) * 3 <= mostBytes) return text;
  }
  return undefined;
}

/** The same as a picture that the page can show. */
export const pictureOf = (jpeg: string): string => `${prefix}${jpeg}`;
