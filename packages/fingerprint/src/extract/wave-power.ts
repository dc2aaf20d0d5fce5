import { type Kernel, loadKernel } from '../wasm/kernel.ts';
import { runKernel } from '../wasm/run.ts';

/** Profiles to be compared with waves of some periods, centred as they are. */
interface WaveTask {
  /** Sums and differences of the values left and right of each profile's middle: `half` numbers a profile. */
  readonly evens: Float32Array;
  readonly odds: Float32Array;
  readonly half: number;
  /** For each of the `half` places one number a wave; the number of waves is a multiple of four. */
  readonly cosines: Float32Array;
  readonly sines: Float32Array;
  /** What the power of each wave is divided by. */
  readonly energies: Float32Array;
}

type WavePowers = (task: WaveTask) => Float32Array;

const { fround } = Math;

/** Power of every wave in every profile: squared correlation with its cosine and its sine, in 32 bits. */
export const wavePowersPlainly: WavePowers = ({ evens, odds, half, cosines, sines, energies }) => {
  const waves = energies.length;
  const powers = new Float32Array((evens.length / half) * waves);
  for (let at = 0; at < powers.length; at += 1) {
    const wave = at % waves;
    const start = ((at - wave) / waves) * half;
    let real = 0;
    let imaginary = 0;
    for (let place = 0; place < half; place += 1) {
      real = fround(real + fround((evens[start + place] ?? 0) * (cosines[place * waves + wave] ?? 0)));
      imaginary = fround(imaginary + fround((odds[start + place] ?? 0) * (sines[place * waves + wave] ?? 0)));
    }
    const power = fround(fround(real * real) + fround(imaginary * imaginary));
    powers[at] = power / (energies[wave] ?? 1);
  }
  return powers;
};

const kernel = loadKernel('extract', 'wavePowers');

/** As `wavePowersPlainly`, four waves at a time where the kernel was built. */
export const wavePowers: WavePowers = kernel ? quickly(kernel) : wavePowersPlainly;

function quickly(kernel: Kernel): WavePowers {
  return ({ evens, odds, half, cosines, sines, energies }) => {
    const count = evens.length / half;
    const powers = new Float32Array(count * energies.length);
    runKernel(kernel, {
      read: [evens, odds, cosines, sines, energies],
      written: [powers],
      numbers: [count, half, energies.length],
    });
    return powers;
  };
}
