/** A list that forgets its oldest values: it holds no more than `room`. */
export class Ring<T> {
  private items: T[] = [];
  private first = 0;

  constructor(private readonly room: number) {}

  get length(): number {
    return this.items.length - this.first;
  }

  push(item: T): void {
    this.items.push(item);
    if (this.length > this.room) this.forget(1);
  }

  at(index: number): T | undefined {
    return this.items[this.first + (index < 0 ? this.length + index : index)];
  }

  /** Lets go of the oldest `count` values. */
  forget(count: number): void {
    this.first += Math.min(count, this.length);
    // Moved together only now and then, so that each value is moved but once or twice in its life.
    if (this.first < 512 || this.first < this.items.length / 2) return;
    this.items = this.items.slice(this.first);
    this.first = 0;
  }

  /** The index of the first value that `isBehind` holds for, where it holds for all that follow: by halving. */
  search(isBehind: (item: T) => boolean): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const item = this.at(middle);
      if (item !== undefined && isBehind(item)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
