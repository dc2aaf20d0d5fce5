/** 24 x 20 pixels of 11 × row + 7 × column, without loss, as OpenJPEG 2.5.4 wrote them. */
export const openJpegs = Buffer.from(
  '/0//UQApAAAAAAAYAAAAFAAAAAAAAAAAAAAAGAAAABQAAAAAAAAAAAABBwEB/1IADAACAAEAAgQEAAH/XAAKQEBISFBISFD/ZAAlAAFDcmVhdGVk' +
    'IGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjT/kAAKAAAAAADQAAH/k9+A+BIUxzYNnJyeb/i/ivV9Mu7H63sMCzu1kRQCYJNQzffD6hGfgJx+AkAp' +
    '/WauCTnxZsaaEHbP7Ny6fyQo4ru34PZRsYT9D7KlK3G1Vn8tEsVhyEW42s3kaxhLq3BqZRrH2kU/Ain5igB2k2ZbataHDPwEAkqW78OjmIPaeqv1' +
    'VvzLVd0HrJ+LABx/ds4LNxNVNRhribvI/KW0MPqExmqLC/99AUcCbDiRXBHXv4LFU4q+CrtvYl7I4h4G/3//f/9//9k=',
  'base64',
);
export const openJpegsPixels = Uint8Array.from(
  { length: 24 * 20 },
  (_, at) => (Math.floor(at / 24) * 11 + (at % 24) * 7) % 256,
);
