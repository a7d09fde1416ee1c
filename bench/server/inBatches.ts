/** Does something so many times, fifty at a time: more at once would be refused by what listens. */
export async function inBatches<T>(count: number, act: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  while (results.length < count) {
    const batch = Array.from({ length: Math.min(50, count - results.length) }, (_, i) => results.length + i)
    results.push(...(await Promise.all(batch.map(act))))
  }
  return results
}
