/** UCUM codes as people write them. */
const units: Readonly<Record<string, string>> = { '/cm': 'cm⁻¹', '1/cm': 'cm⁻¹' };

export const unitText = (unit: string): string => units[unit] ?? unit;
