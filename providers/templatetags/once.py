"""{% once %}: parts of a page that are the same for everybody, rendered once in the life of a process.

The head's links and the footer cost more to render than a whole search; they change with a release only.

    {% load once %}
    {% once %} ... {% endonce %}
    {% once site_name %} ... {% endonce %}      once for each value of what is named

What stands inside must depend on nothing but what is named.
"""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

register = template.Library()

# Each name takes the values of a setting: more than a few would be a mistake in a template.
MOST_VARIANTS = 16


class OnceNode(template.Node):
    def __init__(self, nodelist: NodeList, depends_on: list[FilterExpression]) -> None:
        self.nodelist, self.depends_on = nodelist, depends_on
        self._rendered: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        key = tuple(expression.resolve(context) for expression in self.depends_on)
        html = self._rendered.get(key)
        if html is None:
            html = self.nodelist.render(context)
            if len(self._rendered) < MOST_VARIANTS:
                self._rendered[key] = html
        return html


@register.tag
def once(parser: Parser, token: Token) -> OnceNode:
    depends_on = [parser.compile_filter(part) for part in token.split_contents()[1:]]
    nodelist = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(nodelist, depends_on)
