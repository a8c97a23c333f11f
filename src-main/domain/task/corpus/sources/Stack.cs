using System;
using System.Collections.Generic;

namespace Example
{
    /// <summary>A stack of <typeparamref name="T"/>.</summary>
    public sealed class Stack<T> where T : IComparable<T>
    {
        private readonly List<T> items = new List<T>();

        public bool Smaller(T left, T right) => left.CompareTo(right) < 0 && items.Count > 0;

        public Func<T, Action<List<T>>> Push => item => list => list.Add(item);
    }
}
