/** Commands that the emulator knows, by level. */
const commandsByLevel: readonly (readonly string[])[] = [
  ['I0', 'I1', 'I2', 'I3', 'I4', 'I5', '@', 'S', 'SI', 'SIR', 'Z', 'ZI'],
  ['C', 'D', 'DW', 'K', 'SC', 'SR', 'SRU', 'T', 'TA', 'TAC', 'TC', 'TI', 'ZC'],
  [
    ...['C0', 'C1', 'C2', 'C3', 'DAT', 'I10', 'I11', 'I14', 'I15', 'I16', 'I21', 'I26', 'I50', 'I51'],
    ...['M01', 'M02', 'M03', 'M19', 'M20', 'M21', 'M27', 'M28', 'M29', 'M31', 'M35', 'P100', 'P101', 'P102'],
    ...['PWR', 'SIRU', 'SIS', 'SIU', 'SNR', 'SNRU', 'ST', 'SU', 'TIM', 'TST0', 'TST1', 'TST2', 'TST3', 'UPD'],
  ],
];

/** What `I0` answers: a line for each command, and that more follow after all but the last. */
export function listing(): string[] {
  const all = commandsByLevel.flatMap((names, level) => names.map((name) => `${level} "${name}"`));
  return inLines('I0', all);
}

/** An answer of several lines. */
export const inLines = (name: string, all: readonly string[]): string[] =>
  all.map((each, index) => `${name} ${index < all.length - 1 ? 'B' : 'A'} ${each}`);
