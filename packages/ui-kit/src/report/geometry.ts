/** A4 in points, as the PDF takes it. */
export const pageWidth = 595;
export const pageHeight = 842;
/** Court files are bound at the left. */
export const left = 58;
const right = 40;
export const inner = pageWidth - left - right;
export const top = 34;
export const bottom = 30;
/** Of the foot: the code with its blank, 23 mm. */
export const footHeight = 70;
