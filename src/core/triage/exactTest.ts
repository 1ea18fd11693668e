/** Fisher's exact test, one-sided: is it chance that so many of those failed here? */

/**
 * How likely it is to find at least `hits` marked ones among `drawn`, where `marked` of `all` are marked and the drawing does not
 * look at the marks. Exact also for small numbers. From 0 to 1.
 */
export function chanceOfAtLeast({
  hits,
  drawn,
  marked,
  all,
}: {
  readonly hits: number;
  readonly drawn: number;
  readonly marked: number;
  readonly all: number;
}): number {
  const most = Math.min(drawn, marked);
  const least = Math.max(0, drawn + marked - all);
  if (!(hits > least)) {
    return 1;
  }
  if (hits > most) {
    return 0;
  }
  const likely = (found: number): number =>
    Math.exp(logChoose(marked, found) + logChoose(all - marked, drawn - found) - logChoose(all, drawn));
  // Away from the middle each term is smaller than the one before, so that none is lost by being too small to begin with.
  let sum = 0;
  if (hits > (drawn * marked) / all) {
    for (let found = hits, term = likely(found); found <= most && term > 0; found++) {
      sum += term;
      term *= ((marked - found) * (drawn - found)) / ((found + 1) * (all - marked - drawn + found + 1));
    }
    return Math.min(1, sum);
  }
  for (let found = hits - 1, term = likely(found); found >= least && term > 0; found--) {
    sum += term;
    term *= (found * (all - marked - drawn + found)) / ((marked - found + 1) * (drawn - found + 1));
  }
  return Math.max(0, 1 - sum);
}

/** The logarithm of how many ways there are to take `some` of `all`. */
function logChoose(all: number, some: number): number {
  return logFactorial(all) - logFactorial(some) - logFactorial(all - some);
}

const KNOWN: number[] = [0, 0];

/** ln n!, exact to a few parts in 10¹³. */
function logFactorial(n: number): number {
  if (n >= 256) {
    const x = n + 1;
    return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3);
  }
  for (let next = KNOWN.length; next <= n; next++) {
    KNOWN.push((KNOWN[next - 1] ?? 0) + Math.log(next));
  }
  return KNOWN[n] ?? 0;
}
