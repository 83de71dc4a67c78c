import fc from "fast-check";

/** A longer list loses many elements at a time first: its elements are looked at when few are left. */
const LONG = 8;

/** The list without each stretch of so many elements. */
const without = function* <Element>(
  list: readonly Element[],
  count: number,
  minLength: number,
): IterableIterator<fc.Value<readonly Element[]>> {
  for (let start = 0; start < list.length; start += count) {
    const left = list.toSpliced(start, count);
    if (left.length >= minLength) yield new fc.Value(left, undefined);
  }
};

const withoutMany = function* <Element>(
  list: readonly Element[],
  minLength: number,
): IterableIterator<fc.Value<readonly Element[]>> {
  for (let count = Math.floor(list.length / 2); count > 1; count = Math.floor(count / 2))
    yield* without(list, count, minLength);
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
    const one = fc.stream(without(list, 1, this.#minLength));
    return list.length > LONG ? fc.stream(withoutMany(list, this.#minLength)).join(one, own) : own.join(one);
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
