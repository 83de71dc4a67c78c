/** What it is that a request, or a case, has in it: something by itself, two things together, or all that a request chooses, whichever of its case's requests does. */
export type FeatureKind = "single" | "pair" | "choice";

/** Something that requests have in them; within a `FeatureBook` the same thing is the same object. */
export class Feature {
  readonly kind: FeatureKind;
  readonly #pairs = new Map<Feature, Feature>();
  #several: Feature | null = null;

  constructor(kind: FeatureKind) {
    this.kind = kind;
  }

  /** This together with another, in this order. */
  with(other: Feature): Feature {
    const known = this.#pairs.get(other);
    if (known !== undefined) return known;
    const pair = new Feature("pair");
    this.#pairs.set(other, pair);
    return pair;
  }

  /** This, more than once. */
  get several(): Feature {
    this.#several ??= new Feature(this.kind);
    return this.#several;
  }
}

/** Gives features by their names. */
export class FeatureBook {
  readonly #singles = new Map<string, Feature>();
  readonly #choices = new Map<string, Feature>();

  single(name: string): Feature {
    return named(this.#singles, "single", name);
  }

  choice(name: string): Feature {
    return named(this.#choices, "choice", name);
  }
}

const named = (features: Map<string, Feature>, kind: FeatureKind, name: string): Feature => {
  const known = features.get(name);
  if (known !== undefined) return known;
  const feature = new Feature(kind);
  features.set(name, feature);
  return feature;
};
