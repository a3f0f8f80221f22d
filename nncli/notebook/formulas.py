"""A formula as a statement prints it, such as "loss = -(1/N)·Σ log P[i, y[i]]", as TeX: a grammar of its own, and nothing else is taken.

What cannot be read in full raises NoFormula, and stays as it stands: a formula that is typeset wrongly is worse than one in plain signs.
"""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"\s*(?:(?P<dots>\.\.\.)|(?P<string>\"[A-Za-z0-9]+\")|(?P<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?(?!(?![⁰¹²³⁴-⁹ᵀᵗ])[\w.])|\d+(?:\.\d+)?(?=[·*/]))"
    r"|(?P<name>[^\W\d_Σ⁻⁰¹²³⁴-⁹ᵀᵗ]\u0304?(?:(?![⁻⁰¹²³⁴-⁹ᵀᵗ])\w|[₀-₉ᵢ]|\.(?=[a-z]))*'*)"
    r"|(?P<power>[⁻⁰¹²³⁴-⁹ᵀᵗ]+)|(?P<sign>\*\*|->|>=|<=|[-+*/@^=≈≤≥<>≠±·×√Σ∇∂‖|()\[\],:←→]))"
)
RELATIONS = {
    "=": "=",
    "≈": r"\approx",
    "≤": r"\leq",
    "≥": r"\geq",
    "<=": r"\leq",
    ">=": r"\geq",
    "<": "<",
    ">": ">",
    "≠": r"\neq",
    "←": r"\leftarrow",
    "→": r"\to",
    "->": r"\to",
}
SUMS = {"+": "+", "-": "-", "±": r"\pm"}
PRODUCTS = {"·": r"\cdot", "*": r"\cdot", "×": r"\times", "@": r"\,@\,"}
PREFIXES = {"∇": r"\nabla", "∂": r"\partial"}
GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "η": "eta", "θ": "theta", "λ": "lambda", "μ": "mu",
    "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "varphi", "ω": "omega", "Δ": "Delta",
}  # fmt: skip
FUNCTIONS = {
    "log",
    "exp",
    "tanh",
    "max",
    "min",
}  # TeX has words for them; they may stand before a name without brackets
HATS = {"ŷ": r"\hat{y}", "ȳ": r"\bar{y}"}
RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹ᵀᵗ", "-0123456789Tt")
LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉ᵢ", "0123456789i")
COMMA = r",\ "
DEEPEST = 20  # brackets within brackets


class NoFormula(Exception):
    """This text is no formula, or one of a kind that is not known here."""


def formula_tex(text: str) -> str:
    """The formula as TeX. Raises NoFormula."""
    reading = _Reading(text)
    tex = reading.sequence()
    if reading.left:
        raise NoFormula(text)
    return tex


