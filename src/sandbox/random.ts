/** Random numbers that repeat: the same seed gives the same numbers on every machine. */
export interface Random {
  /** A fraction from 0 (allowed) to 1 (not allowed). */
  fraction(): number;
  /** A whole number, both bounds allowed. */
  int(min: number, max: number): number;
  chance(share: number): boolean;
  /** @throws RangeError when the list is empty. */
  pick<T>(list: readonly T[]): T;
  shuffle<T>(list: readonly T[]): T[];
  digits(count: number): string;
}

/** Makes random numbers from a text; different texts give unrelated numbers. */
export function seededRandom(seed: string): Random {
  const next = sfc32(seed);
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    fraction: next,
    int,
    chance: (share) => next() < share,
    pick: (list) => {
      const picked = list[int(0, list.length - 1)];
      if (picked === undefined) throw new RangeError('Nothing to pick from.');
      return picked;
    },
    shuffle: (list) => shuffle(list, int),
    digits: (count) => Array.from({ length: count }, () => int(0, 9)).join(''),
  };
}

/** A number from 0 to 2^32-1 that stands for a text (FNV-1a). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

function shuffle<T>(list: readonly T[], int: (min: number, max: number) => number): T[] {
  const mixed = [...list];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = int(0, last);
    [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
  }
  return mixed;
}

/** The "small fast counter" generator of PractRand, 32 bits. */
function sfc32(seed: string): () => number {
  let a = hashText(`${seed}/a`);
  let b = hashText(`${seed}/b`);
  let c = hashText(`${seed}/c`);
  let counter = 1;
  const step = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // the first numbers still show the seed
  for (let warmUp = 0; warmUp < 15; warmUp += 1) step();
  return () => step() / 2 ** 32;
}
