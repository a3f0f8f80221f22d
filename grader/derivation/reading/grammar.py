"""Tokens -> a tree, by recursive descent with Python's precedence: only what a derivation is made of, and nothing is run."""

from __future__ import annotations

from grader.derivation.expressions import (
    FUNCTIONS,
    FUNCTIONS_SAID,
    Add,
    Apply,
    Component,
    Derivative,
    Div,
    Expression,
    IndexSum,
    Kronecker,
    Mul,
    Neg,
    Num,
    Pow,
    Symbol,
)
from grader.derivation.reading.spelling import spelling_of
from grader.derivation.reading.tokens import Token
from grader.derivation.reading.vocabulary import WORDS, Vocabulary, unknown_word
from grader.derivation.unreadable import MAX_BRACKETS, MAX_NUMBER, MAX_POWER, UnreadableLine


class ExpressionReader:
    """Reads one expression from a list of tokens that ends with one of kind "end". Every fault is an UnreadableLine."""

    def __init__(self, tokens: list[Token], vocabulary: Vocabulary) -> None:
        self.tokens, self.vocabulary = tokens, vocabulary
        self.at = 0
        self.open: list[Token] = []

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def read(self) -> Expression:
        """The whole list as one expression."""
        tree = self._sum()
        if self.token.kind != "end":
            raise self._out_of_place()
        return tree

    def _next(self) -> Token:
        token = self.token
        self.at += token.kind != "end"
        return token

    def _takes(self, *signs: str) -> Token | None:
        """The sign that stands here, taken, where it is one of these."""
        return self._next() if self.token.kind == "sign" and self.token.text in signs else None

    def _sum(self) -> Expression:
        tree = self._product()
        while sign := self._takes("+", "-"):
            right = self._product()
            tree = Add(tree, right if sign.text == "+" else Neg(right))
        return tree

    def _product(self) -> Expression:
        tree = self._signed()
        while sign := self._takes("*", "/"):
            right = self._signed()
            tree = Mul(tree, right) if sign.text == "*" else Div(tree, right)
        if self.token.starts_operand:
            raise self._product_without_sign()
        return tree

    def _signed(self) -> Expression:
        turned, first = False, self.at
        while sign := self._takes("+", "-"):
            turned ^= sign.text == "-"
            if self.at - first > 2:
                raise UnreadableLine("three signs in a row: write one, or brackets", sign.place)
        tree = self._power()
        return Neg(tree) if turned else tree

    def _power(self) -> Expression:
        base = self._operand()
        if self.token.kind == "power":
            base = Pow(base, _exponent(self._next()))
        elif sign := self._takes("**"):
            base = Pow(base, self._exponent_after(sign))
        if self.token.kind == "power" or self.token.text == "**":
            raise UnreadableLine("a power of a power: write brackets, (x**2)**3, or one exponent", self.token.place)
        return base

    def _exponent_after(self, sign: Token) -> int:
        bracket = self._takes("(")
        minus = self._takes("-")
        if self.token.kind != "number":
            raise UnreadableLine(f"a power is a whole number up to {MAX_POWER}, such as x**2", sign.place)
        exponent = _exponent(self._next(), -1 if minus else 1)
        if bracket and not self._takes(")"):
            raise UnreadableLine(f"a power is a whole number up to {MAX_POWER}, such as x**2", sign.place)
        return exponent

    def _operand(self) -> Expression:
        token = self._next()
        if token.kind == "number":
            return _number(token)
        if token.kind == "word":
            return self._word(token)
        if token.kind == "sign" and token.text == "(":
            self._enter(token)
            tree = self._sum()
            self._leave(")")
            return tree
        if token.kind == "sign" and token.text == "[":
            return self._kronecker(token)
        raise self._operand_missing(token)

    def _enter(self, bracket: Token) -> None:
        self.open.append(bracket)
        if len(self.open) > MAX_BRACKETS:
            raise UnreadableLine(f"more than {MAX_BRACKETS} brackets, one inside the other", bracket.place)

    def _leave(self, closing: str) -> None:
        if not self._takes(closing):
            raise self._out_of_place()
        self.open.pop()

    def _word(self, token: Token) -> Expression:
        name = spelling_of(token.text)
        called = self.token.kind == "sign" and self.token.text == "("
        if name in self.vocabulary.vectors:
            return self._component(name, token)
        if name in self.vocabulary.scalars:
            return self._symbol(name, token)
        if name not in WORDS:
            instead = self._fraction_of_differentials(token) or unknown_word(token.text, self.vocabulary)
            if called and not self.vocabulary.pieces(token.text):
                instead = f"{token.text[:20]}(...) is not known here: there are d(e, x), sum(k, e), {FUNCTIONS_SAID}"
            raise UnreadableLine(instead, token.place)
        if not called:
            raise UnreadableLine(_needs_brackets(name, token.written), token.place)
        self._enter(self._next())
        tree = self._call(name, token)
        self._leave(")")
        return tree

    def _fraction_of_differentials(self, token: Token) -> str:
        """What to write for dL/dφ, where that is what stands here."""
        following = self.tokens[self.at : self.at + 2]
        if (
            [each.text for each in following[:1]] != ["/"]
            or token.text[0] not in "d∂"
            or following[-1].text[:1] not in ("d", "∂")
        ):
            return ""
        whole, by = token.text[1:], following[-1].text[1:]
        if not {spelling_of(whole), spelling_of(by)} <= set(self.vocabulary.names):
            return ""
        return f"{token.text}/{following[-1].text} is written d({whole}, {by})"

    def _call(self, name: str, token: Token) -> Expression:
        if name in FUNCTIONS:
            return Apply(name, self._sum())
        if name == "sum":
            index = self._index("the first part of sum(k, ...) is its index")
            self._comma("sum(k, ...) has two parts: the index and what is added up")
            return IndexSum(index, self._sum())
        of = self._sum()
        self._comma("d(expression, name) has two parts: what is differentiated, and by which name")
        place = self.token.place
        by = self._sum()
        if not isinstance(by, (Symbol, Component)):
            raise UnreadableLine("d(expression, name): the second part is one name", place)
        return Derivative(of, by)

    def _comma(self, sentence: str) -> None:
        if not self._takes(","):
            closed = self.token.kind == "sign" and self.token.text == ")"
            raise UnreadableLine(sentence, self.token.place) if closed else self._out_of_place()

    def _component(self, name: str, token: Token) -> Expression:
        if not (self.token.kind == "sign" and self.token.text == "["):
            raise UnreadableLine(f"{token.text} needs an index: {token.text}[k]", token.place)
        self._enter(self._next())
        index = self._index(f"the index of {token.text} is a letter: {token.text}[k]")
        self._leave("]")
        return Component(name, index)

    def _symbol(self, name: str, token: Token) -> Expression:
        if self.token.kind == "sign" and self.token.text == "[":
            raise UnreadableLine(f"{token.text} is one number and has no index", self.token.place)
        return Symbol(name)

    def _index(self, sentence: str) -> str:
        token = self._next()
        name = spelling_of(token.text)
        if token.kind != "word" or len(name) > 10:
            raise UnreadableLine(sentence, token.place)
        if name in self.vocabulary.names or name in WORDS:
            raise UnreadableLine(
                f"{token.text} has a meaning of its own here: take another letter as the index", token.place
            )
        return name

    def _kronecker(self, bracket: Token) -> Expression:
        sentence = "[k==j] is 1 where the two indices are equal, else 0: two letters with == between them"
        self._enter(bracket)
        left = self._index(sentence)
        if not self._takes("=="):
            raise UnreadableLine(sentence, self.token.place)
        right = self._index(sentence)
        if left == right:
            raise UnreadableLine(f"[{left}=={right}] compares an index with itself: it is 1", bracket.place)
        self._leave("]")
        return Kronecker(left, right)

    def _operand_missing(self, token: Token) -> UnreadableLine:
        if token.kind == "power":
            return UnreadableLine("a raised digit stands after what it raises", token.place)
        if token.kind == "end":
            if self.at == 0:
                return UnreadableLine("nothing stands here: write an expression", token.place)
            if self.open and self.tokens[self.at - 1] is self.open[-1]:
                return UnreadableLine(f"the bracket {self.open[-1].text} is not closed", self.open[-1].place)
            last = self.tokens[self.at - 1]
            return UnreadableLine(f"something is missing after {last.written}", last.place)
        if self.at > 1:
            before = self.tokens[self.at - 2]
            return UnreadableLine(f"something is missing between {before.written} and {token.written}", token.place)
        return UnreadableLine(f"a line does not begin with {token.written}", token.place)

    def _out_of_place(self) -> UnreadableLine:
        """What is wrong where an expression could end, and does not."""
        token = self.token
        if token.text == "==":
            return UnreadableLine("== stands only inside [k==j]", token.place)
        if token.kind == "sign" and token.text in ")]" and not self.open:
            return UnreadableLine(f"the bracket {token.text} closes none that was opened", token.place)
        if token.kind == "end" and self.open:
            return UnreadableLine(f"the bracket {self.open[-1].text} is not closed", self.open[-1].place)
        if token.text == "," and (not self.open or self._between_numbers()):
            return UnreadableLine(
                "a comma stands only inside d(..., ...) and sum(..., ...); decimals have a point: 0.5", token.place
            )
        if token.kind == "sign" and token.text in ")]" and self.open:
            return UnreadableLine(f"{token.text} stands where {self.open[-1].text} is still open", token.place)
        return UnreadableLine(f"{token.written} is out of place here", token.place)

    def _between_numbers(self) -> bool:
        return self.at > 0 and self.tokens[self.at - 1].kind == "number" and self.tokens[self.at + 1].kind == "number"

    def _product_without_sign(self) -> UnreadableLine:
        before, token = self.tokens[self.at - 1], self.token
        pieces = self.vocabulary.pieces(token.text) if token.kind == "word" else []
        if token.kind == "word" and not pieces and spelling_of(token.text) not in {*self.vocabulary.vectors, *WORDS}:
            return UnreadableLine(unknown_word(token.text, self.vocabulary), token.place)
        left = before.written if before.kind in ("number", "word") else f"...{before.written}"
        right = "*".join(pieces) or (token.written if token.kind in ("number", "word") else f"{token.written}...")
        return UnreadableLine(f"a product needs its sign: write {left[-15:]}*{right[:20]}", token.place)


def _number(token: Token) -> Num:
    if len(token.text) > 16 or not float(token.text) <= MAX_NUMBER:
        raise UnreadableLine(f"numbers up to {MAX_NUMBER:.0f} are read, of at most 16 characters", token.place)
    return Num(float(token.text))


def _exponent(token: Token, sign: int = 1) -> int:
    sentence = f"a power is a whole number up to {MAX_POWER}, such as x**2"
    try:
        value = float(token.text) if len(token.text) <= 4 else MAX_NUMBER
    except ValueError:  # raised signs in disorder
        raise UnreadableLine(sentence, token.place) from None
    if value != int(value) or abs(value) > MAX_POWER:
        raise UnreadableLine(sentence, token.place)
    return sign * int(value)


def _needs_brackets(name: str, written: str) -> str:
    if name == "sum":
        return f"{written} needs brackets: sum(k, ...) with the index first"
    if name == "d":
        return "a derivative is written d(expression, name)"
    return f"{written} needs brackets: {name}(...)"
