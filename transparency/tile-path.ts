import { TILE_WIDTH, type TilePlace } from './tiles.ts';

/** Path of a tile below the address of a log (C2SP tlog-tiles): `tile/0/x001/x234/067`, `.p/<width>` where it is not full. */
export function tilePath({ level, index }: TilePlace, width: number = TILE_WIDTH): string {
  const digits = index.toString().padStart(Math.ceil(index.toString().length / 3) * 3, '0');
  const groups = digits.match(/.{3}/g) ?? [];
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${path}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}

const PATH = /^tile\/(0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** The tile that a path asks for, or null. One tile has one path: no other spelling of a number is taken. */
export function readTilePath(path: string): (TilePlace & { readonly width: number }) | null {
  const [, level, groups, partial] = PATH.exec(path) ?? [];
  if (level === undefined || groups === undefined) return null;
  const place = { level: Number(level), index: BigInt(groups.replaceAll(/[x/]/g, '')) };
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  if (place.level > 63 || tilePath(place, width) !== path) return null;
  return { ...place, width };
}
