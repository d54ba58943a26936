"""{% remembered %}: a part of a page that many visitors see alike, kept for a while by what it was made from.

    {% load remembered %}
    {% remembered page.facts_key guides %} ... {% endremembered %}

What stands inside must depend on nothing but what is named; an empty first value means: don't keep it. The
most recent ones are kept, about 20 KB each.
"""

from itertools import count
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

from providers.web.memory import Recent

register = template.Library()

PARTS_KEPT = 500
_numbers = count()
_parts: Recent[tuple[Any, ...], SafeString] = Recent(PARTS_KEPT)


class RememberedNode(template.Node):
    def __init__(self, nodelist: NodeList, depends_on: list[FilterExpression]) -> None:
        self.nodelist, self.depends_on, self.number = nodelist, depends_on, next(_numbers)

    def render(self, context: Context) -> SafeString:
        values = [expression.resolve(context) for expression in self.depends_on]
        if not values[0]:
            return self.nodelist.render(context)
        key = (self.number, *values)
        html = _parts.get_many([key]).get(key)
        if html is None:
            html = self.nodelist.render(context)
            _parts.put_many({key: html})
        return html


def forget_parts() -> None:
    """Render every part anew."""
    _parts.clear()


@register.tag
def remembered(parser: Parser, token: Token) -> RememberedNode:
    depends_on = [parser.compile_filter(part) for part in token.split_contents()[1:]]
    nodelist = parser.parse(("endremembered",))
    parser.delete_first_token()
    return RememberedNode(nodelist, depends_on)
