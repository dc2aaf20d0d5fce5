/** What files of a report are called, without what kind of file each is. */
export const fileNameOf = (number: string): string => `report-${number.replaceAll(/[^A-Za-z0-9-]+/g, '-')}`;
