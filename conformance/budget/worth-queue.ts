/** What waits for its turn. */
export interface Waiting {
  /** The earlier of two that are worth the same comes first. */
  readonly index: number;
  worth: number;
}

const isBefore = (one: Waiting, other: Waiting): boolean =>
  one.worth > other.worth || (one.worth === other.worth && one.index < other.index);

/** Gives first what is worth most: a binary heap. What something is worth may change only while it is taken out. */
export class WorthQueue<Entry extends Waiting> {
  readonly #heap: Entry[] = [];

  /** Whether there is nothing that is worth more than this. */
  isFirst(entry: Entry): boolean {
    const [top] = this.#heap;
    return top === undefined || isBefore(entry, top);
  }

  push(entry: Entry): void {
    const heap = this.#heap;
    let at = heap.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || isBefore(parent, entry)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = entry;
  }

  pop(): Entry | undefined {
    const heap = this.#heap;
    const [top] = heap;
    const last = heap.pop();
    if (last === undefined || last === top) return top;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const [one, other] = [heap[left], heap[left + 1]];
      if (one === undefined) break;
      const isLeft = other === undefined || isBefore(one, other);
      const child = isLeft ? one : other;
      if (isBefore(last, child)) break;
      heap[at] = child;
      at = isLeft ? left : left + 1;
    }
    heap[at] = last;
    return top;
  }
}