class _Reading:
    """The tokens of a text, taken from left to right."""

    def __init__(self, text: str) -> None:
        self.left: list[tuple[str, str]] = []
        self.depth = 0
        place = 0
        while text[place:].strip():
            found = TOKEN.match(text, place)
            if found is None:
                raise NoFormula(text)
            kind = str(found.lastgroup)
            apart = (
                found[kind] in ("(", "[") and found.start(kind) > place
            )  # it opens something, and belongs to no name
            self.left.append((kind, f" {found[kind]}" if apart else found[kind]))
            place = found.end()

    def next_is(self, *signs: str) -> bool:
        """Whether one of these signs comes next."""
        return bool(self.left) and self.left[0][0] == "sign" and self.left[0][1] in signs

    def take(self, *signs: str) -> str:
        """The next token, which must be one of these signs where any are named. Raises NoFormula."""
        if not self.left or (signs and not self.next_is(*signs)):
            raise NoFormula("something else was expected")
        return self.left.pop(0)[1]

    def sequence(self) -> str:
        """Relations with commas between."""
        parts = [self.relation()]
        while self.next_is(","):
            self.take()
            parts.append(self.relation())
        return COMMA.join(parts)

    def row(self) -> list[str]:
        """The entries of a row of an array, each a number or an expression. Raises NoFormula for an array within."""
        entries: list[str] = []
        while not entries or self.next_is(","):
            if entries:
                self.take()
            if self.next_is("[", " ["):
                raise NoFormula("an array within a row")
            entries.append(self.relation())
        return entries

    def relation(self) -> str:
        parts = [] if self.next_is(*RELATIONS) else [self.sum()]
        while self.next_is(*RELATIONS):
            parts += [RELATIONS[self.take()], self.sum()]
        return " ".join(parts)

    def sum(self) -> str:
        parts = [self.product()]
        while self.next_is(*SUMS):
            parts += [SUMS[self.take()], self.product()]
        return " ".join(parts)

    def product(self) -> str:
        parts = [self.fraction()]
        while self.next_is(*PRODUCTS):
            parts += [PRODUCTS[self.take()], self.fraction()]
        return " ".join(parts)

    def fraction(self) -> str:
        """Division binds tighter than multiplication here: a·b/c is a·(b/c) too, and looks as it is written."""
        top, bare = self.factor()
        while self.next_is("/"):
            self.take()
            top = bare = rf"\frac{{{bare}}}{{{self.factor()[1]}}}"
        return top

    def factor(self) -> tuple[str, str]:
        """A factor, and the same without brackets around all of it, which a fraction does not need."""
        if self.next_is("-", "+", "±"):
            sign = SUMS[self.take()]
            inner = self.factor()[0]
            return f"{sign}{inner}", f"{sign}{inner}"
        tex, bare = self.operand()
        while self.left and (self.left[0][0] == "power" or self.next_is("^", "**")):
            kind, sign = self.left.pop(0)
            exponent = sign.translate(RAISED) if kind == "power" else self.factor()[1]
            tex = f"{{{tex}}}^{{{_exponent_tex(exponent)}}}"
            bare = tex
        return tex, bare

    def operand(self) -> tuple[str, str]:
        if not self.left:
            raise NoFormula("it ends too early")
        kind, text = self.left.pop(0)
        if kind == "number":
            plain = text if "e" not in text else rf"\mathtt{{{text}}}"
            return plain, plain
        if kind == "dots":
            return r"\dots", r"\dots"
        if kind == "string":
            tex = rf"\text{{{text}}}"
            return tex, tex
        if kind == "name":
            tex = self.name(text)
            return tex, tex
        if kind != "sign":
            raise NoFormula("a power of nothing")
        return self.group(text.strip())

    def group(self, sign: str) -> tuple[str, str]:
        """What begins with a sign: brackets, a root, a sum, a size."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise NoFormula("too deep")
        if sign == "(":
            inner = self.relation()
            is_one = self.next_is(")")
            if not is_one:
                self.take(",")
                inner += "," if self.next_is(")") else COMMA + self.sequence()
            self.take(")")
            tex = rf"\left({inner}\right)", inner if is_one else rf"\left({inner}\right)"
        elif sign == "[":
            tex = (self.list_tex(),) * 2
        elif sign == "√":
            tex = (rf"\sqrt{{{self.factor()[1]}}}",) * 2
        elif sign in PREFIXES:
            tex = (rf"{PREFIXES[sign]} {self.factor()[0]}",) * 2
        elif sign == "Σ":
            tex = (self.sum_tex(),) * 2
        elif sign in "‖|":
            inner = self.sum()
            self.take(sign)
            side = r"\|" if sign == "‖" else "|"
            tex = (rf"\left{side}{inner}\right{side}",) * 2
        else:
            raise NoFormula(sign)
        self.depth -= 1
        return tex

    def sum_tex(self) -> str:
        """Σ(k, term), or Σ before a term."""
        if self.next_is("(") and len(self.left) > 2 and self.left[1][0] == "name" and self.left[2][1] == ",":
            self.take()
            index = self.name(self.left.pop(0)[1])
            self.take(",")
            inner = self.sum()
            self.take(")")
            return rf"\sum_{{{index}}} \left({inner}\right)"
        return rf"\sum {self.product()}"

    def list_tex(self) -> str:
        """A list; a list of rows is a matrix, one of matrices is a list again. The bracket has been taken."""
        rows_follow = self.next_is("[", " [")
        if not rows_follow or self.left[1][1] == "[":  # a list, or one of arrays: its parts stand beside one another
            inner = self.sequence()
            self.take("]")
            return rf"\left[{inner}\right]"
        rows = []
        while True:
            self.take("[", " [")
            rows.append(" & ".join(self.row()))
            self.take("]")
            if self.take(",", "]") == "]":
                return r"\begin{bmatrix}" + r" \\ ".join(rows) + r"\end{bmatrix}"

    def name(self, text: str) -> str:
        """A name with its index and its arguments."""
        tex = name_tex(text)
        if text in FUNCTIONS and self.left and not self.next_is("(", " (", *RELATIONS, ")", ",", "]"):
            return rf"{tex}\, {self.factor()[0]}"
        while self.next_is("[", "("):
            if self.take() == "[":
                tex = f"{tex}_{{{self.index()}}}"
                self.take("]")
            else:
                tex = rf"{tex}\left({self.sequence()}\right)"
                self.take(")")
        return tex

    def index(self) -> str:
        parts = []
        while True:
            parts.append(self.take() if self.next_is(":") else self.relation())
            if not self.next_is(","):
                return ", ".join(parts)
            self.take()


def _exponent_tex(exponent: str) -> str:
    return r"\top" if exponent == "T" else exponent


def name_tex(text: str) -> str:
    """φ as a letter, W1, W₁ and x_i with a small index, mhat and ŷ with a hat, a word upright."""
    plain = text.rstrip("'")
    primes = text[len(plain) :]
    digits = re.fullmatch(r"(\D+?)([₀-₉ᵢ]+|\d+)", plain)
    if digits and len(digits[1]) <= 2:
        return f"{_word_tex(digits[1])}_{{{digits[2].translate(LOWERED)}}}{primes}"
    base, line, index = plain.partition("_")
    if line and len(base) == 1 and index.isalnum():
        return f"{_word_tex(base)}_{{{index if len(index) < 3 else _word_tex(index)}}}{primes}"
    return _word_tex(plain) + primes


def _word_tex(word: str) -> str:
    """A name without index and primes."""
    if word in HATS or re.fullmatch("[a-z]hat", word):
        return HATS.get(word, rf"\hat{{{word[0]}}}")
    if word in FUNCTIONS:
        return rf"\{word}"
    if word in GREEK:
        return rf"\{GREEK[word]}"
    if len(word) == 2 and word[0] == "d":
        return f"d{_word_tex(word[1])}"
    if len(word) == 1:
        return word
    if not word.isascii():
        raise NoFormula(word)
    return rf"\mathrm{{{word}}}".replace("_", r"\_")
