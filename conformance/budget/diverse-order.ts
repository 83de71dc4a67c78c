import { isJsonObject, type JsonObject } from "../../contract/index.ts";
import type { Case } from "../cases/case.ts";
import type { Knowledge } from "../cases/knowledge.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import type { Shape } from "../generate/schema-shape.ts";
import { type Feature, FeatureBook, type FeatureKind } from "./feature.ts";
import { type FeaturesOf, requestFeatures } from "./request-features.ts";
import { type Waiting, WorthQueue } from "./worth-queue.ts";

/** Steps of a case beyond these are told apart no more. */
const MAX_STEPS = 6;
/** What a feature is worth that no case has shown yet, beside one that some have. */
const NEW = 20;
/** The same of two kinds of members together. */
const NEW_PAIR = 5;
/** The same of all that a request chooses: a fault may show with one such choice alone, and a request that makes it may have little else in it. */
const NEW_CHOICE = 100;

/** What a case has in it counts for less where it has much: half way between the sum and the mean would be 0.5, and longer requests come first there. */
const SIZE_POWER = 0.75;

/** A case in its place in a telling order. */
export interface OrderedCase {
  readonly index: number;
  /** How many requests it has. */
  readonly requests: number;
  /** Up to here every feature was shown that any of the cases has, pairs and choices left aside. */
  readonly isCovered: boolean;
}

/** How often a feature was shown. */
interface Showing {
  /** What it is worth as long as no case has shown it. */
  readonly worthNew: number;
  times: number;
}

interface Candidate extends Waiting {
  readonly requests: number;
  readonly showings: readonly Showing[];
}

const membersOf = (plan: RequestPlan | undefined): JsonObject =>
  plan?.body.kind === "json" && isJsonObject(plan.body.value) ? plan.body.value : {};

/** In which members each step differs from the first one. */
const changesIn = (plans: readonly RequestPlan[]): readonly string[] => {
  const first = membersOf(plans[0]);
  return plans.slice(1, MAX_STEPS).flatMap((plan, step) => {
    const own = membersOf(plan);
    const names = [...new Set([...Object.keys(first), ...Object.keys(own)])].toSorted();
    return names.flatMap((name) => {
      const [before, now] = [first[name], own[name]];
      if (before === now || JSON.stringify(before) === JSON.stringify(now)) return [];
      if (typeof before !== "number" || typeof now !== "number") return `${step + 1} changes ${name}`;
      return `${step + 1} ${now > before ? "raises" : "lowers"} ${name}`;
    });
  });
};

const WORTH_NEW: { readonly [Kind in FeatureKind]: number } = { single: NEW, pair: NEW_PAIR, choice: NEW_CHOICE };

const isSingle = ({ worthNew }: Showing): boolean => worthNew === NEW;

const worthOf = (showings: readonly Showing[]): number => {
  let sum = 0;
  for (const { times, worthNew } of showings) sum += times > 0 ? 1 / times : worthNew;
  return sum / showings.length ** SIZE_POWER;
};

/** How often each feature was shown: by the first step of a case, by the second and so on, and by whichever. */
class Showings {
  readonly #book: FeatureBook;
  readonly #featuresOf: FeaturesOf;
  readonly #byStep: readonly Map<Feature, Showing>[] = Array.from({ length: MAX_STEPS + 1 }, () => new Map());
  readonly #ofCases = new Map<Feature, Showing>();

  constructor(book: FeatureBook, featuresOf: FeaturesOf) {
    this.#book = book;
    this.#featuresOf = featuresOf;
  }

  /** Those of what a case has in it, step by step, and of what changes between its steps. */
  of({ plans }: Case): readonly Showing[] {
    const found = new Set<Showing>();
    for (const name of [`${plans.length} steps`, ...changesIn(plans)])
      found.add(showingIn(this.#ofCases, this.#book.single(name)));
    const ofPlan = new Map(Array.from(new Set(plans), (plan) => [plan, this.#featuresOf(plan)]));
    for (const [step, plan] of plans.entries()) {
      const ofStep = this.#byStep[Math.min(step, MAX_STEPS)] ?? this.#ofCases;
      for (const feature of ofPlan.get(plan) ?? [])
        found.add(showingIn(feature.kind === "choice" ? this.#ofCases : ofStep, feature));
    }
    return [...found];
  }

  /** How many single features were shown by none of the cases yet. */
  get unseen(): number {
    return [this.#ofCases, ...this.#byStep].flatMap((showings) => [...showings.values()].filter(isSingle)).length;
  }
}

const showingIn = (showings: Map<Feature, Showing>, feature: Feature): Showing => {
  const before = showings.get(feature);
  if (before !== undefined) return before;
  const showing = { worthNew: WORTH_NEW[feature.kind], times: 0 };
  showings.set(feature, showing);
  return showing;
};

/**
 * Orders cases so that the first ones have in them what the others have too: each is the one that adds most to those before it, the
 * earliest where several do. Depends on nothing but the cases and what is known of the fleet; those that nobody asks for are not put in
 * order. `shape` is that of the request bodies.
 */
export const diverseOrder = function* (
  cases: readonly Case[],
  shape: Shape,
  knowledge: Knowledge,
): Generator<OrderedCase, undefined> {
  const book = new FeatureBook();
  const known = new Showings(book, requestFeatures(shape, knowledge, book));
  const queue = new WorthQueue<Candidate>();
  for (const [index, testCase] of cases.entries()) {
    const showings = known.of(testCase);
    queue.push({ index, showings, worth: worthOf(showings), requests: testCase.plans.length });
  }
  let { unseen } = known;
  for (let best = queue.pop(); best !== undefined; best = queue.pop()) {
    // What a case is worth only falls, so that the one which is worth most by its latest worth is the best once that is up to date.
    best.worth = worthOf(best.showings);
    if (!queue.isFirst(best)) {
      queue.push(best);
      continue;
    }
    const { index, requests, showings } = best;
    unseen -= showings.filter((showing) => isSingle(showing) && showing.times === 0).length;
    for (const showing of showings) showing.times += 1;
    yield { index, requests, isCovered: unseen === 0 };
  }
};
