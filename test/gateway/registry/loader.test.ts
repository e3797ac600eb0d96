import { describe, expect, test } from 'vitest';
import { createLoader } from '../../../gateway/registry/loader.ts';

function aLoader() {
  const asked: (readonly string[])[] = [];
  const loader = createLoader<string>(async (keys) => {
    asked.push(keys);
    return new Map(keys.filter((key) => key !== 'unknown').map((key) => [key, `value of ${key}`]));
  });
  return { loader, asked };
}

describe('createLoader', () => {
  test('what is asked within one turn is asked for together, each key once', async () => {
    const { loader, asked } = aLoader();
    const values = await Promise.all(['a', 'b', 'a'].map((key) => loader.load(key)));
    expect(values).toEqual(['value of a', 'value of b', 'value of a']);
    expect(asked).toEqual([['a', 'b']]);
  });

  test('resolvers that first wait for settled promises are still of the same turn', async () => {
    const { loader, asked } = aLoader();
    const later = async (turns: number, key: string) => {
      for (let turn = 0; turn < turns; turn += 1) await null;
      return loader.load(key);
    };
    await Promise.all([later(0, 'a'), later(5, 'b'), later(9, 'c')]);
    expect(asked).toEqual([['a', 'b', 'c']]);
  });

  test('it remembers what it was told, and what it was given', async () => {
    const { loader, asked } = aLoader();
    await loader.load('a');
    loader.prime('b', 'given');
    loader.prime('a', 'too late');
    await expect(Promise.all([loader.load('a'), loader.load('b')])).resolves.toEqual(['value of a', 'given']);
    expect(asked).toEqual([['a']]);
  });

  test('an unknown key is null, and a failure is everybody’s who asked', async () => {
    const { loader } = aLoader();
    await expect(loader.load('unknown')).resolves.toBeNull();
    const broken = createLoader(() => Promise.reject(new Error('no database')));
    const asked = await Promise.allSettled([broken.load('a'), broken.load('b')]);
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
