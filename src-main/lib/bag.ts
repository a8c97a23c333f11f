/**
 * Members that come and go, in no order: for what every call enters and leaves. A `Set` used so makes itself a new
 * table time and again and leaves one behind that points to the next. Once a left one is among the old, V8 keeps all
 * that the later ones held, whole calls, until its next full collection.
 */
export class Bag<T extends NonNullable<unknown>> implements Iterable<T> {
  private readonly members: T[] = [];

  add(member: T): void {
    this.members.push(member);
  }

  /** Takes the member out once, if it is there. */
  delete(member: T): void {
    const at = this.members.indexOf(member);
    if (at < 0) return;
    const last = this.members.pop();
    if (at < this.members.length && last !== undefined) this.members[at] = last;
  }

  [Symbol.iterator](): Iterator<T> {
    return this.members[Symbol.iterator]();
  }
}
