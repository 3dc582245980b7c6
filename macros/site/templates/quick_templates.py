"""Templates that fill as any others of Jinja, in less time: what the code of a template would ask again is known here.

None of our functions and macros wants to know the context of the template that calls it, nearly all macros are called
with plain arguments, and most values are short texts that were escaped before.
"""

from __future__ import annotations

from functools import lru_cache
from keyword import iskeyword
from typing import Any

from jinja2 import Environment, Template
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Call, Expr, Getattr, Name
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

VIEW = "view"
"""The name of what the archive is seen from, in all templates of pages."""


def quicken(environment: Environment) -> None:
    """Let all templates of an environment be such; none may have been read before."""
    environment.code_generator_class, environment.template_class = _DirectCalls, _QuickTemplate


class _DirectCalls(CodeGenerator):
    """Code that calls functions and macros itself, without asking each whether it wants to know the context."""

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 # as Jinja asks
        """Write a call. Where it is unusual, or escapes otherwise than the environment, that is done by the context."""
        otherwise = frame.eval_ctx.volatile or frame.eval_ctx.autoescape != self.environment.autoescape
        spread = node.dyn_args or node.dyn_kwargs or any(iskeyword(one.key) for one in node.kwargs)
        if otherwise or spread or forward_caller:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 # as Jinja asks
        """Write an attribute. `view` is never a dictionary, whose entries would have to be looked for too.

        Of anything else the environment is asked for what has no such attribute, such as an entry of a dictionary.
        """
        if isinstance(node.node, Name) and node.node.name == VIEW:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")
        else:
            self.write("(_got if (_got := getattr((_of := ")
            self.visit(node.node, frame)
            self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr(_of, {node.attr!r}))")

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        """Write what stands before a value that is shown: one that is markup already is not handed to `escape`."""
        if _as_usual(frame, finalize):
            self.write("(_put if (_kind := type(_put := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: Expr, frame: Frame, finalize: Any) -> None:
        """Write what stands behind it."""
        if _as_usual(frame, finalize):
            self.write(")) is Markup else known[_put] if _kind is str else escape(_put))")
        else:
            super()._output_child_post(node, frame, finalize)


def _as_usual(frame: Frame, finalize: Any) -> bool:
    """Whether values are escaped there, and nothing else is done with them."""
    return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile and finalize.src is None


class _QuickTemplate(Template):
    """A template whose code escapes and calls macros as below."""

    @classmethod
    def from_code(cls, *given: Any, **named: Any) -> Template:
        """A template of compiled code."""
        made = super().from_code(*given, **named)
        made.root_render_func.__globals__.update(escape=_escaped, known=_TEXTS, Macro=_QuickMacro)
        return made


class _QuickMacro(Macro):
    """A macro that hands its arguments on as they are."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._plain = not (self.caller or self.catch_kwargs or self.catch_varargs) and self._default_autoescape

    def __call__(self, *given: Any, **named: Any) -> Any:
        """What the macro makes of its arguments."""
        if not self._plain:
            return super().__call__(*given, **named)
        if len(given) < self._argument_count:
            given += tuple([named.pop(name, missing) for name in self.arguments[len(given) :]])
        if named or len(given) > self._argument_count:
            return super().__call__(*given, **named)  # which says what is wrong
        return str.__new__(Markup, self._func(*given))  # a text for sure, so nothing has to be asked


_SHORT = 200
"""How many letters a text may have whose escaped form is kept."""
_MOST = 16_384
"""How many such texts are kept."""


class _EscapedTexts(dict[str, Markup]):
    """Texts as they are shown. Code of templates finds one that is known without a call of Python."""

    def __missing__(self, text: str) -> Markup:
        made = escape(text)
        if len(text) < _SHORT:
            if len(self) >= _MOST:
                self.clear()
            self[text] = made
        return made


_TEXTS = _EscapedTexts()


def _escaped(value: Any) -> Markup:
    kind = type(value)
    if kind is str:
        return _TEXTS[value]
    if kind is Markup:
        return value  # type: ignore[no-any-return] # as its type says
    return _escaped_number(value) if kind is int or kind is float else escape(value)


@lru_cache(maxsize=16384, typed=True)  # 1 and 1.0 are written differently
def _escaped_number(number: float) -> Markup:
    return escape(number)
