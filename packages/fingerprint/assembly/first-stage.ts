/*
 * First stage of a search through a gallery, sixteen of the probe's minutiae an instruction. `src/gallery/first-stage.ts` says what it
 * computes and gives the same numbers without it; `src/gallery/slot.ts` lays out the bytes of a slot, `probe-block.ts` those of the probe.
 */

/** Minutiae of the probe, a lane each. */
const lanes: usize = 32;
const sketchBytes: usize = 40;
const minutiaBytes: usize = 43;
const slotHeaderBytes: usize = 12;
const angleAt: usize = sketchBytes * lanes;
const xAt: usize = angleAt + lanes;
const yAt: usize = xAt + lanes;
const cosAt: usize = yAt + lanes;
const sinAt: usize = cosAt + 512;
const likenessAt: usize = sinAt + 512;
const turnAt: usize = likenessAt + lanes;
const partnerXAt: usize = turnAt + lanes;
const partnerYAt: usize = partnerXAt + lanes;

/** Scores `count` slots from address `first` on against the probe's block, each into its own header. */
export function scoreSlots(
  block: usize,
  first: usize,
  count: i32,
  slotBytes: i32,
  turnReach: i32,
  shiftReach: i32,
): void {
  let slot = first;
  for (let index = 0; index < count; index++) {
    const minutiae = <i32>load<u16>(slot);
    findPartners(block, slot + slotHeaderBytes, minutiae);
    store<u16>(slot, <u16>consistentLikeness(block, turnReach, shiftReach), 2);
    slot += slotBytes;
  }
}

/** For each lane the likeness of the most alike of the slot's minutiae, its turn and its place. */
function findPartners(block: usize, minutiae: usize, count: i32): void {
  for (let half: usize = 0; half < lanes; half += 16) {
    const probe = block + half;
    const ownAngle = v128.load(probe, angleAt);
    let most = i8x16.splat(0);
    let turn = i8x16.splat(0);
    let x = i8x16.splat(0);
    let y = i8x16.splat(0);
    for (let index = 0; index < count; index++) {
      const other = minutiae + <usize>index * minutiaBytes;
      const alike = likeness(probe, other);
      const more = v128.not(i8x16.eq(i8x16.max_u(most, alike), most));
      most = i8x16.max_u(most, alike);
      turn = v128.bitselect(i8x16.sub(v128.load8_splat(other, 40), ownAngle), turn, more);
      x = v128.bitselect(v128.load8_splat(other, 41), x, more);
      y = v128.bitselect(v128.load8_splat(other, 42), y, more);
    }
    v128.store(probe, most, likenessAt);
    v128.store(probe, turn, turnAt);
    v128.store(probe, x, partnerXAt);
    v128.store(probe, y, partnerYAt);
  }
}

function likeness(probe: usize, other: usize): v128 {
  let common = i8x16.splat(0);
  let different = i8x16.splat(0);
  let cells = i8x16.splat(0);
  for (let byte: usize = 0; byte < 4; byte++) {
    const inside = v128.and(v128.load(probe + (32 + byte) * lanes), v128.load8_splat(other + byte, 32));
    const flowing = v128.and(v128.load(probe + (36 + byte) * lanes), v128.load8_splat(other + byte, 36));
    cells = i8x16.add(cells, i8x16.popcnt(flowing));
    for (let word: usize = 0; word < 16; word += 4) {
      const ownNeighbours = v128.load(probe + (word + byte) * lanes);
      const neighbours = v128.load8_splat(other + word + byte);
      const ownRidges = v128.load(probe + (16 + word + byte) * lanes);
      const ridges = v128.load8_splat(other + word + byte, 16);
      common = i8x16.add(common, i8x16.popcnt(v128.and(ownNeighbours, neighbours)));
      different = i8x16.add_sat_u(
        different,
        i8x16.add(
          i8x16.popcnt(v128.and(v128.xor(ownNeighbours, neighbours), inside)),
          i8x16.popcnt(v128.and(v128.xor(ownRidges, ridges), flowing)),
        ),
      );
    }
  }
  return i8x16.sub_sat_u(i8x16.add_sat_u(i8x16.add_sat_u(common, common), cells), different);
}

/** The greatest sum of likeness over pairs that tell the motion of one of them. */
function consistentLikeness(block: usize, turnReach: i32, shiftReach: i32): i32 {
  const zero = i8x16.splat(0);
  const lower = v128.load(block, turnAt);
  const upper = v128.load(block + 16, turnAt);
  const reach = i8x16.splat(<i8>turnReach);
  const width = i8x16.splat(<i8>(2 * turnReach));
  const alike =
    i8x16.bitmask(i8x16.ne(v128.load(block, likenessAt), zero)) |
    (i8x16.bitmask(i8x16.ne(v128.load(block + 16, likenessAt), zero)) << 16);
  let most = 0;
  for (let seeds = alike; seeds !== 0; seeds &= seeds - 1) {
    const seed = block + <usize>ctz(seeds);
    const turned = load<u8>(seed, turnAt);
    const from = i8x16.sub(i8x16.splat(<i8>turned), reach);
    let pairs =
      alike &
      (i8x16.bitmask(i8x16.le_u(i8x16.sub(lower, from), width)) |
        (i8x16.bitmask(i8x16.le_u(i8x16.sub(upper, from), width)) << 16));
    const cos = <i32>load<i16>(block + ((<usize>turned) << 1), cosAt);
    const sin = <i32>load<i16>(block + ((<usize>turned) << 1), sinAt);
    const x = <i32>load<i8>(seed, xAt);
    const y = <i32>load<i8>(seed, yAt);
    const partnerX = <i32>load<i8>(seed, partnerXAt);
    const partnerY = <i32>load<i8>(seed, partnerYAt);
    let sum = 0;
    for (; pairs !== 0; pairs &= pairs - 1) {
      const pair = block + <usize>ctz(pairs);
      const offX = <i32>load<i8>(pair, xAt) - x;
      const offY = <i32>load<i8>(pair, yAt) - y;
      const missX = ((<i32>load<i8>(pair, partnerXAt) - partnerX) << 7) - (cos * offX - sin * offY);
      if (abs(missX) > shiftReach) continue;
      const missY = ((<i32>load<i8>(pair, partnerYAt) - partnerY) << 7) - (sin * offX + cos * offY);
      if (abs(missY) > shiftReach) continue;
      sum += <i32>load<u8>(pair, likenessAt);
    }
    if (sum > most) most = sum;
  }
  return most;
}
