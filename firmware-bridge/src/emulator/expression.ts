/** A number that may change with time: of seconds. */
export type Expression = (seconds: number) => number;

const longestText = 500;
const deepest = 40;

/** What a name stands for, and of how many arguments. */
const functions: Readonly<
  Record<string, { readonly count: number; of(seconds: number, a: number, b: number): number }>
> = {
  sin: { count: 1, of: (_, a) => Math.sin(a) },
  cos: { count: 1, of: (_, a) => Math.cos(a) },
  exp: { count: 1, of: (_, a) => Math.exp(a) },
  sqrt: { count: 1, of: (_, a) => Math.sqrt(a) },
  abs: { count: 1, of: (_, a) => Math.abs(a) },
  floor: { count: 1, of: (_, a) => Math.floor(a) },
  min: { count: 2, of: (_, a, b) => Math.min(a, b) },
  max: { count: 2, of: (_, a, b) => Math.max(a, b) },
  /** 0 before so many seconds, then 1. */
  step: { count: 1, of: (seconds, a) => (seconds >= a ? 1 : 0) },
  /** 1 between two times, else 0. */
  pulse: { count: 2, of: (seconds, a, b) => (seconds >= a && seconds < b ? 1 : 0) },
};

const constants: Readonly<Record<string, Expression>> = { t: (seconds) => seconds, pi: () => Math.PI };

const tokenPattern = /\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|([a-z]+)|([-+*/^(),]))/y;

/**
 * Reads arithmetic of numbers, `t` (seconds), `pi`, `+ - * / ^`, parentheses and the functions above, such as `20 + 0.01*sin(t)` or
 * `step(5)*100`.
 * @throws SyntaxError that says what is wrong
 */
export function parseExpression(text: string): Expression {
  const parser = new Parser(text);
  return parser.whole();
}

class Parser {
  readonly #tokens: string[];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  whole(): Expression {
    const value = this.#sum();
    const rest = this.#tokens[this.#at];
    if (rest !== undefined) throw new SyntaxError(`"${rest}" was not expected`);
    return value;
  }

  #sum(): Expression {
    let left = this.#product();
    for (let sign = this.#next('+', '-'); sign; sign = this.#next('+', '-')) {
      const [before, right] = [left, this.#product()];
      left = sign === '+' ? (t) => before(t) + right(t) : (t) => before(t) - right(t);
    }
    return left;
  }

  #product(): Expression {
    let left = this.#signed();
    for (let sign = this.#next('*', '/'); sign; sign = this.#next('*', '/')) {
      const [before, right] = [left, this.#signed()];
      left = sign === '*' ? (t) => before(t) * right(t) : (t) => before(t) / right(t);
    }
    return left;
  }

  #signed(): Expression {
    return this.#deeper(() => {
      if (this.#next('-')) {
        const value = this.#signed();
        return (t) => -value(t);
      }
      if (this.#next('+')) return this.#signed();
      const base = this.#single();
      if (!this.#next('^')) return base;
      const exponent = this.#signed();
      return (t) => base(t) ** exponent(t);
    });
  }

  #single(): Expression {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new SyntaxError('the expression ends too early');
    if (token === '(') {
      const value = this.#sum();
      this.#expect(')');
      return value;
    }
    if (/^[\d.]/.test(token)) {
      const value = Number(token);
      return () => value;
    }
    if (Object.hasOwn(functions, token)) return this.#call(token);
    const constant = Object.hasOwn(constants, token) ? constants[token] : undefined;
    if (!constant) throw new SyntaxError(`"${token}" is not known`);
    return constant;
  }

  #call(name: string): Expression {
    const known = functions[name];
    this.#expect('(');
    const values = [this.#sum()];
    while (this.#next(',')) values.push(this.#sum());
    this.#expect(')');
    const [a = () => 0, b = () => 0] = values;
    if (!known || values.length !== known.count) throw new SyntaxError(`${name} takes ${known?.count} values`);
    return (t) => known.of(t, a(t), b(t));
  }

  #next(...wanted: readonly string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined || !wanted.includes(token)) return undefined;
    this.#at += 1;
    return token;
  }

  #expect(token: string): void {
    if (!this.#next(token)) throw new SyntaxError(`"${token}" is missing`);
  }

  #deeper<Value>(parse: () => Value): Value {
    this.#depth += 1;
    if (this.#depth > deepest) throw new SyntaxError('the expression is nested too deeply');
    const value = parse();
    this.#depth -= 1;
    return value;
  }
}

function tokensOf(text: string): string[] {
  if (text.length > longestText) throw new SyntaxError(`the expression is longer than ${longestText} characters`);
  const tokens: string[] = [];
  const trimmed = text.trimEnd();
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < trimmed.length) {
    const from = tokenPattern.lastIndex;
    const match = tokenPattern.exec(trimmed);
    if (!match) throw new SyntaxError(`"${trimmed.slice(from, from + 10)}" cannot be read`);
    tokens.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return tokens;
}
