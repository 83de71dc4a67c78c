import fc from "fast-check";

const without = function* <Element>(
  list: readonly Element[],
  minLength: number,
): IterableIterator<fc.Value<readonly Element[]>> {
  if (list.length <= minLength) return;
  for (const index of list.keys()) yield new fc.Value(list.toSpliced(index, 1), undefined);
};

class ThinnedList<Element> extends fc.Arbitrary<readonly Element[]> {
  readonly #source: fc.Arbitrary<readonly Element[]>;
  readonly #minLength: number;

  constructor(source: fc.Arbitrary<readonly Element[]>, minLength: number) {
    super();
    this.#source = source;
    this.#minLength = minLength;
  }

  generate(random: fc.Random, biasFactor: number | undefined): fc.Value<readonly Element[]> {
    const made = this.#source.generate(random, biasFactor);
    return new fc.Value(made.value, made);
  }

  canShrinkWithoutContext(_: unknown): _ is readonly Element[] {
    return false;
  }

  shrink(list: readonly Element[], context: unknown): fc.Stream<fc.Value<readonly Element[]>> {
    const own =
      context instanceof fc.Value
        ? this.#source.shrink(list, context.context).map((made) => new fc.Value(made.value, made))
        : fc.Stream.nil<fc.Value<readonly Element[]>>();
    return own.join(fc.stream(without(list, this.#minLength)));
  }
}

/**
 * The lists of `source`, shrunk until no one element can be left out. fast-check's own lists with a `minLength` above 0 always
 * keep an element of their end: of `[culprit, other]` with at least one it tries `[other]` alone.
 */
export const thinnedList = <Element>(
  source: fc.Arbitrary<readonly Element[]>,
  minLength: number,
): fc.Arbitrary<readonly Element[]> => new ThinnedList(source, minLength);
