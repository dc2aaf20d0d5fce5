/** Commands without an answer: SYN, a letter, CR. */
export const triggerOn = Uint8Array.of(0x16, 0x54, 0x0d);
export const triggerOff = Uint8Array.of(0x16, 0x55, 0x0d);
